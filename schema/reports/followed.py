"""The report of an anonymous author's code."""

from dataclasses import replace

from backend import reports
from backend.core.actor import SYSTEM
from schema.context import Context
from schema.reports.types import Report, report_node


async def followed(context: Context, code: str) -> Report:
    """The report of a code, as everybody may see it. Errors: NotFound."""
    standing = await reports.followed_up(context.session, code)
    row = await reports.report_row(context.session, SYSTEM, standing.report.number)
    return report_node(replace(row, may_respond=False))
