"""Types of what was told after the days: debriefs, and the stories that everybody may read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions, journeys, reports
from schema.context import Info
from schema.journeys.irritant_types import Irritant, irritant_node
from schema.loaders import load
from schema.reports.types import Report, report_node
from schema.texts import LocalizedText, localized

strawberry.enum(immersions.Side, description="Who speaks: the one who came, or the one who welcomed.")


@strawberry.type(description="What somebody said after a day, for its author and whoever runs the edition.")
class Debrief(Node):
    id: NodeID[UUID]
    side: immersions.Side = strawberry.field(description="Whether they came or welcomed.")
    author: str = strawberry.field(description="Who said it.")
    title: str = strawberry.field(description="The offer's title.")
    starts_at: datetime
    surprised: str = strawberry.field(description="What surprised.")
    customers_expect: str = strawberry.field(description="What customers expect.")
    colleagues_live: str = strawberry.field(description="What colleagues experience.")
    ideas: str = strawberry.field(description="What would change something.")
    quote: str = strawberry.field(description="The day in a sentence.")
    quote_shared: bool = strawberry.field(description="Whether everybody may read the sentence.")
    submitted_at: datetime = strawberry.field(description="When it was sent.")

    @strawberry.field(description="The irritants it placed on the customer's journey.")
    async def irritants(self, info: Info) -> list[Irritant]:
        actor = info.context.caller("journeys")

        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[journeys.IrritantRow]]:
            return await journeys.irritants_from(info.context.session, actor, immersions.DEBRIEF, ids)

        rows = await load(info, "irritants of debriefs", self.id, fetch)
        return [irritant_node(row) for row in rows]

    @strawberry.field(description="The report that its idea was sent on as; null before.")
    async def report(self, info: Info) -> Report | None:
        actor = info.context.caller("reports")

        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, reports.ReportRow | None]:
            found = await reports.reports_from(info.context.session, actor, immersions.DEBRIEF, ids)
            return {key: found.get(key) for key in ids}

        row = await load(info, "reports of debriefs", self.id, fetch)
        return report_node(row) if row else None


@strawberry.type(description="A sentence about a day that everybody may read.")
class Story:
    given_name: str = strawberry.field(description="Whose it is.")
    side: immersions.Side = strawberry.field(description="Whether they came or welcomed.")
    activity: LocalizedText = strawberry.field(description="What was done.")
    quote: str = strawberry.field(description="The sentence.")
    submitted_at: datetime = strawberry.field(description="When it was sent.")


def debrief_node(row: immersions.DebriefRow) -> Debrief:
    return Debrief(
        id=row.id,
        side=row.side,
        author=row.person_name,
        title=row.offer_title,
        starts_at=row.starts_at,
        surprised=row.surprised,
        customers_expect=row.customers_expect,
        colleagues_live=row.colleagues_live,
        ideas=row.ideas,
        quote=row.quote,
        quote_shared=row.quote_shared,
        submitted_at=row.submitted_at,
    )


def story_of(row: immersions.StoryRow) -> Story:
    return Story(
        given_name=row.given_name,
        side=row.side,
        activity=localized(row.activity_name),
        quote=row.quote,
        submitted_at=row.submitted_at,
    )
