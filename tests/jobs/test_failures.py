"""What is kept of a job that fails, for administrators to read."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.jobs import JOBS, JobStatus
from backend.jobs.queue import MAX_ATTEMPTS, NEVER_ENDED
from backend.worker import Worker


async def test_a_failed_job_does_not_repeat_what_it_was_writing(database: Database) -> None:
    async def fail(session: Session, facts: Mapping[str, Any]) -> None:
        values = {"email": "ines.marchetti@telenova.example"}
        await session.execute(sa.text("UPDATE nowhere SET email = :email"), values)

    async with database.writing() as session:
        await jobs.enqueue(session, "fail", {})
        await session.commit()
    await Worker(database, {"fail": fail}).run_once()
    async with database.reading() as session:
        error = await session.scalar(sa.select(JOBS.c.last_error))
    assert error is not None
    assert "nowhere" in error
    assert "marchetti" not in error


async def test_a_job_that_kills_every_worker_is_buried_where_an_administrator_sees_it(
    database: Database,
) -> None:
    await promised(database, "kill")
    for _ in range(MAX_ATTEMPTS):
        async with database.writing() as session:
            assert await jobs.claim(session)
            await lease_over(session)
            await session.commit()
    async with database.writing() as session:
        assert await jobs.claim(session) == []
        await session.commit()
    async with database.reading() as session:
        [dead] = await jobs.dead_letters(session)
    assert dead.last_error == NEVER_ENDED


async def test_a_job_given_to_another_worker_is_not_ended_by_the_first(database: Database) -> None:
    """What the first did of it is rolled back, and the other has it still."""
    await promised(database, "slow")

    async def slow(session: Session, facts: Mapping[str, Any]) -> None:
        await jobs.enqueue(session, "written by the first", {})
        await lease_over(session)
        assert await jobs.claim(session)

    await Worker(database, {"slow": slow}).run_once()
    async with database.reading() as session:
        rows = (await session.execute(sa.select(JOBS.c.name, JOBS.c.status))).all()
    assert [tuple(row) for row in rows] == [("slow", JobStatus.RUNNING)]


async def test_a_lease_is_held_on_to_while_its_job_goes_on(database: Database) -> None:
    await promised(database, "long")
    async with database.writing() as session:
        [job] = await jobs.claim(session)
        await lease_over(session)
        await jobs.keep(session, [(job.id, job.attempts)])
        assert await jobs.claim(session) == []
        await lease_over(session)
        await jobs.keep(session, [(job.id, job.attempts - 1)])
        assert len(await jobs.claim(session)) == 1


async def promised(database: Database, name: str) -> None:
    async with database.writing() as session:
        await jobs.enqueue(session, name, {})
        await session.commit()


async def lease_over(session: Session) -> None:
    await session.execute(sa.update(JOBS).values(leased_until=now() - timedelta(seconds=1)))
