"""GraphQL: everything a page can do, an authorised tool can do."""

import strawberry

from schema.circles import CirclesMutation, CirclesQuery
from schema.endpoint import graphql_routes
from schema.house import Schema
from schema.identity import IdentityQuery
from schema.node import NodeQuery


@strawberry.type(description="What can be read.")
class Query(NodeQuery, IdentityQuery, CirclesQuery):
    pass


@strawberry.type(description="What can be done; each field is one unit of work.")
class Mutation(CirclesMutation):
    pass


schema = Schema(query=Query, mutation=Mutation)

__all__ = ["graphql_routes", "schema"]
