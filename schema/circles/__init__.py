"""GraphQL of circles: one file per noun, gathered here."""

import strawberry

from schema.circles import nodes as nodes
from schema.circles.attendance import AttendanceMutation, AttendanceQuery
from schema.circles.charter import CharterMutation, CharterQuery
from schema.circles.circles import CirclesMutation as OfCircles
from schema.circles.circles import CirclesQuery as CirclesRead
from schema.circles.coverage import CoverageQuery
from schema.circles.gatherings import GatheringsMutation, GatheringsQuery
from schema.circles.invitations import InvitationsMutation
from schema.circles.leads import LeadsMutation
from schema.circles.membership import MembershipMutation
from schema.circles.messages import MessagesMutation, MessagesQuery
from schema.circles.perks import PerksMutation, PerksQuery
from schema.circles.practices import PracticesMutation, PracticesQuery
from schema.circles.questions import QuestionsMutation


@strawberry.type
class CirclesQuery(
    CirclesRead,
    CoverageQuery,
    GatheringsQuery,
    AttendanceQuery,
    MessagesQuery,
    CharterQuery,
    PerksQuery,
    PracticesQuery,
):
    pass


@strawberry.type
class CirclesMutation(
    OfCircles,
    MembershipMutation,
    InvitationsMutation,
    LeadsMutation,
    GatheringsMutation,
    AttendanceMutation,
    MessagesMutation,
    QuestionsMutation,
    CharterMutation,
    PerksMutation,
    PracticesMutation,
):
    pass
