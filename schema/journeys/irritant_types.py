"""What hurts on journeys, and the reviews and workshops where it was found."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import commitments, journeys
from schema.context import Info
from schema.ids import encode
from schema.loaders import load
from schema.node import linked

if TYPE_CHECKING:
    from schema.commitments.types import Commitment
    from schema.immersions.debrief_types import Debrief
    from schema.reports.types import Report

strawberry.enum(journeys.Frequency, description="How often it happens to customers.")
strawberry.enum(journeys.ReviewKind, name="JourneyReviewKind", description="A review or a workshop.")
strawberry.enum(journeys.IrritantStatus, description="Whether it was sent on to those who can end it.")


@strawberry.type(description="What hurts customers, on a step or on a handoff. It never says who noted it.")
class Irritant(Node):
    id: NodeID[UUID]
    text: str = strawberry.field(description="What hurts, in the words of whoever saw it.")
    frequency: journeys.Frequency = strawberry.field(description="How often it happens.")
    status: journeys.IrritantStatus
    step_id: strawberry.ID | None = strawberry.field(description="The step it is on; null for a handoff.")
    handoff_id: strawberry.ID | None = strawberry.field(description="The handoff it is on; null for a step.")
    noted_at: datetime = strawberry.field(
        description="The beginning of the day on which it was noted, in UTC."
    )
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

    @strawberry.field(description="The debrief it comes from, for whoever may read it.")
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
    id: NodeID[UUID]
    kind: journeys.ReviewKind = strawberry.field(description="A review or a workshop.")
    title: str
    held_on: date = strawberry.field(description="The day it was held.")
    summary: str = strawberry.field(description="What was said.")

    @strawberry.field(description="What was found to hurt, in the order it was noted.")
    async def irritants(self, info: Info) -> list[Irritant]:
        actor = info.context.caller("journeys")

        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.IrritantRow]]:
            return await journeys.irritants_from(info.context.session, actor, journeys.REVIEW, ids)

        rows = await load(info, "irritants of reviews", self.id, fetch)
        return [irritant_node(row) for row in rows]

    @strawberry.field(description="What was decided, and what became of it.")
    async def decisions(
        self, info: Info
    ) -> list[Annotated["Commitment", strawberry.lazy("schema.commitments.types")]]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[commitments.CommitmentRow]]:
            return await commitments.commitments_of(info.context.session, journeys.REVIEW, ids)

        rows = await load(info, "decisions of reviews", self.id, fetch)
        found = [await linked(info, "Commitment", row.id) for row in rows]
        return [one for one in found if one]


def irritant_node(row: journeys.IrritantRow) -> Irritant:
    return Irritant(
        id=row.id,
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
    return JourneyReview(id=row.id, kind=row.kind, title=row.title, held_on=row.held_on, summary=row.summary)
