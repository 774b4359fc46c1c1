"""What the demo's managers committed to, and what was said under a few comments."""

from dataclasses import dataclass

from backend.commitments import Fate
from backend.pulse import SurveyTheme


@dataclass(frozen=True, slots=True)
class PlannedCommitment:
    """A commitment of `by` after the wave at place `wave`; days are counted back from today, `due` ahead."""

    wave: int
    by: str
    what: str
    theme: SurveyTheme
    made: int
    due: int
    fate: Fate = Fate.OPEN
    closed: int = 0
    reason: str = ""
    to_unit: bool = True


COMMITMENTS = (
    PlannedCommitment(
        0,
        "karim",
        "Chaque lundi au brief, une réponse à chaque signalement de la semaine passée, même si c’est non.",
        SurveyTheme.LISTENING,
        made=49,
        due=-24,
        fate=Fate.KEPT,
        closed=27,
    ),
    PlannedCommitment(
        0,
        "karim",
        "Les samedis renforcés décidés un mois avant.",
        SurveyTheme.BALANCE,
        made=48,
        due=-6,
    ),
    PlannedCommitment(
        0,
        "karim",
        "Un quart d’heure d’ouverture pour préparer les dossiers difficiles.",
        SurveyTheme.MEANS,
        made=44,
        due=-34,
        fate=Fate.LATE,
        closed=29,
    ),
    PlannedCommitment(
        0,
        "nadia",
        "Dire chaque mois, dans la lettre, ce que sont devenues vos remontées.",
        SurveyTheme.LISTENING,
        made=50,
        due=20,
        to_unit=False,
    ),
    PlannedCommitment(
        1,
        "nadia",
        "Un logiciel de planning unique pour toutes les boutiques.",
        SurveyTheme.MEANS,
        made=20,
        due=40,
        fate=Fate.DROPPED,
        closed=8,
        reason="Le contrat en cours nous engage jusqu’à l’été : on en reparle en juin, avec les régions.",
        to_unit=False,
    ),
)


@dataclass(frozen=True, slots=True)
class PlannedTalk:
    """What was said under a comment, whoever leads first, its author next, and so on."""

    posts: tuple[str, ...]
    is_reported: bool = False
    is_locked: bool = False


TALKS = (
    PlannedTalk(
        (
            "Merci de l’avoir écrit. Qu’est-ce qui vous ferait gagner le plus de temps ?",
            "Pouvoir décider d’un geste jusqu’à trente euros, sans demander.",
            "C’est noté, je le porte au comité de jeudi et je vous dis ici ce qu’il en sort.",
        )
    ),
    PlannedTalk(("Est-ce arrivé souvent ces dernières semaines ?",)),
    PlannedTalk(
        (
            "Merci. On en a parlé en équipe, sans chercher qui l’avait écrit.",
            "On m’a demandé hier si c’était moi. Ce n’est pas ce qui était promis.",
        ),
        is_reported=True,
    ),
    PlannedTalk(
        ("C’est corrigé depuis lundi.", "En effet, merci."),
        is_locked=True,
    ),
)
