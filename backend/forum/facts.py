"""What a thread is called, for those who tell of it; when each was asked, for those who count them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.forum.models import THREADS


async def title_of(session: Session, thread_id: UUID, *, hidden: bool = False) -> str | None:
    """The title of a thread that everybody sees; with `hidden`, of any, for whoever wrote what was hidden."""
    seen = sa.true() if hidden else THREADS.c.hidden_at.is_(None)
    found = await session.execute(sa.select(THREADS.c.title).where(THREADS.c.id == thread_id, seen))
    title: str | None = found.scalar_one_or_none()
    return title


async def asked_since(session: Session, since: datetime) -> list[tuple[datetime, str]]:
    """When a question that everybody may read was asked, and about which product."""
    found = await session.execute(
        sa.select(THREADS.c.started_at, THREADS.c.product).where(
            THREADS.c.started_at >= since, THREADS.c.product != "", THREADS.c.hidden_at.is_(None)
        )
    )
    return [(row[0], row[1]) for row in found]
