"""Circles: deployment goes by circles of evangelists and ambassadors, each layer told the why before the how.

Start with `membership` for the shape of a verb, `queries` for the shape of a list, `policy` for the rights.
"""

from backend.circles import errors, past
from backend.circles.addressing import (
    address_everybody,
    address_next,
    addressed_count,
    audience_size,
)
from backend.circles.ambassadors import count_ambassadors, count_soon
from backend.circles.attendance import record_attendance, reply_to_gathering
from backend.circles.attendance_rows import AttendeeRow, attendees
from backend.circles.audience import known_circles, members_of
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
    circle_signers,
    signature_counts,
)
from backend.circles.circle_rows import CircleRow
from backend.circles.circles import archive_circle, create_circle, edit_circle
from backend.circles.coverage import Coverage, coverage_of
from backend.circles.coverage_rows import BareUnit
from backend.circles.coverage_rows import Cell as CoverageCell
from backend.circles.coverage_rows import Part as CoveragePart
from backend.circles.coverage_rows import Region as CoverageRegion
from backend.circles.coverage_rows import Share as CoverageShare
from backend.circles.digest import digest_candidates
from backend.circles.gathering_facts import gathering_facts, next_members
from backend.circles.gathering_rows import (
    GatheringRow,
    gathering_row,
    gathering_rows,
    gatherings_by_ids,
    may_see_inside,
    next_gathering,
    visible_gatherings,
)
from backend.circles.gatherings import (
    cancel_gathering,
    change_gathering,
    get_gathering,
    note_gathering,
    plan_gathering,
)
from backend.circles.inputs import (
    CharterInput,
    CircleInput,
    GatheringInput,
    InvitationInput,
    InvitationListInput,
    MessageInput,
    NewCircleInput,
    PerkInput,
    PracticeInput,
    UpwardAnswerInput,
    UpwardQuestionInput,
    Worded,
)
from backend.circles.invitation_lists import LineOutcome, ListLine, ListReport, invite_list
from backend.circles.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    invite_people,
    propose,
)
from backend.circles.leads import appoint_lead, release_person, step_down
from backend.circles.members import (
    PENDING,
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
from backend.circles.message_rows import (
    MessageRow,
    last_published,
    message_row,
    message_rows,
    messages_by_ids,
)
from backend.circles.messages import (
    draft_message,
    edit_message,
    get_message,
    missing_parts,
    publish_message,
)
from backend.circles.models import (
    Charter,
    Circle,
    CircleKind,
    CircleStatus,
    Gathering,
    JoinPolicy,
    Membership,
    MembershipStatus,
    Message,
    MessageStatus,
    Practice,
    Reply,
    UpwardQuestion,
)
from backend.circles.perks import PerkRow, add_perk, get_perk, perks_by_ids, remove_perk, visible_perks
from backend.circles.policy import (
    Standing,
    may_create,
    may_edit,
    may_invite,
    may_publish,
    require_edit,
    require_invite,
    require_publish,
)
from backend.circles.practices import (
    PracticeRow,
    add_practice,
    get_practice,
    practice_rows,
    practices_by_ids,
    remove_practice,
)
from backend.circles.queries import (
    CircleFilter,
    CircleOrder,
    circle_row,
    circles_by_id,
    my_circles,
    visible_circles,
)
from backend.circles.questions import (
    QuestionFacts,
    QuestionRow,
    answer_question,
    ask_upwards,
    get_question,
    question_facts,
    question_row,
    question_rows,
    questions_by_ids,
)
from backend.circles.reach_rows import (
    LayerRow,
    UnitCount,
    UnitRow,
    layer_rows,
    orphan_rows,
    unit_count,
    unit_rows,
)
from backend.circles.readings import Acknowledgement, acknowledge_message, read_message
from backend.circles.spells import SpellFacts, spell_facts
from backend.circles.standing import get_circle, get_circle_by_id, standing_at, standing_of
from backend.circles.today import asks_for, told_to
from backend.circles.tree import Reach, child_rows, reach_of
