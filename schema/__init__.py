"""GraphQL: everything a page can do, an authorised tool can do."""

import strawberry

from schema.audit import AuditMutation, AuditQuery
from schema.circles import CirclesMutation, CirclesQuery
from schema.commitments import CommitmentsMutation
from schema.digests import DigestsMutation, DigestsQuery
from schema.endpoint import graphql_routes
from schema.forum import ForumMutation, ForumQuery
from schema.house import Schema
from schema.identity import IdentityQuery
from schema.immersions import ImmersionsMutation, ImmersionsQuery
from schema.journeys import JourneysQuery
from schema.node import NodeQuery
from schema.notifications import NotificationsMutation, NotificationsQuery
from schema.profile import ProfileMutation
from schema.pulse import PulseMutation, PulseQuery
from schema.recognition import RecognitionMutation, RecognitionQuery
from schema.reports import ReportsMutation, ReportsQuery
from schema.roles import RolesMutation, RolesQuery
from schema.tokens import TokensMutation, TokensQuery


@strawberry.type(description="What can be read.")
class Query(
    NodeQuery,
    IdentityQuery,
    NotificationsQuery,
    RolesQuery,
    TokensQuery,
    CirclesQuery,
    JourneysQuery,
    ImmersionsQuery,
    PulseQuery,
    ReportsQuery,
    ForumQuery,
    RecognitionQuery,
    DigestsQuery,
    AuditQuery,
):
    pass


@strawberry.type(description="What can be done; each field is one unit of work.")
class Mutation(
    ProfileMutation,
    NotificationsMutation,
    RolesMutation,
    TokensMutation,
    CirclesMutation,
    ImmersionsMutation,
    PulseMutation,
    CommitmentsMutation,
    ReportsMutation,
    ForumMutation,
    RecognitionMutation,
    DigestsMutation,
    AuditMutation,
):
    pass


schema = Schema(query=Query, mutation=Mutation)

__all__ = ["graphql_routes", "schema"]
