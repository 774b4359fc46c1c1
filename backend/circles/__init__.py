"""Circles: deployment goes by circles of evangelists and ambassadors, each layer told the why before the how.

Start with `membership` for the shape of a verb, `queries` for the shape of a list, `policy` for the rights.
"""

from backend.circles import errors
from backend.circles.membership import answer_request, join, leave, promote_waiting, remove
from backend.circles.models import (
    Circle,
    CircleKind,
    CircleStatus,
    JoinPolicy,
    Membership,
    MembershipStatus,
)
from backend.circles.policy import Standing, may_edit, may_publish
from backend.circles.queries import (
    CircleFilter,
    CircleOrder,
    CircleRow,
    circle_row,
    circles_by_ids,
    visible_circles,
)
from backend.circles.spells import SpellFacts, spell_facts
from backend.circles.standing import get_circle, get_circle_by_id, standing_of
from backend.circles.today import asks_for, told_to

__all__ = [
    "Circle",
    "CircleFilter",
    "CircleKind",
    "CircleOrder",
    "CircleRow",
    "CircleStatus",
    "JoinPolicy",
    "Membership",
    "MembershipStatus",
    "SpellFacts",
    "Standing",
    "answer_request",
    "asks_for",
    "circle_row",
    "circles_by_ids",
    "errors",
    "get_circle",
    "get_circle_by_id",
    "join",
    "leave",
    "may_edit",
    "may_publish",
    "promote_waiting",
    "remove",
    "spell_facts",
    "standing_of",
    "told_to",
    "visible_circles",
]
