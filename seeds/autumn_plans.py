"""The days of autumn: who welcomes whom when, and what was told of it, written by hand."""

from dataclasses import dataclass

from seeds.activity_plans import CALL_BACK, DOUBLE, SHOP, TECHNICIAN
from seeds.journey_plans import DELIVERY, ORDER, SERVICE
from seeds.journey_plans import SHOP as SHOP_STEP
from seeds.journey_plans import TECHNICIAN as VISIT_STEP
from seeds.offer_plans import CALLS, FIELD, SHOPS


@dataclass(frozen=True, slots=True)
class Welcome:
    """A date hosted from a seat of a unit, so many days from today (past ones are negative)."""

    activity: str
    title: str
    unit: str
    seat: int
    days: int
    hours: tuple[float, float]
    places: int
    to_bring: str = ""
    accessibility: str = ""


WELCOMES = (
    Welcome(
        TECHNICIAN,
        "Du brief de 8 h au dernier rendez-vous",
        FIELD,
        2,
        0,
        (8, 16.5),
        1,
        to_bring="Chaussures fermées",
        accessibility="Deux étages sans ascenseur, une demi-heure debout.",
    ),
    Welcome(CALL_BACK, "Rappeler ceux qui attendent encore", CALLS, 3, -3, (9, 13), 3),
    Welcome(DOUBLE, "Écouter sans décrocher, puis décrocher", CALLS, 4, -5, (9, 12), 4),
    Welcome(SHOP, "Une journée derrière le comptoir", SHOPS, 0, -6, (10, 18), 3),
)


@dataclass(frozen=True, slots=True)
class Tale:
    """What the n-th visitor of a date told; irritants are (text, step, next step or none, frequency)."""

    welcome: int
    surprised: str
    customers: str
    colleagues: str
    ideas: str
    quote: str
    shared: bool
    irritants: tuple[tuple[str, str, str | None, str], ...] = ()


TALES = (
    Tale(
        1,
        "Le silence, avant que le client accepte de raconter.",
        "Qu’on les rappelle à l’heure dite, même pour dire qu’on ne sait pas encore.",
        "Ils s’excusent pour des décisions qu’ils n’ont pas prises.",
        "Que le conseiller voie la tournée du technicien.",
        "J’ai compris en une matinée ce que trois tableaux ne m’avaient pas dit.",
        True,
        (
            ("Le client donne trois fois le code de l’immeuble.", ORDER, VISIT_STEP, "often"),
            ("Aucun message quand le rendez-vous glisse d’une heure.", VISIT_STEP, None, "often"),
        ),
    ),
    Tale(
        2,
        "Quatre écrans pour une seule question.",
        "Une seule personne, du début à la fin.",
        "Le temps de souffler entre deux appels n’existe pas.",
        "Garder le nom du conseiller dans le dossier.",
        "On écoute mieux quand on ne peut pas répondre.",
        True,
        (("Le client doit rappeler le numéro qu’il vient de quitter.", SERVICE, None, "every_time"),),
    ),
    Tale(
        2,
        "La patience.",
        "Savoir où en est leur colis sans appeler.",
        "",
        "",
        "À refaire, avec mon équipe.",
        False,
        (("Le suivi du colis s’arrête au relais.", DELIVERY, None, "sometimes"),),
    ),
    Tale(
        3,
        "La file commence avant l’ouverture.",
        "Être salués en entrant.",
        "On porte la boutique autant qu’on la tient.",
        "Un tabouret pour ceux qui attendent.",
        "J’étais derrière le comptoir et je me suis vu en face.",
        True,
        (("Deux files, et personne ne sait laquelle est la bonne.", SHOP_STEP, None, "often"),),
    ),
)
NOTE = "Le client a déjà donné son adresse trois fois"
