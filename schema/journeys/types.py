"""Journeys, with their steps and handoffs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import journeys
from backend.core.listing import Page
from schema.context import Info
from schema.identity import Person
from schema.journeys.irritant_types import Irritant, JourneyReview, irritant_node, review_node
from schema.loaders import load
from schema.pages import Connection, connection

COUNT = "How many irritants were noted there."


@strawberry.type(description="A step that customers go through.")
class JourneyStep(Node):
    id: NodeID[UUID]
    name: str
    position: int = strawberry.field(description="Its place in the journey; alternatives share one.")
    irritant_count: int = strawberry.field(description=COUNT)


@strawberry.type(description="Where one step hands the customer over to the next.")
class Handoff(Node):
    id: NodeID[UUID]
    from_step: JourneyStep = strawberry.field(name="from", description="The step that lets go.")
    to_step: JourneyStep = strawberry.field(name="to", description="The step that takes over.")
    from_owner: Person | None = strawberry.field(description="Who answers for the side that lets go.")
    to_owner: Person | None = strawberry.field(description="Who answers for the side that takes over.")
    irritant_count: int = strawberry.field(description=COUNT)


@strawberry.type(description="What a customer goes through, end to end.")
class Journey(Node):
    id: NodeID[UUID]
    name: str
    summary: str = strawberry.field(description="A sentence about it.")
    conductor: Person | None = strawberry.field(description="Who answers for the whole.")
    irritant_count: int = strawberry.field(description="How many irritants its steps and handoffs count.")

    @strawberry.field(description="Its steps, in the order of the customer.")
    async def steps(self, info: Info) -> list[JourneyStep]:
        return [step_node(row) for row in (await _steps(info, self.id))]

    @strawberry.field(description="Its handoffs, in the order of the customer.")
    async def handoffs(self, info: Info) -> list[Handoff]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.HandoffRow]]:
            return await journeys.handoffs_of(info.context.session, ids)

        steps = {row.id: row for row in await _steps(info, self.id)}
        rows = await load(info, "handoffs of journeys", self.id, fetch)
        return [handoff_node(row, steps) for row in rows]

    @strawberry.field(description="Its reviews and workshops, the latest first.")
    async def reviews(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[JourneyReview]:
        listing = await journeys.reviews_of(info.context.session, self.id, Page(first, after))
        return connection(listing, review_node)

    @strawberry.field(description="What hurts on it, the newest first.")
    async def irritants(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Irritant]:
        actor = info.context.caller("journeys")
        listing = await journeys.visible_irritants(info.context.session, actor, self.id, Page(first, after))
        return connection(listing, irritant_node)


def journey_node(row: journeys.JourneyRow) -> Journey:
    return Journey(
        id=row.id,
        name=row.name,
        summary=row.summary,
        conductor=_person(row.conductor_id, row.conductor_name),
        irritant_count=row.irritant_count,
    )


def step_node(row: journeys.StepRow) -> JourneyStep:
    return JourneyStep(id=row.id, name=row.name, position=row.position, irritant_count=row.irritant_count)


def handoff_node(row: journeys.HandoffRow, steps: Mapping[UUID, journeys.StepRow]) -> Handoff:
    return Handoff(
        id=row.id,
        from_step=step_node(steps[row.from_step_id]),
        to_step=step_node(steps[row.to_step_id]),
        from_owner=_person(row.from_owner_id, row.from_owner_name),
        to_owner=_person(row.to_owner_id, row.to_owner_name),
        irritant_count=row.irritant_count,
    )


def _person(person_id: UUID | None, name: str | None) -> Person | None:
    return Person(id=person_id, display_name=name or "") if person_id else None


async def _steps(info: Info, journey_id: UUID) -> list[journeys.StepRow]:
    async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.StepRow]]:
        return await journeys.steps_of(info.context.session, ids)

    return await load(info, "steps of journeys", journey_id, fetch)
