"""What a report is called, for those who tell its followers what happened to it."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.reports.models import REPORTS


@dataclass(frozen=True, slots=True)
class FollowedReport:
    """What a report is called."""

    id: UUID
    number: int
    title: str


async def followed_report(session: Session, report_id: UUID) -> FollowedReport | None:
    """The report, if it still exists."""
    found = await session.execute(
        sa.select(REPORTS.c.id, REPORTS.c.number, REPORTS.c.title).where(REPORTS.c.id == report_id)
    )
    row = found.one_or_none()
    return FollowedReport(*row) if row else None
