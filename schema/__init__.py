"""GraphQL: everything a page can do, an authorised tool can do."""

import strawberry

from schema.circles import CirclesMutation, CirclesQuery
from schema.context import ReadingSession
from schema.endpoint import graphql_routes
from schema.identity import IdentityQuery
from schema.profile import ProfileMutation


@strawberry.type
class Query(IdentityQuery, CirclesQuery):
    pass


@strawberry.type
class Mutation(ProfileMutation, CirclesMutation):
    pass


schema = strawberry.Schema(query=Query, mutation=Mutation, extensions=[ReadingSession])

__all__ = ["graphql_routes", "schema"]
