"""Reading reports: the list, one, those that look alike; topics."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from backend import journeys, reports
from backend.core.actor import Actor
from backend.core.listing import Page
from schema.arguments import ReportNumber, TypedText
from schema.context import Context, Info
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.reports.topics import Topic, topic_node
from schema.reports.types import Report, report_node

ALIKE = 5


@strawberry.input(description="Narrows a list of reports; what is left out narrows nothing.")
class ReportFilter:
    kind: reports.Kind | None = strawberry.field(default=None, description="Only this kind.")
    status: reports.Status | None = strawberry.field(default=None, description="Only in this status.")
    topic_id: strawberry.ID | None = strawberry.field(default=None, description="Only about this topic.")
    lateness: reports.Lateness | None = strawberry.field(
        default=None, description="Only those as late as this."
    )
    mine: bool = strawberry.field(default=False, description="Only those the caller sent.")
    followed: bool = strawberry.field(default=False, description="Only those the caller follows.")
    inbox: bool = strawberry.field(default=False, description="Only those that await the caller's answer.")
    merged: bool = strawberry.field(default=False, description="Those merged with another too.")


@strawberry.type
class ReportsRead:
    @strawberry.field(description="Reports, the newest first, or the closest to the words of `search`.")
    async def reports(
        self,
        info: Info,
        first: int = 20,
        after: str | None = None,
        filter: ReportFilter | None = None,
        order_by: reports.ReportOrder = reports.ReportOrder.NEWEST,
        search: str = "",
    ) -> Connection[Report]:
        actor, page = info.context.caller("reports"), Page(first, after)
        listing = await reports.visible_reports(
            info.context.session, actor, page, _filter(filter, search), order_by
        )
        return connection(listing, report_node)

    @strawberry.field(description="The report with this public number; null where there is none.")
    async def report(self, info: Info, number: ReportNumber) -> Report | None:
        actor = info.context.caller("reports")
        return report_node(await reports.report_row(info.context.session, actor, number))

    @strawberry.field(description="The five reports that look most like a text, the closest first.")
    async def similar_reports(self, info: Info, text: TypedText) -> list[Report]:
        actor, session = info.context.caller("reports"), info.context.session
        ids = await reports.similar_ids(session, text, ALIKE)
        rows = await reports.reports_by_ids(session, actor, ids)
        return [report_node(rows[one]) for one in ids if one in rows]

    @strawberry.field(description="Every topic, by name.")
    async def topics(self, info: Info) -> list[Topic]:
        info.context.caller("reports")
        rows = await journeys.topic_rows(info.context.session)
        return [topic_node(row) for row in rows.values()]


def _filter(given: ReportFilter | None, words: str) -> reports.ReportFilter:
    if given is None:
        return reports.ReportFilter(words=words)
    topic_id = decode(given.topic_id, "Topic", "topic_id") if given.topic_id else None
    plain = {k: v for k, v in vars(given).items() if k != "topic_id"}
    return reports.ReportFilter(**plain, topic_id=topic_id, words=words)


@finds("Report", "reports")
async def _reports(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await reports.reports_by_ids(context.session, actor, ids)
    return {key: report_node(row) for key, row in rows.items()}


@finds("Topic", "reports")
async def _topics(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    return {key: topic_node(row) for key, row in (await journeys.topic_rows(context.session, ids)).items()}
