"""Debriefs: sending one."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import immersions, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.debrief_types import Debrief, debrief_node
from schema.immersions.visits import place_of
from schema.transaction import transact


@strawberry.input(description="What hurts customers, on a step or on a handoff.")
class FeltIrritantInput:
    text: str = strawberry.field(description="What hurts.")
    step_id: strawberry.ID | None = strawberry.field(default=None, description="The step it is on.")
    handoff_id: strawberry.ID | None = strawberry.field(default=None, description="Else the handoff.")
    frequency: journeys.Frequency = strawberry.field(
        default=journeys.Frequency.SOMETIMES, description="How often it happens."
    )


@strawberry.input(description="The visitor's debrief of their day; with a date, the host's.")
class SubmitDebriefInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    slot_id: strawberry.ID | None = strawberry.field(default=None, description="A date the caller hosted.")
    surprised: str = strawberry.field(default="", description="What surprised.")
    customers_expect: str = strawberry.field(default="", description="What customers expect.")
    colleagues_live: str = strawberry.field(default="", description="What colleagues experience.")
    ideas: str = strawberry.field(default="", description="What would change something.")
    quote: str = strawberry.field(default="", description="The day in a sentence.")
    quote_shared: bool = strawberry.field(default=False, description="Let everybody read the sentence.")
    irritants: list[FeltIrritantInput] = strawberry.field(
        default_factory=list, description="At most ten; each goes on the customer's journey."
    )
    sure: bool = strawberry.field(
        default=False, description="What looks like a customer's name or number was looked at again."
    )
    idempotency_key: str | None = None


@strawberry.type
class SubmitDebriefSuccess:
    debrief: Debrief = strawberry.field(description="The debrief.")


SubmitDebriefResult = Annotated[
    SubmitDebriefSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SubmitDebriefResult"),
]


@strawberry.type
class DebriefsMutation:
    @strawberry.mutation(description="Send the debrief of a day, once.")
    async def submit_debrief(self, info: Info, input: SubmitDebriefInput) -> SubmitDebriefResult:
        async def act(session: Session, actor: Actor) -> UUID:
            edition = await immersions.get_edition(session, actor, input.edition_slug)
            slot_id = decode(input.slot_id, "OfferSlot", "slot_id") if input.slot_id else None
            values: dict[str, Any] = {**vars(input), "irritants": [_felt(one) for one in input.irritants]}
            given = checked(immersions.DebriefInput, values)
            return (await immersions.submit_debrief(session, actor, edition, given, slot_id=slot_id)).id

        async def show(context: Context, actor: Actor, id: UUID) -> SubmitDebriefSuccess:
            row = await immersions.debrief_row(context.session, actor, id)
            return SubmitDebriefSuccess(debrief=debrief_node(row))

        return await transact(info, "immersions", input, act, show)


def _felt(given: FeltIrritantInput) -> dict[str, Any]:
    place = place_of(given.step_id, given.handoff_id)
    return {"text": given.text, "frequency": given.frequency, "place": place}
