"""GraphQL of immersions: one file per noun, gathered here."""

import strawberry

from schema.immersions import nodes as nodes
from schema.immersions.activities import ActivitiesMutation, ActivitiesQuery
from schema.immersions.debriefs import DebriefsMutation
from schema.immersions.editions import EditionsMutation, EditionsQuery
from schema.immersions.matching import MatchingMutation
from schema.immersions.offers import OffersMutation, OffersQuery
from schema.immersions.slots import SlotsMutation
from schema.immersions.swaps import SwapsMutation
from schema.immersions.visits import VisitsMutation
from schema.immersions.wishes import WishesMutation


@strawberry.type
class ImmersionsQuery(ActivitiesQuery, EditionsQuery, OffersQuery):
    pass


@strawberry.type
class ImmersionsMutation(
    ActivitiesMutation,
    EditionsMutation,
    OffersMutation,
    WishesMutation,
    MatchingMutation,
    SlotsMutation,
    SwapsMutation,
    VisitsMutation,
    DebriefsMutation,
):
    pass
