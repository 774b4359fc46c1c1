"""Jobs that failed for good: an administrator reads why, and gives them their tries again."""

from collections.abc import Collection, Mapping
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
class JobRow:
    """A job and, once a try failed, what went wrong then."""

    id: UUID
    name: str
    status: JobStatus
    payload: Mapping[str, Any]
    attempts: int
    last_error: str | None
    created_at: datetime
    run_at: datetime


async def visible_dead_letters(session: Session, actor: Actor, page: Page) -> Listing[JobRow]:
    """One page of the jobs that failed for good, newest first. Errors: NotAllowed(permission)."""
    _require_right(actor)
    statement = _jobs().where(JOBS.c.status == JobStatus.DEAD)
    return await listed(session, statement, [JOBS.c.id], page, _row, name="dead", descending=True)


async def job_row(session: Session, actor: Actor, job_id: UUID) -> JobRow:
    """One job, whatever its state. Errors: NotAllowed(permission), NotFound once it is done."""
    _require_right(actor)
    found = (await session.execute(_jobs().where(JOBS.c.id == job_id))).one_or_none()
    if found is None:
        raise NotFound
    return _row(found)


async def jobs_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, JobRow]:
    """Those of these jobs that are not done yet and that the actor may read, in one statement."""
    if not actor.may(Permission.JOBS_MANAGE):
        return {}
    found = await session.execute(_jobs().where(JOBS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def revive_job(session: Session, actor: Actor, job_id: UUID) -> None:
    """Give a dead job its tries again. Errors: NotAllowed(permission), NotFound when it is not dead."""
    _require_right(actor)
    name = await session.scalar(sa.select(JOBS.c.name).where(JOBS.c.id == job_id))
    if not await jobs.revive(session, job_id):
        raise NotFound
    await events.record(session, actor, "job.revived", "job", job_id, job=name)


def _jobs() -> sa.Select[Any]:
    return sa.select(*(JOBS.c[name] for name in JobRow.__slots__))


def _require_right(actor: Actor) -> None:
    if not actor.may(Permission.JOBS_MANAGE):
        raise identity.NotAllowed(permission=Permission.JOBS_MANAGE.value)


def _row(row: sa.Row[Any]) -> JobRow:
    return JobRow(**{name: row._mapping[name] for name in JobRow.__slots__})
