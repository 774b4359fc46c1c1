"""The customer journey of the demo, end to end, and what was already seen to hurt on it."""

from dataclasses import dataclass

from backend.journeys import Frequency

ADVERT, SHOP, WEB, ORDER = "La publicité", "La boutique", "Le site web", "La commande"
DELIVERY, TECHNICIAN, BILL, SERVICE = (
    "La livraison de la box",
    "Le technicien à domicile",
    "La première facture",
    "Le service client",
)


@dataclass(frozen=True, slots=True)
class PlannedIrritant:
    """What a workshop noted `days` ago on a step, or on the handoff from it to another; or sent on since."""

    step: str
    text: str
    frequency: Frequency
    days: int
    to: str | None = None
    sent: bool = False


STEPS = (
    (ADVERT, 1, 0),
    (SHOP, 2, 0),
    (WEB, 2, 1),
    (ORDER, 3, 0),
    (DELIVERY, 4, 0),
    (TECHNICIAN, 4, 1),
    (BILL, 5, 0),
    (SERVICE, 6, 0),
)
"""Each with its column and its row on the map."""
HANDOFFS = (
    (ADVERT, SHOP, "julien", "karim"),
    (ADVERT, WEB, "julien", "aicha"),
    (SHOP, ORDER, "karim", "solene"),
    (WEB, ORDER, "aicha", "solene"),
    (ORDER, DELIVERY, "solene", "claire"),
    (ORDER, TECHNICIAN, "solene", "thomas"),
    (DELIVERY, BILL, "claire", "elodie"),
    (TECHNICIAN, BILL, "thomas", "elodie"),
    (BILL, SERVICE, "elodie", "elodie"),
)
"""From a step to another, with who gives and who takes."""
IRRITANTS = (
    PlannedIrritant(SHOP, "Onze minutes d’attente avant le premier bonjour, un samedi.", Frequency.OFTEN, 41),
    PlannedIrritant(
        ORDER,
        "Le technicien ne sait pas que l’immeuble a un gardien : le client le redit à chaque appel.",
        Frequency.EVERY_TIME,
        33,
        to=TECHNICIAN,
        sent=True,
    ),
    PlannedIrritant(
        WEB, "L’offre vue dans la publicité ne porte pas le même nom sur le site.", Frequency.OFTEN, 30
    ),
    PlannedIrritant(
        TECHNICIAN,
        "Rendez-vous manqué, mais la facture part comme si la fibre marchait.",
        Frequency.SOMETIMES,
        27,
        to=BILL,
        sent=True,
    ),
    PlannedIrritant(
        SERVICE, "Quatre interlocuteurs, quatre fois la même histoire.", Frequency.EVERY_TIME, 20
    ),
    PlannedIrritant(
        SERVICE,
        "On rappelle quand le client travaille, jamais à l’heure qu’il a donnée.",
        Frequency.OFTEN,
        16,
    ),
    PlannedIrritant(SERVICE, "Depuis la panne, la file affiche une heure d’attente.", Frequency.OFTEN, 6),
    PlannedIrritant(SERVICE, "Le serveur vocal raccroche après trois choix.", Frequency.OFTEN, 5),
    PlannedIrritant(SERVICE, "Rappelé deux fois pour la même panne déjà réglée.", Frequency.SOMETIMES, 4),
    PlannedIrritant(SERVICE, "Personne ne sait dire quand la ligne revient.", Frequency.EVERY_TIME, 3),
    PlannedIrritant(SERVICE, "Le SMS de suivi n’arrive qu’après le technicien.", Frequency.OFTEN, 2),
    PlannedIrritant(
        BILL, "Un prorata que ni le client ni le conseiller ne savent expliquer.", Frequency.OFTEN, 12
    ),
    PlannedIrritant(
        ORDER,
        "Le créneau promis en boutique n’existe pas dans la tournée.",
        Frequency.OFTEN,
        9,
        to=TECHNICIAN,
    ),
    PlannedIrritant(
        DELIVERY, "La box arrive au relais, le client a payé la livraison à domicile.", Frequency.SOMETIMES, 5
    ),
)
