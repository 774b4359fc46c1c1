"""Reading journeys, and sending on what hurts."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.journeys.types import Irritant, Journey, irritant_node, journey_node
from schema.pages import Connection, connection
from schema.transaction import transact


@strawberry.input
class SendIrritantOnInput:
    irritant_id: strawberry.ID = strawberry.field(description="The irritant.")
    idempotency_key: str | None = None


@strawberry.type
class SendIrritantOnSuccess:
    irritant: Irritant = strawberry.field(description="The irritant.")


SendIrritantOnResult = Annotated[
    SendIrritantOnSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SendIrritantOnResult"),
]


@strawberry.type
class JourneysQuery:
    @strawberry.field(description="Customer journeys, by name.")
    async def journeys(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Journey]:
        info.context.caller("journeys")
        return connection(
            await journeys.visible_journeys(info.context.session, Page(first, after)), journey_node
        )

    @strawberry.field(description="One customer journey; null where there is none.")
    async def journey(self, info: Info, id: strawberry.ID) -> Journey | None:
        info.context.caller("journeys")
        return journey_node(await journeys.journey_row(info.context.session, decode(id, "Journey")))


@strawberry.type
class JourneysMutation:
    @strawberry.mutation(description="Mark an irritant as sent on to those who can end it.")
    async def send_irritant_on(self, info: Info, input: SendIrritantOnInput) -> SendIrritantOnResult:
        async def act(session: Session, actor: Actor) -> UUID:
            irritant = await journeys.get_irritant(
                session, decode(input.irritant_id, "Irritant", "irritant_id")
            )
            return (await journeys.send_on(session, actor, irritant)).id

        async def show(context: Context, actor: Actor, id: UUID) -> SendIrritantOnSuccess:
            rows = await journeys.irritants_by_ids(context.session, actor, [id])
            return SendIrritantOnSuccess(irritant=irritant_node(rows[id]))

        return await transact(info, "journeys", input, act, show)
