"""How long the audit is kept."""

from datetime import UTC, datetime, time

import sqlalchemy as sa

from backend.audit.models import AUDIT_SEALS
from backend.audit.seals import utc_day
from backend.core.db import Session
from backend.events import EVENTS


async def forget_old_events(session: Session, before: datetime) -> int:
    """Drop the days that ended before an instant (aware), as a seal covers a day; returns how many events.

    Their seals stay, and say so: the chain goes on from them.
    """
    day = utc_day(before)
    dropped = await session.execute(
        sa.delete(EVENTS).where(EVENTS.c.occurred_at < datetime.combine(day, time(), UTC))
    )
    await session.execute(
        sa.update(AUDIT_SEALS)
        .where(AUDIT_SEALS.c.day < day, AUDIT_SEALS.c.forgotten.is_(False))
        .values(forgotten=True)
    )
    return int(dropped.rowcount)
