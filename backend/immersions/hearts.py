"""The ten hearts of a day: where each stands in it, and which are ticked by hand. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from backend.immersions.models import Heart

NOTES_ASKED = 2
"""How many irritants a visitor is asked to note."""


class Part(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


PARTS: dict[Part, tuple[Heart, ...]] = {
    Part.BEFORE: (Heart.KIT, Heart.RULES, Heart.QUESTIONS, Heart.CALENDAR),
    Part.DURING: (Heart.ARRIVE, Heart.NOTE, Heart.GESTURE),
    Part.AFTER: (Heart.TALK, Heart.SEND, Heart.TELL),
}
BY_HAND = frozenset({Heart.KIT, Heart.QUESTIONS, Heart.CALENDAR, Heart.GESTURE, Heart.TALK})


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of a day: the steps `ticked`, and the facts that fill the others."""

    ticked: frozenset[Heart]
    acknowledged: bool
    arrived: bool
    notes: int
    irritants_sent: int
    told: bool

    @property
    def hearts(self) -> frozenset[Heart]:
        """The hearts that are filled. Notes stay counted once they are sent with the debrief."""
        facts = {
            Heart.RULES: self.acknowledged,
            Heart.ARRIVE: self.arrived,
            Heart.NOTE: max(self.notes, self.irritants_sent) >= NOTES_ASKED,
            Heart.SEND: self.irritants_sent > 0,
            Heart.TELL: self.told,
        }
        return self.ticked | {heart for heart, done in facts.items() if done}
