"""The activities of the demo with their kits, written by hand in both languages."""

from backend.immersions import ActivityInput, ActivityKind, Worded, WordedLine

DRIVING, LISTENING = "driving", "listening"
PREREQUISITES = {
    DRIVING: WordedLine(fr="Permis B", en="Driving licence"),
    LISTENING: WordedLine(fr="Rappel sur la confidentialité suivi", en="Confidentiality reminder taken"),
}
LEGAL = [
    WordedLine(
        fr="Les conseillers et les clients sont informés qu’une personne écoute.",
        en="Advisers and customers are told that somebody listens.",
    ),
    WordedLine(
        fr="J’écoute pour comprendre le métier et ce que vit le client, pas pour noter quelqu’un.",
        en="I listen to understand the job and the customer, not to rate anybody.",
    ),
    WordedLine(fr="Aucun enregistrement n’est gardé.", en="No recording is kept."),
    WordedLine(
        fr="Je n’écris ni nom, ni numéro, ni adresse de client.",
        en="I write down no customer’s name, number or address.",
    ),
]
TECHNICIAN, CALL_BACK, DOUBLE, SHOP, WEB = "technician", "call_back", "double", "shop", "web"
SWAP = "swap"
ACTIVITIES: dict[str, tuple[ActivityInput, tuple[str, ...]]] = {
    SWAP: (
        ActivityInput(
            name=WordedLine(fr="Échange de journées", en="Swap of days"),
            kind=ActivityKind.RECIPROCAL_SWAP,
            kit=Worded(
                fr="Vous passez une journée chez l’autre, et l’autre une chez vous. Convenez ensemble du "
                "début, et de ce que chacun veut voir.",
                en="You spend a day with the other, and the other one with you. Agree on where to start, "
                "and on what each of you wants to see.",
            ),
        ),
        (),
    ),
    TECHNICIAN: (
        ActivityInput(
            name=WordedLine(fr="Technicien d’intervention", en="Field technician"),
            kind=ActivityKind.DAY_IN_JOB,
            kit=Worded(
                fr="### La veille\n- Chaussures fermées, pantalon long.\n- Lisez les ordres du jour.\n\n"
                "### Sur place\nVous suivez, vous tenez l’échelle, vous ne branchez rien. "
                "Demandez au client ce qu’il a déjà raconté, et à qui.",
                en="### The day before\n- Closed shoes, long trousers.\n- Read the day’s orders.\n\n"
                "### On site\nYou follow, you hold the ladder, you plug nothing in. "
                "Ask the customer what they have told already, and to whom.",
            ),
        ),
        (DRIVING,),
    ),
    CALL_BACK: (
        ActivityInput(
            name=WordedLine(fr="Rappel des clients insatisfaits", en="Calling back unhappy customers"),
            kind=ActivityKind.DAY_IN_JOB,
            kit=Worded(
                fr="Dix clients ont mis moins de 6. Vous les rappelez à deux, le casque partagé. "
                "On écoute d’abord, on ne promet que ce qu’on tient.",
                en="Ten customers gave less than 6. You call them back in pairs, sharing a headset. "
                "Listen first, promise only what will be kept.",
            ),
            script=Worded(
                fr="1. « Bonjour, je vous rappelle parce que vous nous avez dit que cela n’allait pas. »\n"
                "2. « Racontez-moi. » Ne rien corriger.\n3. Redire en une phrase ce que l’on a compris.\n"
                "4. Ce qui sera fait, par qui, quel jour. Rien d’autre.",
                en="1. “Hello, I am calling because you told us that something was wrong.”\n"
                "2. “Tell me.” Correct nothing.\n3. Say in a sentence what you have understood.\n"
                "4. What will be done, by whom, on which day. Nothing else.",
            ),
            checklist=LEGAL,
        ),
        (LISTENING,),
    ),
    DOUBLE: (
        ActivityInput(
            name=WordedLine(fr="Double écoute en centre d’appels", en="Listening in at a call centre"),
            kind=ActivityKind.LISTENING_IN,
            kit=Worded(
                fr="Une matinée, un casque de plus. Comptez les « comme je l’ai déjà dit ».",
                en="A morning, one more headset. Count the “as I said before”.",
            ),
            checklist=LEGAL,
        ),
        (LISTENING,),
    ),
    SHOP: (
        ActivityInput(
            name=WordedLine(fr="Conseiller en boutique", en="Shop adviser"),
            kind=ActivityKind.SHOP,
            kit=Worded(
                fr="Tenez l’accueil pendant une heure, puis suivez trois clients de l’entrée à la sortie.",
                en="Hold the welcome desk for an hour, then follow three customers from door to door.",
            ),
        ),
        (),
    ),
    WEB: (
        ActivityInput(
            name=WordedLine(fr="Le parcours web, en client", en="The web journey, as a customer"),
            kind=ActivityKind.WEB_JOURNEY,
            kit=Worded(
                fr="Commandez la fibre pour une adresse d’essai, sans aide interne. Notez chaque hésitation.",
                en="Order fibre for a test address, without inside help. Note each hesitation.",
            ),
        ),
        (),
    ),
}
"""Each activity with what it asks to hold."""
