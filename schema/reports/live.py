"""A report, each time it changes."""

from collections.abc import AsyncGenerator

import strawberry

from backend import reports
from schema.arguments import ReportNumber
from schema.context import Info
from schema.reports.types import Report, report_node
from schema.streaming import changes


@strawberry.type
class ReportsSubscription:
    @strawberry.subscription(description="The report now, then at each change that somebody signed.")
    async def report_updated(self, info: Info, number: ReportNumber) -> AsyncGenerator[Report, None]:
        context = info.context
        row = await reports.report_row(context.session, context.caller("reports"), number)
        async for actor in changes(context, "reports", f"report:{row.id}"):
            yield report_node(await reports.report_row(context.session, actor, number))
