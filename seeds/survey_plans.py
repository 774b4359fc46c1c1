"""What the demo's surveys ask, and what its people say."""

MONTHLY = {
    "title": {"fr": "Le pouls du mois", "en": "The monthly pulse"},
    "promise": {
        "fr": "Ce que vous vivez avec les clients décide de ce que nous changeons le mois prochain.",
        "en": "What you live with customers decides what we change next month.",
    },
    "rhythm": "monthly",
    "open_days": 7,
    "remind_after_days": 3,
}
DRAFT = {
    "title": {"fr": "Trois questions sur nos clients", "en": "Three questions about our customers"},
    "rhythm": "quarterly",
    "open_days": 10,
    "remind_after_days": 5,
}
REGION = "Nouvelle-Aquitaine"
REGIONAL = {
    "title": {"fr": "Nos clients en région", "en": "Our customers in the region"},
    "open_days": 7,
    "remind_after_days": 3,
}
"""Asked of one region: few enough groups for its sites and job families to be released as well."""
REGIONAL_QUESTIONS = ("recommend_products", "know_customers", "customer_decisions")
QUESTIONS = (
    "recommend_employer",
    "answered_on_customers",
    "solve_alone",
    "tools",
    "other_teams",
    "manager_supports",
    "thanked",
    "what_slows",
    "one_thing",
)
TEMPER = {
    "recommend_employer": 0.1,
    "answered_on_customers": -0.7,
    "solve_alone": -0.3,
    "tools": -0.9,
    "other_teams": 0.0,
    "manager_supports": 0.5,
    "thanked": -0.2,
}
"""How people lean on each question, in points of agreement."""

COMMENTS = (
    "On répète trois fois la même chose au client avant que quelqu’un décide.",
    "Les rendez-vous décalés sans prévenir nous coûtent la confiance des clients.",
    "Depuis que l’on peut faire un geste commercial soi-même, tout va plus vite.",
    "L’outil de commande se fige au moment où le client est devant nous.",
    "Merci pour la ligne directe avec l’intervention, elle change nos journées.",
    "On ne sait jamais si nos remontées sont lues.",
    "Les consignes changent trop souvent, et les clients le voient.",
    "Mon équipe s’entraide, c’est ce qui fait tenir.",
    "Il manque un quart d’heure le matin pour préparer les dossiers difficiles.",
    "Les clients âgés ont besoin de plus de temps que ce que prévoit le planning.",
    "Être remercié par le siège quand un client l’est, cela fait plaisir.",
    "Trop de transferts entre services pour une simple facture.",
)

WORRYING = (
    "Un client a menacé une collègue et personne n’est venu ensuite.",
    "Je suis à bout, et je n’ose plus le dire.",
)
"""What two people say in every wave, for a trained person to read first."""
