"""What is kept of a job that fails, for administrators to read."""

import asyncio
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from backend import jobs, notifications
from backend.core import logs
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.jobs import JOBS, JobStatus
from backend.jobs.queue import MAX_ATTEMPTS, NEVER_ENDED
from backend.worker import Worker

EMAIL = "ines.marchetti@telenova.example"


async def test_a_failed_job_tells_what_went_wrong_and_where_and_quotes_nothing(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(session: Session, facts: Mapping[str, Any]) -> None:
        raise LookupError(EMAIL) from ValueError(EMAIL)

    await promised(database, "fail")
    await Worker(database, {"fail": fail}).run_once()
    assert (await last_error(database)).startswith(
        "builtins.LookupError from builtins.ValueError, in backend/"
    )
    [line] = [logs.JsonLines().format(one) for one in caplog.records if one.name == "diapason.worker"]
    failure = json.loads(line)["failure"]
    assert failure[0] == "builtins.LookupError"
    assert any("test_failures.py" in call and call.endswith(" fail") for call in failure)
    assert "marchetti" not in line + await last_error(database)


async def test_a_dead_letter_names_the_line_of_the_slice_and_not_of_the_tools_below_it(
    database: Database,
) -> None:
    async with database.writing() as session:
        await jobs.enqueue(session, notifications.SEND, {"delivery_id": EMAIL})
        await session.commit()
    await Worker(database).run_once()
    place = r"builtins\.ValueError, in backend/notifications/mailers\.py:\d+ send"
    assert re.fullmatch(place, await last_error(database))


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


async def test_a_receiver_that_does_not_answer_keeps_no_other_job_waiting(database: Database) -> None:
    answers, done, noted = asyncio.Event(), asyncio.Event(), []

    async def slow(session: Session, facts: Mapping[str, Any]) -> jobs.Outside:
        async def then(session: Session, said: Any) -> None:
            noted.append(said)

        return jobs.Outside(answers.wait, then, beside=True)

    async def quick(session: Session, facts: Mapping[str, Any]) -> None:
        done.set()

    await promised(database, "slow")
    await promised(database, "quick")
    worker = Worker(database, {"slow": slow, "quick": quick})
    working = asyncio.create_task(worker.run())
    await done.wait()
    assert noted == []
    answers.set()
    worker.stop()
    await working
    assert noted == [True]
    async with database.reading() as session:
        assert (await session.execute(sa.select(JOBS.c.name))).scalars().all() == []


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


async def last_error(database: Database) -> str:
    async with database.reading() as session:
        return str(await session.scalar(sa.select(JOBS.c.last_error)))


async def promised(database: Database, name: str) -> None:
    async with database.writing() as session:
        await jobs.enqueue(session, name, {})
        await session.commit()


async def lease_over(session: Session) -> None:
    await session.execute(sa.update(JOBS).values(leased_until=now() - timedelta(seconds=1)))


async def test_a_database_that_was_away_for_a_moment_has_leases_kept_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = asyncio.Event()
    tries = iter([ConnectionError("away")])

    async def keep(session: Session, claimed: object) -> None:
        for failure in tries:
            raise failure
        kept.set()

    async def long(session: Session, facts: Mapping[str, Any]) -> jobs.Outside:
        async def then(session: Session, said: Any) -> None:
            assert kept.is_set()

        return jobs.Outside(kept.wait, then)

    monkeypatch.setattr(jobs, "keep", keep)
    monkeypatch.setattr(jobs, "LEASE", timedelta(seconds=0.04))
    await promised(database, "long")
    assert await Worker(database, {"long": long}).run_once() == 1
    assert kept.is_set()
