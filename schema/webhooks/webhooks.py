"""Reading webhooks, adding one, stopping one, sending a delivery again."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import webhooks
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.transaction import transact
from schema.webhooks.types import Webhook, WebhookDelivery, delivery_node, webhook_node


@strawberry.input(description="An https address that is public; a supplier narrows it to what is put to it.")
class AddWebhookInput:
    name: str = strawberry.field(description="Which tool.")
    url: str = strawberry.field(description="Where it is told.")
    families: list[webhooks.Family] = strawberry.field(description="What it is told of.")
    supplier_id: strawberry.ID | None = strawberry.field(default=None, description="The supplier, or all.")
    idempotency_key: str | None = None


@strawberry.input
class StopWebhookInput:
    webhook_id: strawberry.ID = strawberry.field(description="The webhook.")
    idempotency_key: str | None = None


@strawberry.input
class ResendDeliveryInput:
    delivery_id: strawberry.ID = strawberry.field(description="The delivery.")
    idempotency_key: str | None = None


@strawberry.type
class AddWebhookSuccess:
    webhook: Webhook = strawberry.field(description="The webhook.")
    secret: str | None = strawberry.field(
        description="What its signatures are checked with. Told this once; null when a key is repeated."
    )


@strawberry.type
class StopWebhookSuccess:
    webhook: Webhook = strawberry.field(description="The webhook, stopped.")


@strawberry.type
class ResendDeliverySuccess:
    delivery: WebhookDelivery = strawberry.field(description="The delivery, on its way again.")


AddWebhookResult = Annotated[
    AddWebhookSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AddWebhookResult"),
]
StopWebhookResult = Annotated[
    StopWebhookSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("StopWebhookResult"),
]
ResendDeliveryResult = Annotated[
    ResendDeliverySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ResendDeliveryResult"),
]


@strawberry.type
class WebhooksQuery:
    @strawberry.field(description="The tools that are told, newest first; for administrators.")
    async def webhooks(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Webhook]:
        actor = info.context.caller("webhooks")
        listing = await webhooks.visible_webhooks(info.context.session, actor, Page(first, after))
        return connection(listing, webhook_node)


@strawberry.type
class WebhooksMutation:
    @strawberry.mutation(description="Tell another tool of what happens; its secret is told once.")
    async def add_webhook(self, info: Info, input: AddWebhookInput) -> AddWebhookResult:
        told: list[str] = []

        async def act(session: Session, actor: Actor) -> UUID:
            values = strawberry.asdict(input)
            if input.supplier_id:
                values["supplier_id"] = decode(input.supplier_id, "Supplier", "supplier_id")
            given = checked(webhooks.WebhookInput, values)
            webhook, secret = await webhooks.add_webhook(session, actor, given)
            told.append(secret)
            return webhook.id

        async def show(context: Context, actor: Actor, id: UUID) -> AddWebhookSuccess:
            row = await webhooks.webhook_row(context.session, actor, id)
            return AddWebhookSuccess(webhook=webhook_node(row), secret=told[0] if told else None)

        return await transact(info, "webhooks", input, act, show)

    @strawberry.mutation(description="Tell a tool nothing more, at once.")
    async def stop_webhook(self, info: Info, input: StopWebhookInput) -> StopWebhookResult:
        async def act(session: Session, actor: Actor) -> UUID:
            webhook_id = decode(input.webhook_id, "Webhook", "webhook_id")
            await webhooks.stop_webhook(session, actor, webhook_id)
            return webhook_id

        async def show(context: Context, actor: Actor, id: UUID) -> StopWebhookSuccess:
            row = await webhooks.webhook_row(context.session, actor, id)
            return StopWebhookSuccess(webhook=webhook_node(row))

        return await transact(info, "webhooks", input, act, show)

    @strawberry.mutation(description="Send a delivery again, under the same id; a dead one gets its tries.")
    async def resend_delivery(self, info: Info, input: ResendDeliveryInput) -> ResendDeliveryResult:
        async def act(session: Session, actor: Actor) -> UUID:
            delivery_id = decode(input.delivery_id, "WebhookDelivery", "delivery_id")
            await webhooks.resend(session, actor, delivery_id)
            return delivery_id

        async def show(context: Context, actor: Actor, id: UUID) -> ResendDeliverySuccess:
            rows = await webhooks.deliveries_by_ids(context.session, actor, [id])
            return ResendDeliverySuccess(delivery=delivery_node(rows[id]))

        return await transact(info, "webhooks", input, act, show)
