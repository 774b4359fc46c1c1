"""Circles: deployment goes by circles of evangelists and ambassadors, each layer told the why before the how.

Start with `membership` for the shape of a verb, `queries` for the shape of a list, `policy` for the rights.
"""

from backend.circles import errors, past
from backend.circles.circles import archive_circle, create_circle, edit_circle
from backend.circles.inputs import CircleInput, InvitationInput, InvitationListInput, NewCircleInput
from backend.circles.invitations import (
    LineOutcome,
    ListReport,
    accept_invitation,
    decline_invitation,
    invite,
    invite_list,
    invite_people,
    propose,
)
from backend.circles.leads import appoint_lead, release_person, step_down
from backend.circles.members import (
    MemberRow,
    StepRow,
    history_of,
    member_row,
    member_rows,
    pending_counts,
    pending_rows,
    statuses_in,
)
from backend.circles.membership import answer_request, join, leave, promote_waiting, remove
from backend.circles.models import (
    Circle,
    CircleKind,
    CircleStatus,
    JoinPolicy,
    Membership,
    MembershipStatus,
)
from backend.circles.policy import Standing, may_create, may_edit, may_invite, may_publish
from backend.circles.queries import (
    CircleFilter,
    CircleOrder,
    CircleRow,
    circle_row,
    my_circles,
    visible_circles,
)
from backend.circles.spells import SpellFacts, spell_facts
from backend.circles.standing import get_circle, get_circle_by_id, standing_of
from backend.circles.today import asks_for, told_to
from backend.circles.tree import Reach, child_rows, reach_of

__all__ = [
    "Circle",
    "CircleFilter",
    "CircleInput",
    "CircleKind",
    "CircleOrder",
    "CircleRow",
    "CircleStatus",
    "InvitationInput",
    "InvitationListInput",
    "JoinPolicy",
    "LineOutcome",
    "ListReport",
    "MemberRow",
    "Membership",
    "MembershipStatus",
    "NewCircleInput",
    "Reach",
    "SpellFacts",
    "Standing",
    "StepRow",
    "accept_invitation",
    "answer_request",
    "appoint_lead",
    "archive_circle",
    "asks_for",
    "child_rows",
    "circle_row",
    "create_circle",
    "decline_invitation",
    "edit_circle",
    "errors",
    "get_circle",
    "get_circle_by_id",
    "history_of",
    "invite",
    "invite_list",
    "invite_people",
    "join",
    "leave",
    "may_create",
    "may_edit",
    "may_invite",
    "may_publish",
    "member_row",
    "member_rows",
    "my_circles",
    "past",
    "pending_counts",
    "pending_rows",
    "promote_waiting",
    "propose",
    "reach_of",
    "release_person",
    "remove",
    "spell_facts",
    "standing_of",
    "statuses_in",
    "step_down",
    "told_to",
    "visible_circles",
]
