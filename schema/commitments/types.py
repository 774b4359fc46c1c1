"""Promises, and what became of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import commitments, pulse
from backend.core.actor import Actor
from schema.context import Context, Info
from schema.identity import OrgUnit, Person
from schema.loaders import load
from schema.node import finds, linked
from schema.texts import LocalizedText
from schema.themes import SurveyTheme

if TYPE_CHECKING:
    from schema.pulse.types import Wave
    from schema.reports.types import Report

strawberry.enum(
    commitments.Fate, name="CommitmentFate", description="What became of it; late is kept, after its day."
)


@strawberry.type(description="A sealed wave that asked whether what was promised and done made a difference.")
class CommitmentMeasure:
    question: str = strawberry.field(description="The question's key in the wave's results.")
    text: LocalizedText = strawberry.field(description="What was asked.")
    closed_at: datetime | None = strawberry.field(description="When the wave closed, in UTC.")
    url: str = strawberry.field(description="Its results' page in this product.")
    wave_id: strawberry.Private[UUID]

    @strawberry.field(description="The wave, for those it asks and those who run it.")
    async def wave(self, info: Info) -> Annotated["Wave", strawberry.lazy("schema.pulse.types")] | None:
        found: Wave | None = await linked(info, "Wave", self.wave_id)
        return found


@strawberry.type(description="What somebody promised, and for when.")
class Commitment(Node):
    id: NodeID[UUID]
    what: str = strawberry.field(description="What is promised.")
    owner: Person | None = strawberry.field(description="Who promised it; null once they left.")
    due_on: date = strawberry.field(description="The day it is promised for.")
    first_due_on: date = strawberry.field(description="The day that was said first.")
    fate: commitments.Fate = strawberry.field(description="What became of it.")
    reason: str = strawberry.field(description="Why it was dropped, or why its day last moved.")
    made_at: datetime = strawberry.field(description="When it was promised, in UTC.")
    closed_at: datetime | None = strawberry.field(description="When its fate was said, in UTC; null before.")
    org_unit: OrgUnit | None = strawberry.field(
        description="The unit it was made to after its results; null where it was not, or to everybody."
    )
    theme: SurveyTheme | None = strawberry.field(
        description="The theme of the results it answers; null where it is about something else."
    )
    report_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The report it was promised about; null where it is about something else.")
    async def report(self, info: Info) -> Annotated["Report", strawberry.lazy("schema.reports.types")] | None:
        found: Report | None = await linked(info, "Report", self.report_id) if self.report_id else None
        return found

    @strawberry.field(description="What measured its effect again, oldest first.")
    async def measured_in(self, info: Info) -> list[CommitmentMeasure]:
        info.context.caller("pulse")

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[pulse.Measure]]:
            return await pulse.measures_of(info.context.session, ids)

        return [_measure(one) for one in await load(info, "measures", self.id, fetch)]


def _measure(one: pulse.Measure) -> CommitmentMeasure:
    text = LocalizedText(fr=one.text.get("fr", ""), en=one.text.get("en", ""))
    return CommitmentMeasure(
        question=one.key, text=text, closed_at=one.closed_at, url=one.url, wave_id=one.wave_id
    )


def commitment_node(row: commitments.CommitmentRow, made_to: pulse.UnitPromise | None = None) -> Commitment:
    """The node of a row; `made_to` is the unit it was made to, if it was."""
    unit = made_to.org_unit_id if made_to else None
    return Commitment(
        id=row.id,
        what=row.what,
        owner=Person(id=row.owner_id, display_name=row.owner_name or "") if row.owner_id else None,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
        fate=row.fate,
        reason=row.reason,
        made_at=row.made_at,
        closed_at=row.closed_at,
        org_unit=OrgUnit(id=unit, name=made_to.org_unit_name) if made_to and unit else None,
        theme=made_to.theme if made_to else None,
        report_id=row.source_id if row.source_kind == "report" else None,
    )


@finds("Commitment", "commitments")
async def _commitments(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await commitments.commitments_by_ids(context.session, ids)
    made_to = await pulse.promises_by_ids(context.session, list(rows))
    return {key: commitment_node(row, made_to.get(key)) for key, row in rows.items()}
