"""Comments that speak of danger, by GraphQL: for whoever hears them."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound, checked
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode, encode
from schema.node import finds
from schema.pages import Connection, connection
from schema.texts import LocalizedText, localized
from schema.transaction import transact

MOST_AT_ONCE = 10


@strawberry.enum(description="What became of an alert.")
class AlertState(Enum):
    WAITING = "waiting"
    CARED_FOR = "cared_for"
    HANDED_ON = "handed_on"


@strawberry.type(description="A comment that speaks of danger or of harassment, for a trained person.")
class Alert(Node):
    id: NodeID[UUID]
    comment: str = strawberry.field(description="As it was written.")
    survey: LocalizedText = strawberry.field(description="What the survey is called.")
    wave_number: int = strawberry.field(description="The wave it came with.")
    unit: str | None = strawberry.field(
        description="The smallest unit that may be told; null for the whole company."
    )
    state: AlertState = strawberry.field(description="What became of it.")
    settled_on: date | None = strawberry.field(description="The day it was settled; null while it waits.")
    conversation_id: strawberry.ID | None = strawberry.field(
        description="Where its author can be answered; null where they left no code."
    )
    posts: int = strawberry.field(description="How much was said after it.")


@strawberry.type
class AlertsQuery:
    @strawberry.field(
        description="Alerts of the parts of the company that the caller hears; null for others, and for a "
        "token that somebody else made."
    )
    async def pulse_alerts(
        self,
        info: Info,
        settled: Annotated[
            bool, strawberry.argument(description="Those that were settled, rather than those that wait.")
        ] = False,
        first: int = 20,
        after: str | None = None,
    ) -> Connection[Alert] | None:
        actor = info.context.caller("pulse")
        try:
            pulse.require_hearing(actor)
        except NotFound:
            return None
        page = Page(first, after)
        found = await pulse.visible_alerts(info.context.session, actor, page, settled=settled)
        return connection(found, alert_node)


def alert_node(row: pulse.AlertRow) -> Alert:
    """The node of a row."""
    conversation = strawberry.ID(encode("Conversation", row.id)) if row.can_be_answered else None
    return Alert(
        id=row.id,
        comment=row.text,
        survey=localized(row.survey),
        wave_number=row.wave_number,
        unit=row.unit or None,
        state=AlertState(row.state.value),
        settled_on=row.settled_on,
        conversation_id=conversation,
        posts=row.posts,
    )


@strawberry.input
class SettleAlertInput:
    alert_id: strawberry.ID = strawberry.field(description="The alert.")
    state: AlertState = strawberry.field(
        description="Cared for; or handed on, for good, to those who lead its unit."
    )
    idempotency_key: str | None = None


@strawberry.type
class SettleAlertSuccess:
    alert: Alert = strawberry.field(description="The alert, as it is now.")


SettleAlertResult = Annotated[
    SettleAlertSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SettleAlertResult"),
]


@strawberry.type
class AlertsMutation:
    @strawberry.mutation(description="Say what became of a comment that speaks of danger.")
    async def settle_alert(self, info: Info, input: SettleAlertInput) -> SettleAlertResult:
        async def act(session: Session, actor: Actor) -> UUID:
            wanted = decode(input.alert_id, "Alert", "alert_id")
            given = checked(pulse.AlertInput, {"state": input.state.value})
            await pulse.settle_alert(session, actor, wanted, given)
            return wanted

        async def show(context: Context, actor: Actor, id: UUID) -> SettleAlertSuccess:
            row = await pulse.alert_heard_by(context.session, actor, id)
            if row is None:
                raise NotFound
            return SettleAlertSuccess(alert=alert_node(row))

        return await transact(info, "pulse", input, act, show)


@finds("Alert", "pulse")
async def _alerts(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    found = {one: await pulse.alert_heard_by(context.session, actor, one) for one in ids[:MOST_AT_ONCE]}
    return {one: alert_node(row) for one, row in found.items() if row}
