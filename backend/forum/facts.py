"""What a thread is called, for those who tell of it."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.forum.models import THREADS


async def title_of(session: Session, thread_id: UUID) -> str | None:
    """The title of a thread that everybody sees."""
    found = await session.execute(
        sa.select(THREADS.c.title).where(THREADS.c.id == thread_id, THREADS.c.hidden_at.is_(None))
    )
    title: str | None = found.scalar_one_or_none()
    return title
