"""How long the audit is kept."""

from datetime import datetime

import sqlalchemy as sa

from backend.core.db import Session
from backend.events import EVENTS


async def forget_old_events(session: Session, before: datetime) -> int:
    """Drop what happened before an instant (aware); returns how many events."""
    dropped = await session.execute(sa.delete(EVENTS).where(EVENTS.c.occurred_at < before))
    return int(dropped.rowcount)
