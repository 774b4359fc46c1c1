"""The gatherings of the demo, written by hand."""

from dataclasses import dataclass

from seeds.circle_plans import FIRST, FULL, HEART


@dataclass(frozen=True, slots=True)
class Planned:
    """A gathering to seed, `days` from today (negative: before). `told`: who came, or comes, is known."""

    circle: str
    title: str
    days: int
    hour: int
    minute: int
    minutes: int
    place: str = ""
    agenda: str = ""
    told: bool = True
    cancelled: bool = False


GATHERINGS = (
    Planned(
        HEART,
        "Onze minutes : regardons-les ensemble",
        -35,
        13,
        30,
        45,
        "Boutique Sainte-Catherine, salle du fond",
        "On chronomètre l’attente de dix clients, sans rien changer. Puis on en parle.",
    ),
    Planned(
        HEART,
        "Ce que le bonjour a changé",
        -7,
        13,
        30,
        20,
        "",
        "Trois boutiques racontent leur semaine. Ce qui marche, ce qui gêne, ce qu’on garde.",
    ),
    Planned(
        HEART,
        "Dire bonjour tout de suite",
        4,
        13,
        30,
        20,
        "",
        "Vingt minutes, en visio ou en boutique. Chacun vient avec une phrase qui a marché.",
    ),
    Planned(HEART, "Aux heures pleines, qui accueille ?", 32, 8, 45, 30, "Boutique Sainte-Catherine"),
    Planned(
        "Évangélistes Nouvelle-Aquitaine",
        "Quatre fois la même histoire",
        -50,
        10,
        0,
        90,
        "Direction régionale, Bordeaux",
        "Un client, trois métiers, une table : où le récit se perd-il ?",
    ),
    Planned(
        "Évangélistes Nouvelle-Aquitaine",
        "Le carnet d’irritants des Landes",
        -20,
        14,
        0,
        60,
        "",
        "Thomas montre le carnet de l’intervention. Comment le relier au reste ?",
    ),
    Planned(
        "Évangélistes Nouvelle-Aquitaine",
        "Où ne sommes-nous pas encore ?",
        9,
        10,
        0,
        60,
        "Direction régionale, Bordeaux",
        "La carte de la région, et une proposition pour chaque case vide.",
    ),
    Planned(
        FIRST,
        "Répondre non, et rester crus",
        -28,
        9,
        0,
        60,
        "Siège, Paris",
        "Cinq refus du mois, relus à voix haute. Lequel auriez-vous accepté d’entendre ?",
    ),
    Planned(FIRST, "Trois questions venues d’en bas", 15, 9, 0, 60, "Siège, Paris"),
    Planned(
        FULL,
        "Réécouter un rappel",
        -14,
        12,
        15,
        40,
        "Centre d’appels de Mérignac",
        "Un même client, deux appels : qu’est-ce qui manquait à la fin du premier ?",
    ),
    Planned(FULL, "La phrase avant de raccrocher", 6, 12, 15, 30, "Centre d’appels de Mérignac"),
    Planned(
        "Rendez-vous tenus",
        "Vingt minutes avant d’arriver",
        -3,
        7,
        30,
        30,
        "Dépôt de Mont-de-Marsan",
        "Qui prévient, comment, et que répond le client ?",
        told=False,
    ),
    Planned("Rendez-vous tenus", "La tournée, vue par le client", 11, 7, 30, 30, "Dépôt de Mont-de-Marsan"),
    Planned(
        "Derrière l’écran",
        "Une matinée au centre d’appels",
        18,
        9,
        0,
        180,
        "Centre d’appels de Mérignac",
        "Chacun s’assoit à côté d’un conseiller et note les secondes perdues.",
        cancelled=True,
    ),
    Planned(
        "Derrière l’écran",
        "L’écran qui fait attendre",
        13,
        14,
        0,
        60,
        "",
        "Trois écrans, trois conseillers, une amélioration chacun.",
    ),
    Planned("Évangélistes Bretagne", "Le tour de table du lundi, ailleurs qu’à Rennes ?", 5, 17, 0, 45),
)
