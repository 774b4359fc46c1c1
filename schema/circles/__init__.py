"""GraphQL of circles: one file per noun, gathered here."""

import strawberry

from schema.circles.circles import CirclesQuery as OfCircles
from schema.circles.membership import MembershipMutation


@strawberry.type
class CirclesQuery(OfCircles):
    pass


@strawberry.type
class CirclesMutation(MembershipMutation):
    pass
