"""Drawing journeys, and telling their reviews."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.journeys.irritant_types import JourneyReview, review_node
from schema.journeys.types import Journey, journey_node
from schema.transaction import transact


@strawberry.input(description="A step; those of one position are alternatives, in lane 0 and lane 1.")
class JourneyStepInput:
    name: str
    position: int = strawberry.field(description="From 1, in the order of the customer.")
    lane: int = strawberry.field(default=0, description="1 for the second of two alternatives.")
    id: strawberry.ID | None = strawberry.field(default=None, description="That of a step to keep.")


@strawberry.input(description="From one step to another, by their names.")
class HandoffInput:
    from_step: str = strawberry.field(description="The step that lets go.")
    to_step: str = strawberry.field(description="The step that takes over.")
    from_owner_id: strawberry.ID | None = strawberry.field(default=None, description="Who lets go.")
    to_owner_id: strawberry.ID | None = strawberry.field(default=None, description="Who takes over.")


@strawberry.input
class DrawJourneyInput:
    name: str
    steps: list[JourneyStepInput] = strawberry.field(description="Its steps, 1 to 40.")
    handoffs: list[HandoffInput] = strawberry.field(default_factory=list, description="Its handoffs.")
    summary: str = strawberry.field(default="", description="A sentence about it.")
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The part of the company it is of; none for the whole."
    )
    conductor_id: strawberry.ID | None = strawberry.field(default=None, description="Who conducts it.")
    idempotency_key: str | None = None


@strawberry.input(description="The map as it is to be: steps with an id are kept, those left out go.")
class RedrawJourneyInput:
    journey_id: strawberry.ID = strawberry.field(description="The journey.")
    name: str
    steps: list[JourneyStepInput] = strawberry.field(description="Its steps, 1 to 40.")
    handoffs: list[HandoffInput] = strawberry.field(default_factory=list, description="Its handoffs.")
    summary: str = strawberry.field(default="", description="A sentence about it.")
    conductor_id: strawberry.ID | None = strawberry.field(
        default=None, description="Who conducts it; none for no change."
    )
    idempotency_key: str | None = None


@strawberry.input(description="What hurts, on a step or a handoff of the journey.")
class FoundIrritantInput:
    text: str = strawberry.field(description="What hurts.")
    step_id: strawberry.ID | None = strawberry.field(default=None, description="The step it is on.")
    handoff_id: strawberry.ID | None = strawberry.field(default=None, description="Else the handoff.")
    frequency: journeys.Frequency = strawberry.field(
        default=journeys.Frequency.SOMETIMES, description="How often it happens."
    )


@strawberry.input(description="What the caller promises.")
class ReviewDecisionInput:
    what: str = strawberry.field(description="What is promised.")
    due_on: date = strawberry.field(description="By when.")


@strawberry.input
class TellReviewInput:
    journey_id: strawberry.ID = strawberry.field(description="The journey.")
    kind: journeys.ReviewKind = strawberry.field(description="A review or a workshop.")
    title: str
    held_on: date = strawberry.field(description="The day it was held.")
    summary: str = strawberry.field(default="", description="What was said.")
    irritants: list[FoundIrritantInput] = strawberry.field(
        default_factory=list, description="What was found."
    )
    decisions: list[ReviewDecisionInput] = strawberry.field(
        default_factory=list, description="What was decided."
    )
    idempotency_key: str | None = None


@strawberry.type
class DrawJourneySuccess:
    journey: Journey = strawberry.field(description="The journey.")


@strawberry.type
class RedrawJourneySuccess:
    journey: Journey = strawberry.field(description="The journey.")


@strawberry.type
class TellReviewSuccess:
    review: JourneyReview = strawberry.field(description="The review.")


DrawJourneyResult = Annotated[
    DrawJourneySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DrawJourneyResult"),
]
RedrawJourneyResult = Annotated[
    RedrawJourneySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RedrawJourneyResult"),
]
TellReviewResult = Annotated[
    TellReviewSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("TellReviewResult"),
]


@strawberry.type
class JourneysMutation:
    @strawberry.mutation(description="Draw a customer journey.")
    async def draw_journey(self, info: Info, input: DrawJourneyInput) -> DrawJourneyResult:
        async def act(session: Session, actor: Actor) -> UUID:
            unit = decode(input.org_unit_id, "OrgUnit", "org_unit_id") if input.org_unit_id else None
            return (await journeys.draw_journey(session, actor, _map(input, org_unit_id=unit))).id

        async def show(context: Context, actor: Actor, id: UUID) -> DrawJourneySuccess:
            return DrawJourneySuccess(journey=await _journey(context, id))

        return await transact(info, "journeys", input, act, show)

    @strawberry.mutation(description="Bring the map of a journey to what is given.")
    async def redraw_journey(self, info: Info, input: RedrawJourneyInput) -> RedrawJourneyResult:
        async def act(session: Session, actor: Actor) -> UUID:
            journey = await journeys.get_journey(session, decode(input.journey_id, "Journey", "journey_id"))
            return (await journeys.redraw_journey(session, actor, journey, _map(input))).id

        async def show(context: Context, actor: Actor, id: UUID) -> RedrawJourneySuccess:
            return RedrawJourneySuccess(journey=await _journey(context, id))

        return await transact(info, "journeys", input, act, show)

    @strawberry.mutation(description="Tell a review of a journey, with what was found and decided.")
    async def tell_review(self, info: Info, input: TellReviewInput) -> TellReviewResult:
        async def act(session: Session, actor: Actor) -> UUID:
            journey = await journeys.get_journey(session, decode(input.journey_id, "Journey", "journey_id"))
            return (await journeys.tell_review(session, actor, journey, _review(input))).id

        async def show(context: Context, actor: Actor, id: UUID) -> TellReviewSuccess:
            return TellReviewSuccess(review=review_node(await journeys.review_row(context.session, id)))

        return await transact(info, "journeys", input, act, show)


def _map(input: DrawJourneyInput | RedrawJourneyInput, **more: Any) -> journeys.JourneyInput:
    steps = [
        {**vars(one), "id": decode(one.id, "JourneyStep", "steps") if one.id else None} for one in input.steps
    ]
    handoffs = [
        {**vars(one), "from_owner_id": _owner(one.from_owner_id), "to_owner_id": _owner(one.to_owner_id)}
        for one in input.handoffs
    ]
    conductor = decode(input.conductor_id, "Person", "conductor_id") if input.conductor_id else None
    values = {"name": input.name, "summary": input.summary, "conductor_id": conductor, **more}
    return checked(journeys.JourneyInput, {**values, "steps": steps, "handoffs": handoffs})


def _owner(id: str | None) -> UUID | None:
    return decode(id, "Person", "handoffs") if id else None


def _review(input: TellReviewInput) -> journeys.ReviewInput:
    irritants = []
    for one in input.irritants:
        kind, id = ("JourneyStep", one.step_id) if one.step_id else ("Handoff", one.handoff_id)
        place = decode(id, kind, "irritants") if id else None
        irritants.append({"text": one.text, "frequency": one.frequency, "place": place})
    decisions = [vars(one) for one in input.decisions]
    return checked(journeys.ReviewInput, {**vars(input), "irritants": irritants, "decisions": decisions})


async def _journey(context: Context, id: UUID) -> Journey:
    return journey_node(await journeys.journey_row(context.session, id))
