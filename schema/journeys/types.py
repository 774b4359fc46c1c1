"""Journeys, their steps and handoffs, and the irritants placed on them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import commitments, journeys
from backend.core.listing import Page
from schema.context import Info
from schema.identity import Person
from schema.ids import encode
from schema.loaders import load
from schema.node import linked
from schema.pages import Connection, connection

if TYPE_CHECKING:
    from schema.commitments.types import Commitment
    from schema.immersions.debrief_types import Debrief
    from schema.reports.types import Report

strawberry.enum(journeys.Frequency, description="How often it happens to customers.")
strawberry.enum(journeys.ReviewKind, name="JourneyReviewKind", description="A review or a workshop.")
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
    review_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The review or workshop where it was found; null for another source.")
    async def review(self, info: Info) -> "JourneyReview | None":
        found: JourneyReview | None = (
            await linked(info, "JourneyReview", self.review_id) if self.review_id else None
        )
        return found

    @strawberry.field(description="The debrief it comes from, for who may read it.")
    async def debrief(
        self, info: Info
    ) -> Annotated["Debrief", strawberry.lazy("schema.immersions.debrief_types")] | None:
        found: Debrief | None = await linked(info, "Debrief", self.debrief_id) if self.debrief_id else None
        return found

    @strawberry.field(description="The report it was sent on as; null before.")
    async def report(self, info: Info) -> Annotated["Report", strawberry.lazy("schema.reports.types")] | None:
        found: Report | None = await linked(info, "Report", self.report_id) if self.report_id else None
        return found


@strawberry.type(description="A dated review of a journey, or a workshop about it.")
class JourneyReview(Node):
    id: NodeID[str]
    kind: journeys.ReviewKind = strawberry.field(description="A review or a workshop.")
    title: str
    held_on: date = strawberry.field(description="The day it was held.")
    summary: str = strawberry.field(description="What was said.")

    @strawberry.field(description="What was found to hurt, in the order it was noted.")
    async def irritants(self, info: Info) -> list[Irritant]:
        actor = info.context.caller("journeys")

        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.IrritantRow]]:
            return await journeys.irritants_from(info.context.session, actor, journeys.REVIEW, ids)

        rows = await load(info, "irritants of reviews", UUID(self.id), fetch)
        return [irritant_node(row) for row in rows]

    @strawberry.field(description="What was decided, and what became of it.")
    async def decisions(
        self, info: Info
    ) -> list[Annotated["Commitment", strawberry.lazy("schema.commitments.types")]]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[commitments.CommitmentRow]]:
            return await commitments.commitments_of(info.context.session, journeys.REVIEW, ids)

        rows = await load(info, "decisions of reviews", UUID(self.id), fetch)
        found = [await linked(info, "Commitment", row.id) for row in rows]
        return [one for one in found if one]


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

    @strawberry.field(description="Its reviews and workshops, the latest first.")
    async def reviews(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[JourneyReview]:
        listing = await journeys.reviews_of(info.context.session, UUID(self.id), Page(first, after))
        return connection(listing, review_node)

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
        review_id=row.source_id if row.source_kind == journeys.REVIEW else None,
    )


def review_node(row: journeys.ReviewRow) -> JourneyReview:
    return JourneyReview(
        id=str(row.id), kind=row.kind, title=row.title, held_on=row.held_on, summary=row.summary
    )


def _person(person_id: UUID | None, name: str | None) -> Person | None:
    return Person(id=str(person_id), display_name=name or "") if person_id else None


async def _steps(info: Info, journey_id: UUID) -> list[journeys.StepRow]:
    async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.StepRow]]:
        return await journeys.steps_of(info.context.session, ids)

    return await load(info, "steps of journeys", journey_id, fetch)
