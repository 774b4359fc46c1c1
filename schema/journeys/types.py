"""Journeys, their steps and handoffs, and the irritants placed on them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import journeys
from backend.core.actor import Actor
from backend.core.listing import Page
from schema.context import Context, Info
from schema.identity import Person
from schema.ids import encode
from schema.loaders import load
from schema.node import finds, linked
from schema.pages import Connection, connection

if TYPE_CHECKING:
    from schema.immersions.day_types import Debrief
    from schema.reports.types import Report

strawberry.enum(journeys.Frequency, description="How often it happens to customers.")
strawberry.enum(journeys.IrritantStatus, description="Whether it was sent on to those who can end it.")

COUNT = "How many irritants were noted there."


@strawberry.type(description="A step that customers go through.")
class JourneyStep(Node):
    id: NodeID[str]
    name: str
    position: int = strawberry.field(description="Its place in the journey; alternatives share one.")
    irritant_count: int = strawberry.field(description=COUNT)


@strawberry.type(description="Where one step hands the customer over to the next.")
class Handoff(Node):
    id: NodeID[str]
    from_step: JourneyStep = strawberry.field(name="from", description="The step that lets go.")
    to_step: JourneyStep = strawberry.field(name="to", description="The step that takes over.")
    from_owner: Person | None = strawberry.field(description="Who answers for the side that lets go.")
    to_owner: Person | None = strawberry.field(description="Who answers for the side that takes over.")
    irritant_count: int = strawberry.field(description=COUNT)


@strawberry.type(description="What hurts customers, on a step or on a handoff. It never says who noted it.")
class Irritant(Node):
    id: NodeID[str]
    text: str = strawberry.field(description="What hurts, in the words of who saw it.")
    frequency: journeys.Frequency = strawberry.field(description="How often it happens.")
    status: journeys.IrritantStatus
    step_id: strawberry.ID | None = strawberry.field(description="The step it is on; null for a handoff.")
    handoff_id: strawberry.ID | None = strawberry.field(description="The handoff it is on; null for a step.")
    noted_at: datetime = strawberry.field(description="When it was noted, in UTC.")
    sent_on_at: datetime | None = strawberry.field(description="When it was sent on, in UTC; null before.")
    source_kind: str = strawberry.field(description="The kind of thing it comes from.")
    report_id: strawberry.Private[UUID | None]
    debrief_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The debrief it comes from, for who may read it.")
    async def debrief(
        self, info: Info
    ) -> Annotated["Debrief", strawberry.lazy("schema.immersions.day_types")] | None:
        found: Debrief | None = await linked(info, "Debrief", self.debrief_id) if self.debrief_id else None
        return found

    @strawberry.field(description="The report it was sent on as; null before.")
    async def report(self, info: Info) -> Annotated["Report", strawberry.lazy("schema.reports.types")] | None:
        found: Report | None = await linked(info, "Report", self.report_id) if self.report_id else None
        return found


@strawberry.type(description="What a customer goes through, end to end.")
class Journey(Node):
    id: NodeID[str]
    name: str
    summary: str = strawberry.field(description="A sentence about it.")
    conductor: Person | None = strawberry.field(description="Who answers for the whole.")
    irritant_count: int = strawberry.field(description="How many irritants its steps and handoffs count.")

    @strawberry.field(description="Its steps, in the order of the customer.")
    async def steps(self, info: Info) -> list[JourneyStep]:
        return [step_node(row) for row in (await _steps(info, UUID(self.id)))]

    @strawberry.field(description="Its handoffs, in the order of the customer.")
    async def handoffs(self, info: Info) -> list[Handoff]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.HandoffRow]]:
            return await journeys.handoffs_of(info.context.session, ids)

        steps = {row.id: row for row in await _steps(info, UUID(self.id))}
        rows = await load(info, "handoffs of journeys", UUID(self.id), fetch)
        return [handoff_node(row, steps) for row in rows]

    @strawberry.field(description="What hurts on it, the newest first.")
    async def irritants(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Irritant]:
        actor = info.context.caller("journeys")
        listing = await journeys.visible_irritants(
            info.context.session, actor, UUID(self.id), Page(first, after)
        )
        return connection(listing, irritant_node)


def journey_node(row: journeys.JourneyRow) -> Journey:
    return Journey(
        id=str(row.id),
        name=row.name,
        summary=row.summary,
        conductor=_person(row.conductor_id, row.conductor_name),
        irritant_count=row.irritant_count,
    )


def step_node(row: journeys.StepRow) -> JourneyStep:
    return JourneyStep(
        id=str(row.id), name=row.name, position=row.position, irritant_count=row.irritant_count
    )


def handoff_node(row: journeys.HandoffRow, steps: Mapping[UUID, journeys.StepRow]) -> Handoff:
    return Handoff(
        id=str(row.id),
        from_step=step_node(steps[row.from_step_id]),
        to_step=step_node(steps[row.to_step_id]),
        from_owner=_person(row.from_owner_id, row.from_owner_name),
        to_owner=_person(row.to_owner_id, row.to_owner_name),
        irritant_count=row.irritant_count,
    )


def irritant_node(row: journeys.IrritantRow) -> Irritant:
    return Irritant(
        id=str(row.id),
        text=row.text,
        frequency=row.frequency,
        status=row.status,
        step_id=strawberry.ID(encode("JourneyStep", row.step_id)) if row.step_id else None,
        handoff_id=strawberry.ID(encode("Handoff", row.handoff_id)) if row.handoff_id else None,
        noted_at=row.noted_at,
        sent_on_at=row.sent_on_at,
        source_kind=row.source_kind,
        report_id=row.target_id if row.target_kind == "report" else None,
        debrief_id=row.source_id if row.source_kind == "debrief" else None,
    )


def _person(person_id: UUID | None, name: str | None) -> Person | None:
    return Person(id=str(person_id), display_name=name or "") if person_id else None


async def _steps(info: Info, journey_id: UUID) -> list[journeys.StepRow]:
    async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.StepRow]]:
        return await journeys.steps_of(info.context.session, ids)

    return await load(info, "steps of journeys", journey_id, fetch)


@finds("Journey", "journeys")
async def _journey_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.journeys_by_ids(context.session, ids)
    return {key: journey_node(row) for key, row in rows.items()}


@finds("JourneyStep", "journeys")
async def _step_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.steps_by_ids(context.session, ids)
    return {key: step_node(row) for key, row in rows.items()}


@finds("Handoff", "journeys")
async def _handoff_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.handoffs_by_ids(context.session, ids)
    ends = {end for row in rows.values() for end in (row.from_step_id, row.to_step_id)}
    steps = await journeys.steps_by_ids(context.session, ends)
    return {key: handoff_node(row, steps) for key, row in rows.items()}


@finds("Irritant", "journeys")
async def _irritant_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.irritants_by_ids(context.session, actor, ids)
    return {key: irritant_node(row) for key, row in rows.items()}
