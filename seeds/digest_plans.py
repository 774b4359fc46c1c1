"""What the letters of the demo say, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its sentence, the sponsor's word, what it tells by the titles of reports and circles."""

    headline: Words
    word: Words
    reports: Sequence[str]
    circles: Sequence[str]
    signed_by: str = ""
    """The delegate who signed, by their key in the cast."""


REPORTS: Mapping[str, tuple[str, str]] = {
    "Deux files pour récupérer": (
        "Two queues to collect a repaired phone",
        "The single queue is there in the fourteen pilot shops.",
    ),
    "Un prorata que personne": (
        "A pro rata nobody can explain",
        "The trial bill shows one line; 212 advisers have read it.",
    ),
    "Relire la facture": (
        "Reading the bill with the customer before they leave",
        "Every newcomer has learnt it since the last session.",
    ),
    "L’application de caisse": (
        "The till application freezes when one scans fast",
        "Version 7.4 is installed everywhere; no freeze since.",
    ),
}
"""Reports of the demo by the beginning of their title: what was said and done, in English."""

CIRCLES: Mapping[str, Words] = {
    "Cœur de boutique": {
        "fr": "Le cercle des boutiques a accueilli de nouveaux ambassadeurs ce mois-ci.",
        "en": "The circle of the shops has welcomed new ambassadors this month.",
    },
    "Une seule fois": {
        "fr": "Que le client n’ait à raconter son histoire qu’une seule fois : le cercle avance.",
        "en": "So that customers tell their story only once: the circle moves on.",
    },
}

SENT = (
    Letter(
        headline={
            "fr": "Ce mois-ci, une facture qui tient en une ligne, et des cercles qui s’ouvrent.",
            "en": "This month, a bill that holds in one line, and circles that open.",
        },
        word={
            "fr": "Vous avez été plus de mille à écrire.\nJ’ai lu les remontées les plus partagées une à une."
            " La plupart ont une réponse ; les autres ont une date, et un nom.",
            "en": "More than a thousand of you wrote.\nI read the most shared reports one by one. "
            "Most have an answer; the others have a date, and a name.",
        },
        reports=("Un prorata que personne",),
        circles=("Cœur de boutique",),
    ),
    Letter(
        headline={
            "fr": "Une facture relue à deux, et ce que nous avons appris en l’essayant.",
            "en": "A bill that two people read, and what we learnt by trying it.",
        },
        word={
            "fr": "J’ai passé une matinée avec un casque sur les oreilles, à Limoges.\n"
            "J’avais préparé des réponses. Je n’en ai pas eu besoin : le premier client voulait surtout que "
            "quelqu’un sache qu’il avait déjà appelé deux fois.",
            "en": "I spent a morning with a headset on, in Limoges.\n"
            "I had prepared answers. I did not need them: the first customer mostly wanted somebody to know "
            "that he had already called twice.",
        },
        reports=("Relire la facture", "Un prorata que personne"),
        circles=("Une seule fois", "Cœur de boutique"),
        signed_by="julien",
    ),
)

DRAFT = Letter(
    headline={
        "fr": "Ce qui a changé ce mois-ci, et ce qui ne changera pas.",
        "en": "What changed this month, and what will not.",
    },
    word={},
    reports=("Deux files pour récupérer", "L’application de caisse"),
    circles=("Une seule fois",),
)

REGION = Letter(
    headline={
        "fr": "En Nouvelle-Aquitaine, quatorze boutiques n’ont plus qu’une file.",
        "en": "In Nouvelle-Aquitaine, fourteen shops have a single queue.",
    },
    word={
        "fr": "Merci à celles et ceux qui ont essayé les premiers.",
        "en": "Thank you to those who tried first.",
    },
    reports=("Deux files pour récupérer",),
    circles=("Cœur de boutique",),
)
