"""GraphQL of circles: one file per noun, gathered here."""

import strawberry

from schema.circles.circles import CirclesMutation as OfCircles
from schema.circles.circles import CirclesQuery as CirclesRead
from schema.circles.invitations import InvitationsMutation
from schema.circles.leads import LeadsMutation
from schema.circles.membership import MembershipMutation


@strawberry.type
class CirclesQuery(CirclesRead):
    pass


@strawberry.type
class CirclesMutation(OfCircles, MembershipMutation, InvitationsMutation, LeadsMutation):
    pass
