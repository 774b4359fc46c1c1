"""How each heart of a day is shown: what it leads to, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backend import immersions
from backend.immersions import BY_HAND, PARTS, Heart, Part
from backend.web.immersions.frame import Frame


class Stands(StrEnum):
    DONE = "done"
    NOW = "now"
    TODO = "todo"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class HeartLine:
    """A heart; `href` is where it is done, `ticked_here`: by a button of the list itself."""

    heart: Heart
    part: Part
    stands: Stands
    href: str | None
    ticked_here: bool


def lines_of(frame: Frame, day: immersions.MyDay, open_now: bool, at: datetime) -> list[HeartLine]:
    """The ten hearts in their order, at an instant."""
    here = f"{frame.path}/day"
    pages = {
        Heart.KIT: f"{here}/kit",
        Heart.RULES: f"{here}/kit#rules",
        Heart.ARRIVE: f"{here}#arrive",
        Heart.NOTE: f"{here}#irritants",
        Heart.SEND: f"{here}/debrief",
        Heart.TELL: f"{here}/debrief",
    }
    lines = []
    for part, hearts in PARTS.items():
        ready = {
            Part.BEFORE: frame.may_visit,
            Part.DURING: open_now,
            Part.AFTER: frame.may_debrief and at >= day.starts_at,
        }[part]
        for heart in hearts:
            stands = Stands.TODO if ready else Stands.LATER
            if heart in day.done.hearts:
                stands = Stands.DONE
            elif heart is Heart.ARRIVE and open_now:
                stands = Stands.NOW
            href = pages.get(heart) if ready or heart is Heart.KIT else None
            here_only = heart in BY_HAND and heart is not Heart.KIT
            lines.append(HeartLine(heart, part, stands, href, ticked_here=here_only and ready))
    return lines
