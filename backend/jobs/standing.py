"""How the promised work stands, for those who watch it."""

from dataclasses import dataclass

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.jobs.models import JOBS, JobStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """How many jobs are due and in nobody's hand, for how many seconds the oldest, how many are dead.

    One whose worker died is due again from the end of its lease.
    """

    due: float
    late: float
    dead: float


async def standing(session: Session) -> Standing:
    """What waits now, for all processes together; one statement."""
    at = now()
    waits = sa.and_(JOBS.c.status == JobStatus.READY, JOBS.c.run_at <= at)
    is_left = sa.and_(JOBS.c.status == JobStatus.RUNNING, JOBS.c.leased_until < at)
    is_due = sa.or_(waits, is_left)
    is_dead = JOBS.c.status == JobStatus.DEAD
    asked = sa.select(
        sa.func.count(sa.case((is_due, 1))),
        sa.func.min(sa.case((waits, JOBS.c.run_at), (is_left, JOBS.c.leased_until))),
        sa.func.count(sa.case((is_dead, 1))),
    ).where(sa.or_(is_due, is_dead))
    due, oldest, dead = (await session.execute(asked)).one()
    return Standing(due, (at - oldest).total_seconds() if oldest else 0.0, dead)
