"""Jobs that failed for good: an administrator reads why, and gives them their tries again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events, identity, jobs
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import Permission
from backend.jobs import JOBS, JobStatus


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A job after its last try, and what went wrong then."""

    id: UUID
    name: str
    payload: Mapping[str, Any]
    attempts: int
    last_error: str | None
    created_at: datetime
    run_at: datetime


async def visible_dead_letters(session: Session, actor: Actor, page: Page) -> Listing[DeadLetter]:
    """One page of the jobs that failed for good, newest first. Errors: NotAllowed(permission)."""
    _require_right(actor)
    columns = [JOBS.c[name] for name in DeadLetter.__slots__]
    statement = sa.select(*columns).where(JOBS.c.status == JobStatus.DEAD)
    return await listed(session, statement, [JOBS.c.id], page, _row, name="dead", descending=True)


async def revive_job(session: Session, actor: Actor, job_id: UUID) -> None:
    """Give a dead job its tries again. Errors: NotAllowed(permission), NotFound when it is not dead."""
    _require_right(actor)
    name = await session.scalar(sa.select(JOBS.c.name).where(JOBS.c.id == job_id))
    if not await jobs.revive(session, job_id):
        raise NotFound
    await events.record(session, actor, "job.revived", "job", job_id, job=name)


def _require_right(actor: Actor) -> None:
    if not actor.may(Permission.JOBS_MANAGE):
        raise identity.NotAllowed(permission=Permission.JOBS_MANAGE.value)


def _row(row: sa.Row[Any]) -> DeadLetter:
    return DeadLetter(**{name: row._mapping[name] for name in DeadLetter.__slots__})
