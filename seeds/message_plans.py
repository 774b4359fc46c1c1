"""The messages of the demo, written by hand, and how far each has gone."""

from dataclasses import dataclass

from backend.circles import MessageInput
from backend.circles.inputs import LikelyQuestion
from seeds.circle_plans import FIRST, HEART, ONCE


@dataclass(frozen=True, slots=True)
class Question:
    """A question sent up by one of the cast, with its answer, if it has one."""

    asker: str
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Cascade:
    """A message to seed, published `days` ago; a draft when that is None.

    `shares` says, layer after layer from the top, which part has understood; `hours` is how long a layer
    takes. `questions` came back up.
    """

    circle: str
    author: str
    given: MessageInput
    days: int | None = None
    shares: tuple[float, ...] = ()
    hours: int = 60
    questions: tuple[Question, ...] = ()


CASCADES = (
    Cascade(
        circle=FIRST,
        author="helene",
        days=11,
        shares=(1.0, 1.0, 0.9, 0.8, 0.35, 0.06),
        hours=70,
        given=MessageInput(
            title="Répondre, même quand c’est non",
            why=(
                "Nous recevons des milliers de remontées et nous en laissons trop sans réponse. Un silence "
                "dit à celui qui a parlé qu’il n’aurait pas dû. Désormais, toute remontée reçoit une "
                "réponse en quinze jours ouvrés : oui, non, ou pas encore, avec la raison."
            ),
            what_changes=(
                "Chaque remontée a un nom en face d’elle et une date. Un refus s’écrit avec le même soin "
                "qu’un accord."
            ),
            what_stays=(
                "Ce qui se règle sur place continue de se régler sur place, sans formulaire. Vos façons de "
                "faire, si elles marchent, restent les vôtres."
            ),
            not_to_say="« C’est le siège qui a décidé. » « On verra. » « Ce n’est pas de mon ressort. »",
            how=[
                "Prendre dix minutes avec son équipe pour lire le pourquoi, à voix haute.",
                "Choisir ensemble une remontée restée sans réponse, et y répondre dans la semaine.",
                "Dire à son auteur ce que nous faisons, ce que nous ne faisons pas, et quand.",
                "Noter les questions auxquelles on n’a pas su répondre, et les faire remonter.",
            ],
            answers=[
                LikelyQuestion(
                    question="Et si nous n’avons pas de réponse dans les quinze jours ?",
                    answer=(
                        "On l’écrit, avec la raison et une nouvelle date. Un retard expliqué reste une "
                        "réponse."
                    ),
                ),
                LikelyQuestion(
                    question="Est-ce un indicateur de plus ?",
                    answer="Non. Personne n’est classé. On regarde ce qui attend, pour aider à y répondre.",
                ),
            ],
            question="Pourquoi répondre, même quand la réponse est non ?",
            choices=[
                "Pour que le tableau de bord soit complet",
                "Parce qu’un silence apprend aux gens à se taire",
                "Parce que la loi nous y oblige",
            ],
            right_choice=1,
        ),
        questions=(
            Question(
                "yann",
                "Qui répond quand la remontée concerne deux directions à la fois ?",
                "Celle qui reçoit. Elle va chercher l’autre, et une seule réponse part, signée des deux.",
            ),
            Question(
                "ines",
                "Peut-on dire non à un client avec la même franchise qu’à un collègue ?",
                "Oui, avec la raison, et ce que nous pouvons faire à la place. C’est ce qu’il retient.",
            ),
            Question(
                "elodie", "Nous sommes en effectif réduit pour deux mois : les quinze jours tiennent-ils ?"
            ),
        ),
    ),
    Cascade(
        circle="Évangélistes Nouvelle-Aquitaine",
        author="solene",
        days=7,
        shares=(1.0, 0.9, 0.75, 0.62, 0.2),
        hours=48,
        given=MessageInput(
            title="Une histoire, une seule fois",
            why=(
                "Un client qui passe d’un guichet à l’autre nous raconte quatre fois son histoire. À la "
                "deuxième, il doute. À la quatrième, il part. Nous voulons que celui qui reçoit sache déjà."
            ),
            what_changes=(
                "Quand on passe la main, on passe aussi le récit : trois lignes, avant de transférer."
            ),
            what_stays="Le brief de 9 h, la double écoute du jeudi, le carnet d’irritants de l’intervention.",
            not_to_say="« Rappelez le 39 XX. » « Ce n’est pas nous, c’est la boutique. »",
            how=[
                "Écrire trois lignes avant de passer la main : qui, quoi, pour quand.",
                "Commencer par « On m’a dit que… » plutôt que par « Je vous écoute ».",
                "Garder le client en ligne le temps que le collègue décroche.",
            ],
            answers=[
                LikelyQuestion(
                    question="Trois lignes, c’est du temps en plus ?",
                    answer="Quarante secondes. Un client qui recommence en prend quatre minutes.",
                )
            ],
            question="Que passe-t-on avec le client ?",
            choices=["Son numéro de dossier", "Son récit, en trois lignes", "La responsabilité du problème"],
            right_choice=1,
        ),
        questions=(
            Question(
                "thomas",
                "En intervention, on n’a pas toujours de réseau pour écrire les trois lignes.",
                "Dictez-les au retour au véhicule : le dossier les accepte jusqu’à deux heures après.",
            ),
            Question("karim", "Est-ce que cela vaut aussi pour les clients professionnels ?"),
        ),
    ),
    Cascade(
        circle=HEART,
        author="karim",
        days=2,
        shares=(1.0, 0.7, 0.3, 0.15),
        hours=30,
        given=MessageInput(
            title="Dire bonjour avant tout le reste",
            why=(
                "Un client attend en moyenne onze minutes avant qu’on le regarde. Il ne nous reproche pas "
                "l’attente : il nous reproche de ne pas savoir si on l’a vu."
            ),
            what_changes="Celui qui est le plus près dit bonjour, même s’il est déjà avec quelqu’un.",
            what_stays="L’ordre d’arrivée, et le temps qu’il faut à chacun.",
            not_to_say="« Prenez un ticket. »",
            how=[
                "Lever les yeux à chaque entrée.",
                "Dire une durée vraie : « dans dix minutes, avec moi ».",
                "Revenir le dire si elle change.",
            ],
            question="Que reproche le client qui attend ?",
            choices=["La durée", "De ne pas savoir s’il a été vu", "L’absence de sièges"],
            right_choice=1,
        ),
        questions=(Question("ines", "Et quand on est seul en boutique à l’ouverture ?"),),
    ),
    Cascade(
        circle=ONCE,
        author="karim",
        given=MessageInput(
            title="La phrase de relais",
            why="Entre deux métiers, une phrase suffit souvent. Encore faut-il que ce soit la même.",
            what_stays="La phrase de relais du centre d’appels de Mérignac, dont tout est parti.",
        ),
    ),
)
