"""Who follows a report, a batch at a time, for those who tell them."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.reports.models import FOLLOWERS, REPORTS


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


async def followers_of(session: Session, report_id: UUID, after: UUID | None, limit: int) -> list[UUID]:
    """The next people who follow a report, in the order of their ids."""
    statement = sa.select(FOLLOWERS.c.person_id).where(FOLLOWERS.c.report_id == report_id)
    if after is not None:
        statement = statement.where(FOLLOWERS.c.person_id > after)
    found = await session.execute(statement.order_by(FOLLOWERS.c.person_id).limit(limit))
    return list(found.scalars())
