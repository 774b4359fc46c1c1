"""GraphQL: everything a page can do, an authorised tool can do."""

import strawberry

from schema.audit import AuditMutation, AuditQuery
from schema.circles import CirclesMutation, CirclesQuery
from schema.commitments import CommitmentsMutation
from schema.digests import DigestsMutation, DigestsQuery
from schema.endpoint import graphql_routes
from schema.forum import ForumMutation, ForumQuery
from schema.forum.live import ForumSubscription
from schema.house import Schema
from schema.identity import IdentityQuery
from schema.immersions import ImmersionsMutation, ImmersionsQuery
from schema.journeys import JourneysMutation, JourneysQuery
from schema.knowledge import KnowledgeMutation, KnowledgeQuery
from schema.node import NodeQuery
from schema.notifications import NotificationsMutation, NotificationsQuery
from schema.profile import ProfileMutation
from schema.pulse import PulseMutation, PulseQuery
from schema.recognition import RecognitionMutation, RecognitionQuery
from schema.refused import RefusedMutation, RefusedQuery
from schema.reports import ReportsMutation, ReportsQuery
from schema.reports.live import ReportsSubscription
from schema.roles import RolesMutation, RolesQuery
from schema.signals import SignalsMutation, SignalsQuery
from schema.suppliers import SuppliersMutation, SuppliersQuery
from schema.tokens import TokensMutation, TokensQuery
from schema.webhooks import WebhooksMutation, WebhooksQuery


@strawberry.type(description="What can be read.")
class Query(
    NodeQuery,
    IdentityQuery,
    NotificationsQuery,
    RefusedQuery,
    RolesQuery,
    TokensQuery,
    CirclesQuery,
    JourneysQuery,
    ImmersionsQuery,
    PulseQuery,
    ReportsQuery,
    ForumQuery,
    KnowledgeQuery,
    RecognitionQuery,
    DigestsQuery,
    SignalsQuery,
    SuppliersQuery,
    WebhooksQuery,
    AuditQuery,
):
    pass


@strawberry.type(description="What can be done; each field is one unit of work.")
class Mutation(
    ProfileMutation,
    NotificationsMutation,
    RefusedMutation,
    RolesMutation,
    TokensMutation,
    CirclesMutation,
    ImmersionsMutation,
    JourneysMutation,
    PulseMutation,
    CommitmentsMutation,
    ReportsMutation,
    ForumMutation,
    KnowledgeMutation,
    RecognitionMutation,
    DigestsMutation,
    SignalsMutation,
    SuppliersMutation,
    WebhooksMutation,
    AuditMutation,
):
    pass


@strawberry.type(description="What is told as it changes, over server-sent events.")
class Subscription(ForumSubscription, ReportsSubscription):
    pass


schema = Schema(query=Query, mutation=Mutation, subscription=Subscription)

__all__ = ["graphql_routes", "schema"]
