"""GraphQL of circles: one file per noun, gathered here."""

import strawberry

from schema.circles.charter import CharterMutation, CharterQuery
from schema.circles.circles import CirclesQuery as OfCircles
from schema.circles.gatherings import GatheringsMutation, GatheringsQuery
from schema.circles.membership import MembershipMutation
from schema.circles.messages import MessagesMutation, MessagesQuery
from schema.circles.perks import PerksMutation, PerksQuery
from schema.circles.practices import PracticesMutation, PracticesQuery


@strawberry.type
class CirclesQuery(OfCircles, GatheringsQuery, MessagesQuery, CharterQuery, PerksQuery, PracticesQuery):
    pass


@strawberry.type
class CirclesMutation(
    MembershipMutation,
    GatheringsMutation,
    MessagesMutation,
    CharterMutation,
    PerksMutation,
    PracticesMutation,
):
    pass
