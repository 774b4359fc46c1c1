"""Enqueue, claim under a lease, finish, retry with back-off, bury."""

import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.inserts import insert_into
from backend.jobs.models import JOBS, Job, JobStatus


@dataclass(frozen=True)
class Outside:
    """What a job asks to do outside any transaction: `call` the network, `then` note what it said.

    `beside`: the worker goes on with other jobs meanwhile, as whoever is called may take their time.
    """

    call: Callable[[], Awaitable[Any]]
    then: Callable[[Session, Any], Awaitable[None]]
    beside: bool = False


class LeaseLost(Exception):
    """Another worker was given the job meanwhile: what this one did of it must be rolled back."""


LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 12
NEVER_ENDED = "its worker died each time"


async def enqueue(
    session: Session,
    name: str,
    payload: Mapping[str, Any],
    *,
    key: str | None = None,
    run_at: datetime | None = None,
) -> None:
    """Promise `name(payload)` in the caller's transaction; a `key` already promised is promised once."""
    await enqueue_many(session, [(name, payload)], key=key, run_at=run_at)


async def enqueue_many(
    session: Session,
    jobs: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    key: str | None = None,
    run_at: datetime | None = None,
) -> None:
    """Promise several jobs in one statement."""
    at = now()
    rows = [
        {
            "id": new_id(),
            "name": name,
            "payload": dict(payload),
            "key": key,
            "status": JobStatus.READY,
            "attempts": 0,
            "run_at": run_at or at,
            "created_at": at,
        }
        for name, payload in jobs
    ]
    if not rows:
        return
    if key is None:
        await session.execute(sa.insert(JOBS), rows)
        return
    once = insert_into(session, JOBS).values(rows).on_conflict_do_nothing(index_elements=["key"])
    await session.execute(once)


async def claim(session: Session, limit: int = 10) -> list[Job]:
    """Lease up to `limit` due jobs, oldest first; jobs whose lease ran out are due again.

    One whose worker died at its last try is buried: it may be what kills them.
    """
    at = now()
    due = (
        sa.select(JOBS.c.id)
        .where(
            JOBS.c.run_at <= at,
            sa.or_(
                JOBS.c.status == JobStatus.READY,
                sa.and_(JOBS.c.status == JobStatus.RUNNING, JOBS.c.leased_until < at),
            ),
        )
        .order_by(JOBS.c.run_at, JOBS.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")  # PostgreSQL evaluates a locking CTE once; a plain subquery could be run again.
    )
    tried_enough = JOBS.c.attempts >= MAX_ATTEMPTS
    claimed = await session.execute(
        sa.update(Job)
        .where(JOBS.c.id.in_(sa.select(due.c.id)))
        .values(
            status=sa.case((tried_enough, JobStatus.DEAD), else_=JobStatus.RUNNING),
            leased_until=sa.case((tried_enough, None), else_=at + LEASE),
            last_error=sa.case((tried_enough, NEVER_ENDED), else_=JOBS.c.last_error),
            attempts=sa.case((tried_enough, JOBS.c.attempts), else_=JOBS.c.attempts + 1),
        )
        .returning(Job)
    )
    running = [job for job in claimed.scalars() if job.status == JobStatus.RUNNING]
    return sorted(running, key=lambda job: (job.run_at, job.id))


async def keep(session: Session, claimed: Iterable[tuple[UUID, int]]) -> None:
    """Lease for as long again what is still in hand: identifiers, and the try at which each was claimed."""
    held = sa.tuple_(JOBS.c.id, JOBS.c.attempts).in_(list(claimed))
    await session.execute(
        sa.update(JOBS).where(held, JOBS.c.status == JobStatus.RUNNING).values(leased_until=now() + LEASE)
    )


async def finish(session: Session, job_id: UUID, attempts: int) -> None:
    """Forget a job that is done, in the same transaction as what it did. Errors: LeaseLost."""
    done = await session.execute(sa.delete(JOBS).where(JOBS.c.id == job_id, JOBS.c.attempts == attempts))
    if not done.rowcount:
        raise LeaseLost


async def fail(session: Session, job_id: UUID, attempts: int, error: str) -> None:
    """Try again later, waiting about 2^attempts seconds (at most an hour); after the last try, bury it.

    `error` is for administrators, and quotes nothing. What another worker was given meanwhile is left to it.
    """
    if attempts >= MAX_ATTEMPTS:
        values: dict[str, Any] = {"status": JobStatus.DEAD, "leased_until": None}
    else:
        wait = min(3600, 2**attempts) * random.uniform(0.8, 1.2)
        values = {"status": JobStatus.READY, "leased_until": None, "run_at": now() + timedelta(seconds=wait)}
    await session.execute(
        sa.update(JOBS)
        .where(JOBS.c.id == job_id, JOBS.c.attempts == attempts)
        .values(last_error=error[:2000], **values)
    )


async def dead_letters(session: Session, limit: int = 50) -> list[Job]:
    """Jobs that failed for good, newest first."""
    found = await session.execute(
        sa.select(Job).where(JOBS.c.status == JobStatus.DEAD).order_by(JOBS.c.id.desc()).limit(limit)
    )
    return list(found.scalars())


async def revive(session: Session, job_id: UUID) -> bool:
    """Give a dead job its tries again; False if it is not dead."""
    revived = await session.execute(
        sa.update(JOBS)
        .where(JOBS.c.id == job_id, JOBS.c.status == JobStatus.DEAD)
        .values(status=JobStatus.READY, attempts=0, run_at=now())
    )
    return bool(revived.rowcount)
