"""The library of questions a survey is composed from: short, in both languages, one idea each."""

from backend.pulse.inputs import ChoiceInput, QuestionInput, Texts
from backend.pulse.models import QuestionKind, SurveyTheme

K, T = QuestionKind, SurveyTheme


def _question(
    key: str, kind: QuestionKind, theme: SurveyTheme, fr: str, en: str, hint: tuple[str, str] = ("", "")
) -> QuestionInput:
    return QuestionInput(
        key=key, kind=kind, theme=theme, text=Texts(fr=fr, en=en), hint=Texts(fr=hint[0], en=hint[1])
    )


LAST_MONTHS = (
    "Pensez aux trois derniers mois, dans votre équipe",
    "Think of the last three months, in your team",
)

LIBRARY: tuple[QuestionInput, ...] = (
    _question(
        "recommend_employer",
        K.RECOMMENDATION,
        T.MEANING,
        "Recommanderiez-vous votre entreprise à un ami comme un endroit où travailler ?",
        "Would you recommend your company to a friend as a place to work?",
        ("De 0, pas du tout, à 10, sans hésiter", "From 0, not at all, to 10, without hesitation"),
    ),
    _question(
        "recommend_products",
        K.RECOMMENDATION,
        T.CUSTOMERS,
        "Recommanderiez-vous nos services à vos proches ?",
        "Would you recommend our services to those close to you?",
        ("De 0, pas du tout, à 10, sans hésiter", "From 0, not at all, to 10, without hesitation"),
    ),
    _question(
        "answered_on_customers",
        K.AGREEMENT,
        T.LISTENING,
        "Quand je signale un problème client, quelqu’un me répond.",
        "When I report a customer problem, somebody answers me.",
        LAST_MONTHS,
    ),
    _question(
        "ideas_heard",
        K.AGREEMENT,
        T.LISTENING,
        "Mes idées pour mieux servir les clients sont écoutées.",
        "My ideas for serving customers better are listened to.",
    ),
    _question(
        "solve_alone",
        K.AGREEMENT,
        T.MEANS,
        "Je peux résoudre la demande d’un client sans demander d’autorisation.",
        "I can solve a customer’s request without asking for permission.",
    ),
    _question(
        "tools",
        K.AGREEMENT,
        T.MEANS,
        "Mes outils m’aident à servir les clients.",
        "My tools help me serve customers.",
    ),
    _question(
        "time_for_customers",
        K.AGREEMENT,
        T.MEANS,
        "J’ai le temps de bien faire ce qu’attend le client.",
        "I have the time to do well what the customer expects.",
    ),
    _question(
        "know_customers",
        K.AGREEMENT,
        T.CUSTOMERS,
        "Je sais ce qui agace le plus nos clients.",
        "I know what annoys our customers most.",
    ),
    _question(
        "customer_decisions",
        K.AGREEMENT,
        T.CUSTOMERS,
        "Dans mon équipe, les décisions partent du client.",
        "In my team, decisions start from the customer.",
    ),
    _question(
        "other_teams",
        K.AGREEMENT,
        T.COOPERATION,
        "Les autres équipes m’aident quand un client en a besoin.",
        "Other teams help me when a customer needs it.",
    ),
    _question(
        "safe_to_say",
        K.AGREEMENT,
        T.COOPERATION,
        "Dans mon équipe, on peut dire ce qui ne va pas.",
        "In my team, one can say what is going wrong.",
    ),
    _question(
        "manager_supports",
        K.AGREEMENT,
        T.MANAGEMENT,
        "Mon responsable m’aide quand je suis en difficulté.",
        "My manager helps me when I am in difficulty.",
    ),
    _question(
        "manager_customers",
        K.AGREEMENT,
        T.MANAGEMENT,
        "Mon responsable parle des clients au moins une fois par semaine.",
        "My manager talks about customers at least once a week.",
    ),
    _question(
        "thanked",
        K.AGREEMENT,
        T.RECOGNITION,
        "Quand j’aide bien un client, on me le dit.",
        "When I help a customer well, I am told so.",
    ),
    _question(
        "proud",
        K.AGREEMENT,
        T.MEANING,
        "Je suis fier de ce que mon équipe fait pour les clients.",
        "I am proud of what my team does for customers.",
    ),
    _question(
        "balance",
        K.AGREEMENT,
        T.BALANCE,
        "Ma charge de travail est supportable.",
        "My workload is bearable.",
    ),
    QuestionInput(
        key="what_slows",
        kind=K.MULTIPLE,
        theme=T.MEANS,
        text=Texts(fr="Qu’est-ce qui vous freine le plus ?", en="What slows you down most?"),
        hint=Texts(fr="Plusieurs réponses possibles", en="Several answers are possible"),
        choices=[
            ChoiceInput(key="tools", fr="Les outils", en="Tools"),
            ChoiceInput(key="rules", fr="Les règles", en="Rules"),
            ChoiceInput(key="information", fr="L’information qui manque", en="Missing information"),
            ChoiceInput(key="time", fr="Le temps", en="Time"),
            ChoiceInput(key="others", fr="Les autres équipes", en="Other teams"),
        ],
    ),
    QuestionInput(
        key="commitment_kept",
        kind=K.SINGLE,
        theme=T.LISTENING,
        text=Texts(
            fr="L’engagement pris par votre responsable a-t-il été tenu ?",
            en="Was your manager’s commitment kept?",
        ),
        choices=[
            ChoiceInput(key="yes", fr="Oui", en="Yes"),
            ChoiceInput(key="partly", fr="En partie", en="Partly"),
            ChoiceInput(key="no", fr="Non", en="No"),
            ChoiceInput(key="unknown", fr="Je n’en ai pas entendu parler", en="I have not heard of it"),
        ],
    ),
    _question(
        "one_thing",
        K.TEXT,
        T.LISTENING,
        "Qu’aimeriez-vous nous dire de plus ?",
        "What else would you like to tell us?",
    ),
)
BY_KEY = {question.key: question for question in LIBRARY}
