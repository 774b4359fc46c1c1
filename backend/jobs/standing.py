"""How the promised work stands, for those who watch it."""

from dataclasses import dataclass

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.jobs.models import JOBS, JobStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """How many jobs are due and in nobody's hand, for how many seconds the oldest, how many are dead."""

    due: float
    late: float
    dead: float


async def standing(session: Session) -> Standing:
    """What waits now, for all processes together; one statement."""
    at = now()
    is_due = sa.and_(JOBS.c.status == JobStatus.READY, JOBS.c.run_at <= at)
    is_dead = JOBS.c.status == JobStatus.DEAD
    asked = sa.select(
        sa.func.count(sa.case((is_due, 1))),
        sa.func.min(sa.case((is_due, JOBS.c.run_at))),
        sa.func.count(sa.case((is_dead, 1))),
    ).where(sa.or_(is_due, is_dead))
    due, oldest, dead = (await session.execute(asked)).one()
    return Standing(due, (at - oldest).total_seconds() if oldest else 0.0, dead)
