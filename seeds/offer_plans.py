"""The offers of the demo's edition, written by hand."""

from dataclasses import dataclass

from backend.immersions import OfferStatus
from seeds.activity_plans import CALL_BACK, DOUBLE, SHOP, TECHNICIAN, WEB

Status = OfferStatus
SHOPS, CALLS, FIELD = "first shop", "first call centre", "first intervention"


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """An offer of the host on `seat` of a unit of the region; `days` from today, each a date of it."""

    activity: str
    title: str
    unit: str
    seat: int
    days: tuple[int, ...]
    hours: tuple[int, int]
    places: int = 1
    least: int = 0
    status: OfferStatus = Status.OPEN
    accessibility: str = ""
    to_bring: str = ""
    note: str = ""


OFFERS = (
    PlannedOffer(
        TECHNICIAN,
        "Trois rendez-vous clients, du brief de 8 h au compte rendu",
        FIELD,
        2,
        (25, 32),
        (8, 16),
        accessibility="Deux étages sans ascenseur, une demi-heure debout.",
        to_bring="Chaussures fermées",
    ),
    PlannedOffer(TECHNICIAN, "Une panne dont personne ne trouve la cause", FIELD, 4, (26,), (8, 16)),
    PlannedOffer(TECHNICIAN, "Raccorder un immeuble, de la cave au salon", FIELD, 5, (27,), (8, 15)),
    PlannedOffer(
        CALL_BACK,
        "Rappeler dix clients qui ont mis moins de 6, casque à deux",
        CALLS,
        3,
        (25,),
        (9, 17),
        3,
        2,
    ),
    PlannedOffer(CALL_BACK, "Rappeler ceux qui sont partis", CALLS, 5, (30,), (9, 13), 2),
    PlannedOffer(
        DOUBLE,
        "Double écoute le matin, décrocher l’après-midi",
        CALLS,
        4,
        (25, 28),
        (9, 17),
        4,
        accessibility="Plain-pied, salle bruyante.",
    ),
    PlannedOffer(DOUBLE, "Facturation : expliquer un prorata", CALLS, 6, (27,), (9, 12), 2),
    PlannedOffer(SHOP, "À l’accueil, chronomètre en main", SHOPS, 2, (28,), (10, 18), 2),
    PlannedOffer(SHOP, "De la file au comptoir : suivre trois clients", SHOPS, 3, (25, 26), (10, 17), 1),
    PlannedOffer(WEB, "Commander la fibre sans demander d’aide", CALLS, 7, (24,), (14, 17), 6),
    PlannedOffer(
        SHOP, "L’ouverture de la boutique, de 9 h à midi", SHOPS, 4, (31,), (9, 12), 2, status=Status.PROPOSED
    ),
    PlannedOffer(DOUBLE, "La file des professionnels", CALLS, 8, (30,), (9, 13), 2, status=Status.PROPOSED),
    PlannedOffer(
        SHOP, "Préparer la semaine avec le responsable", SHOPS, 0, (33,), (8, 12), status=Status.DRAFT
    ),
    PlannedOffer(
        TECHNICIAN,
        "Un pylône, à trente mètres",
        FIELD,
        6,
        (29,),
        (8, 12),
        status=Status.DECLINED,
        note="Le travail en hauteur demande une habilitation que nos visiteurs n’ont pas.",
    ),
)
