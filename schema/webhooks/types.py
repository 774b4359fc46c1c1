"""Webhooks, and what each was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import webhooks
from backend.core.actor import Actor
from backend.core.listing import Listing, Page
from schema.context import Context, Info
from schema.loaders import load
from schema.node import finds
from schema.pages import Connection, connection

strawberry.enum(webhooks.Family, name="WebhookFamily", description="What a webhook listens to.")
strawberry.enum(
    webhooks.DeliveryStatus,
    name="WebhookDeliveryStatus",
    description="Whether it was delivered; dead once every try failed.",
)


@strawberry.type(description="One event for one webhook.")
class WebhookDelivery(Node):
    id: NodeID[UUID]
    name: str = strawberry.field(description="The event's name.")
    body: str = strawberry.field(description="The JSON that is signed and sent, letter by letter.")
    status: webhooks.DeliveryStatus
    tries: int = strawberry.field(description="How often it was tried, since it was last sent again.")
    last_status: int | None = strawberry.field(description="The HTTP status last answered; null for none.")
    last_error: str = strawberry.field(description="The code of what last went wrong; empty for nothing.")
    created_at: datetime = strawberry.field(description="When it was noted, in UTC.")
    tried_at: datetime | None = strawberry.field(description="When it was last tried, in UTC.")


@strawberry.type(
    description="Another tool that is told of what happens. Its secret is shown once, elsewhere."
)
class Webhook(Node):
    id: NodeID[UUID]
    name: str = strawberry.field(description="Which tool.")
    url: str = strawberry.field(description="Where it is told.")
    families: list[webhooks.Family] = strawberry.field(description="What it is told of.")
    supplier_name: str | None = strawberry.field(
        description="The only supplier whose cases it is told of; null for all."
    )
    created_at: datetime = strawberry.field(description="When it was added, in UTC.")
    stopped_at: datetime | None = strawberry.field(description="Since when it is told nothing, in UTC.")
    waiting_count: int = strawberry.field(description="Deliveries on their way.")
    dead_count: int = strawberry.field(description="Deliveries given up after every try.")

    @strawberry.field(description="What it was told, newest first.")
    async def deliveries(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[WebhookDelivery]:
        actor, page = info.context.caller("webhooks"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[webhooks.DeliveryRow]]:
            return await webhooks.deliveries_of(info.context.session, actor, ids, page)

        return connection(await load(info, f"deliveries {page}", self.id, fetch), delivery_node)


def webhook_node(row: webhooks.WebhookRow) -> Webhook:
    return Webhook(
        id=row.id,
        name=row.name,
        url=row.url,
        families=[webhooks.Family(one) for one in row.families],
        supplier_name=row.supplier_name,
        created_at=row.created_at,
        stopped_at=row.stopped_at,
        waiting_count=row.waiting_count,
        dead_count=row.dead_count,
    )


def delivery_node(row: webhooks.DeliveryRow) -> WebhookDelivery:
    return WebhookDelivery(
        id=row.id,
        name=row.name,
        body=row.body,
        status=row.status,
        tries=row.tries,
        last_status=row.last_status,
        last_error=row.last_error,
        created_at=row.created_at,
        tried_at=row.tried_at,
    )


@finds("Webhook", "webhooks")
async def _webhooks(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await webhooks.webhooks_by_ids(context.session, actor, ids)
    return {key: webhook_node(row) for key, row in rows.items()}


@finds("WebhookDelivery", "webhooks")
async def _deliveries(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await webhooks.deliveries_by_ids(context.session, actor, ids)
    return {key: delivery_node(row) for key, row in rows.items()}
