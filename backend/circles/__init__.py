"""Circles: deployment goes by circles of evangelists and ambassadors, each layer told the why before the how.

Start with `membership` for the shape of a verb, `queries` for the shape of a list, `policy` for the rights.
"""

from backend.circles import errors
from backend.circles.calendar import calendar_file
from backend.circles.charter import (
    charter_in_force,
    get_charter,
    get_charter_by_id,
    is_ambassador,
    may_edit_charter,
    publish_charter,
    require_charter_editor,
    sign_charter,
    signed_at,
)
from backend.circles.charter_rows import (
    SignatureCount,
    SignerRow,
    bound_with,
    charter_asks,
    circle_signers,
    signature_counts,
)
from backend.circles.gathering_asks import gathering_asks, gathering_news
from backend.circles.gathering_rows import (
    AttendeeRow,
    GatheringRow,
    attendees,
    gathering_row,
    gathering_rows,
    may_see_inside,
    visible_gatherings,
)
from backend.circles.gatherings import (
    cancel_gathering,
    change_gathering,
    get_gathering,
    plan_gathering,
    record_attendance,
    reply_to_gathering,
)
from backend.circles.inputs import CharterInput, GatheringInput, PerkInput, PracticeInput, Worded
from backend.circles.membership import answer_request, join, leave, promote_waiting, remove
from backend.circles.models import (
    Charter,
    Circle,
    CircleKind,
    CircleStatus,
    Gathering,
    JoinPolicy,
    Membership,
    MembershipStatus,
    Practice,
    Reply,
)
from backend.circles.perks import PerkRow, add_perk, get_perk, remove_perk, visible_perks
from backend.circles.policy import Standing, may_edit, may_publish, require_edit
from backend.circles.practices import (
    PracticeRow,
    add_practice,
    get_practice,
    practice_rows,
    remove_practice,
)
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
    "AttendeeRow",
    "Charter",
    "CharterInput",
    "Circle",
    "CircleFilter",
    "CircleKind",
    "CircleOrder",
    "CircleRow",
    "CircleStatus",
    "Gathering",
    "GatheringInput",
    "GatheringRow",
    "JoinPolicy",
    "Membership",
    "MembershipStatus",
    "PerkInput",
    "PerkRow",
    "Practice",
    "PracticeInput",
    "PracticeRow",
    "Reply",
    "SignatureCount",
    "SignerRow",
    "SpellFacts",
    "Standing",
    "Worded",
    "add_perk",
    "add_practice",
    "answer_request",
    "asks_for",
    "attendees",
    "bound_with",
    "calendar_file",
    "cancel_gathering",
    "change_gathering",
    "charter_asks",
    "charter_in_force",
    "circle_row",
    "circle_signers",
    "circles_by_ids",
    "errors",
    "gathering_asks",
    "gathering_news",
    "gathering_row",
    "gathering_rows",
    "get_charter",
    "get_charter_by_id",
    "get_circle",
    "get_circle_by_id",
    "get_gathering",
    "get_perk",
    "get_practice",
    "is_ambassador",
    "join",
    "leave",
    "may_edit",
    "may_edit_charter",
    "may_publish",
    "may_see_inside",
    "plan_gathering",
    "practice_rows",
    "promote_waiting",
    "publish_charter",
    "record_attendance",
    "remove",
    "remove_perk",
    "remove_practice",
    "reply_to_gathering",
    "require_charter_editor",
    "require_edit",
    "sign_charter",
    "signature_counts",
    "signed_at",
    "spell_facts",
    "standing_of",
    "told_to",
    "visible_circles",
    "visible_gatherings",
    "visible_perks",
]
