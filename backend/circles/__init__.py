"""Circles: deployment goes by circles of evangelists and ambassadors, each layer told the why before the how.

Start with `membership` for the shape of a verb, `queries` for the shape of a list, `policy` for the rights.
"""

from backend.circles import errors
from backend.circles.inputs import MessageInput, UpwardAnswerInput, UpwardQuestionInput
from backend.circles.membership import answer_request, join, leave, promote_waiting, remove
from backend.circles.message_rows import MessageRow, message_row, message_rows
from backend.circles.messages import draft_message, edit_message, get_message, publish_message
from backend.circles.models import (
    Circle,
    CircleKind,
    CircleStatus,
    JoinPolicy,
    Membership,
    MembershipStatus,
    Message,
    MessageStatus,
    UpwardQuestion,
)
from backend.circles.policy import Standing, may_edit, may_publish
from backend.circles.queries import (
    CircleFilter,
    CircleOrder,
    CircleRow,
    circle_row,
    visible_circles,
)
from backend.circles.questions import (
    QuestionRow,
    answer_question,
    ask_upwards,
    get_question,
    question_row,
    question_rows,
)
from backend.circles.reach import audience_size
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
from backend.circles.standing import get_circle, get_circle_by_id, standing_of
from backend.circles.today import asks_for, told_to

__all__ = [
    "Acknowledgement",
    "Circle",
    "CircleFilter",
    "CircleKind",
    "CircleOrder",
    "CircleRow",
    "CircleStatus",
    "JoinPolicy",
    "LayerRow",
    "Membership",
    "MembershipStatus",
    "Message",
    "MessageInput",
    "MessageRow",
    "MessageStatus",
    "QuestionRow",
    "SpellFacts",
    "Standing",
    "UnitCount",
    "UnitRow",
    "UpwardAnswerInput",
    "UpwardQuestion",
    "UpwardQuestionInput",
    "acknowledge_message",
    "answer_question",
    "answer_request",
    "ask_upwards",
    "asks_for",
    "audience_size",
    "circle_row",
    "draft_message",
    "edit_message",
    "errors",
    "get_circle",
    "get_circle_by_id",
    "get_message",
    "get_question",
    "join",
    "layer_rows",
    "leave",
    "may_edit",
    "may_publish",
    "message_row",
    "message_rows",
    "orphan_rows",
    "promote_waiting",
    "publish_message",
    "question_row",
    "question_rows",
    "read_message",
    "remove",
    "spell_facts",
    "standing_of",
    "told_to",
    "unit_count",
    "unit_rows",
    "visible_circles",
]
