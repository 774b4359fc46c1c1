"""What people of Télénova do: job families, whether they face customers, how their teams are called."""

from enum import Enum


class Activity(Enum):
    """`family` is the job family of its people; `teams` names the parts of a large unit in turn."""

    def __init__(self, family: str, customer_facing: bool, *teams: str) -> None:
        self.family, self.customer_facing, self.teams = family, customer_facing, teams

    DIRECTION = "Direction générale", False, "Cabinet"
    SHOP = "Vente et conseil", True, "Boutique"
    CALLS = (
        "Relation client", True,
        "Mobile", "Internet", "Facturation", "Assistance technique", "Fidélisation", "Professionnels",
    )  # fmt: skip
    FIELD = "Intervention", True, "Raccordement", "Dépannage", "Fibre", "Entreprises", "Antennes"
    EXPERIENCE = "Expérience client", False, "Parcours", "Écoute", "Qualité de service", "Conception"
    NETWORK = (
        "Réseau et infrastructures", False,
        "Qualité du réseau", "Transport", "Accès fibre", "Radio", "Supervision", "Énergie", "Ingénierie",
    )  # fmt: skip
    SYSTEMS = (
        "Systèmes d’information", False,
        "Applications client", "Postes de travail", "Données", "Sécurité", "Facturation", "Exploitation",
    )  # fmt: skip
    MARKETING = "Marketing et offres", False, "Offres mobiles", "Offres fixes", "Professionnels", "Études"
    FINANCE = "Finance", False, "Comptabilité", "Contrôle de gestion", "Trésorerie", "Recouvrement"
    PEOPLE = "Ressources humaines", False, "Développement", "Paie", "Santé au travail", "Formation"
    COMMUNICATION = "Communication", False, "Rédaction", "Communication interne", "Marque"
    LEGAL = "Juridique et conformité", False, "Contrats", "Données personnelles", "Réglementation"
    PURCHASING = "Achats et logistique", False, "Achats réseau", "Logistique", "Immobilier"
    SUPPORT = "Fonctions régionales", False, "Immobilier", "Gestion", "Ressources humaines", "Communication"


HEAD_OFFICE = (
    (Activity.EXPERIENCE, "Expérience client", 6),
    (Activity.NETWORK, "Réseau et infrastructures", 27),
    (Activity.SYSTEMS, "Systèmes d’information", 26),
    (Activity.MARKETING, "Marketing et offres", 11),
    (Activity.FINANCE, "Finance", 9),
    (Activity.PEOPLE, "Ressources humaines", 8),
    (Activity.COMMUNICATION, "Communication", 4),
    (Activity.LEGAL, "Juridique et conformité", 4),
    (Activity.PURCHASING, "Achats et logistique", 5),
)
"""Directions of the head office, each with its share of the people there (in hundredths)."""

REGION = (
    (Activity.SHOP, "Boutiques", 19),
    (Activity.CALLS, "Relation client", 41),
    (Activity.FIELD, "Intervention", 31),
    (Activity.EXPERIENCE, "Expérience client", 3),
    (Activity.SUPPORT, "Fonctions régionales", 6),
)
"""Directions of a region, each with its share of the people there (in hundredths)."""
