"""Messages that their server would not take: for administrators."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import notifications
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page
from backend.notifications import Channel, DeliveryStatus, NotificationKind, Refusal
from schema.context import Context, Info
from schema.directory import Person
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.transaction import transact

strawberry.enum(
    DeliveryStatus, name="MessageDeliveryStatus", description="Whether a message left, waits, or never will."
)
strawberry.enum(
    Refusal,
    name="MessageRefusal",
    description="Why a message was refused: an address that nobody has, a mailbox that takes nothing, a rule "
    "of the server, the server without saying why, the tool of another channel; or its reader had left.",
)


@strawberry.type(description="A message to one person, by mail or on another channel; without what it says.")
class MessageDelivery(Node):
    id: NodeID[UUID]
    person: Person = strawberry.field(description="For whom.")
    kind: NotificationKind = strawberry.field(description="What it is about.")
    channel: Channel = strawberry.field(description="Where it goes.")
    status: DeliveryStatus = strawberry.field(description="Whether it left.")
    refusal: Refusal | None = strawberry.field(description="Why it was refused; null where it was not.")
    answered: str = strawberry.field(description="What the mail server answered, in numbers: `550 5.1.1`.")
    created_at: datetime = strawberry.field(description="When it was written, in UTC.")
    ended_at: datetime | None = strawberry.field(description="When it left or was refused, in UTC.")


@strawberry.input
class ResendMessageInput:
    id: strawberry.ID = strawberry.field(description="The message.")
    idempotency_key: str | None = None


@strawberry.type
class ResendMessageSuccess:
    delivery: MessageDelivery = strawberry.field(description="The message, on its way again.")


ResendMessageResult = Annotated[
    ResendMessageSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ResendMessageResult"),
]


@strawberry.type
class RefusedQuery:
    @strawberry.field(
        description="Messages refused for good to people still here, newest first. For administrators."
    )
    async def refused_messages(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[MessageDelivery]:
        actor = info.context.caller("audit")
        listing = await notifications.visible_refusals(info.context.session, actor, Page(first, after))
        return connection(listing, _delivery_node)


@strawberry.type
class RefusedMutation:
    @strawberry.mutation(description="Try a refused message once more, where its reader is now.")
    async def resend_message(self, info: Info, input: ResendMessageInput) -> ResendMessageResult:
        async def act(session: Session, actor: Actor) -> UUID:
            delivery_id = decode(input.id, "MessageDelivery")
            await notifications.resend(session, actor, delivery_id)
            return delivery_id

        async def show(context: Context, actor: Actor, id: UUID) -> ResendMessageSuccess:
            rows = await notifications.deliveries_by_ids(context.session, actor, [id])
            return ResendMessageSuccess(delivery=_delivery_node(rows[id]))

        return await transact(info, "audit", input, act, show)


@finds("MessageDelivery", "audit")
async def _delivery_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await notifications.deliveries_by_ids(context.session, actor, ids)
    return {key: _delivery_node(row) for key, row in rows.items()}


def _delivery_node(row: notifications.DeliveryRow) -> MessageDelivery:
    return MessageDelivery(
        id=row.id,
        person=Person(id=row.person_id, display_name=row.person_name),
        kind=row.kind,
        channel=row.channel,
        status=row.status,
        refusal=row.refusal,
        answered=row.answered,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )
