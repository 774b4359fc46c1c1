"""The timetable: every occurrence once, whatever the clocks and the workers do."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import schedule
from backend.core import clock
from backend.core.db import Database, Session
from backend.jobs.models import JOBS
from backend.reactions import JOBS as FUNCTIONS
from backend.schedule import CADENCE, Daily, Hourly, upcoming
from backend.worker import Worker

PARIS = ZoneInfo("Europe/Paris")


def occurrences(line: Hourly | Daily, start: datetime, span: timedelta) -> list[tuple[str, datetime]]:
    """Keys and instants that a worker looking every half minute promises."""
    found: dict[str, datetime] = {}
    at = start
    while at < start + span:
        for _, key, due in upcoming(at, PARIS, (line,)):
            found.setdefault(key, due)
        at += schedule.LOOK_EVERY
    return [(key, due) for key, due in found.items() if due < start + span]


@pytest.mark.parametrize("day", [datetime(2026, 10, 25), datetime(2026, 3, 29), datetime(2026, 6, 1)])
def test_a_daily_job_runs_once_on_the_nights_when_clocks_change(day: datetime) -> None:
    midnight = day.replace(tzinfo=PARIS).astimezone(UTC)
    until = (day + timedelta(days=1)).replace(tzinfo=PARIS).astimezone(UTC)
    [(key, due)] = occurrences(Daily(time(2, 30), "job"), midnight, until - midnight)
    assert key == f"job@{day:%Y-%m-%d}"
    assert due.astimezone(PARIS).date() == day.date()


def test_an_hourly_job_runs_every_hour_that_passes_even_the_one_that_comes_twice() -> None:
    midnight = datetime(2026, 10, 25, tzinfo=PARIS).astimezone(UTC)
    found = occurrences(Hourly(7, "job"), midnight, timedelta(hours=25))
    assert len(found) == 25
    assert all(due.minute == 7 for _, due in found)


def test_every_job_of_the_timetable_is_known_to_the_worker() -> None:
    assert {line.job for line in CADENCE} <= FUNCTIONS.keys()


async def test_two_workers_that_look_together_promise_each_occurrence_once(database: Database) -> None:
    at = clock.now()

    async def look() -> None:
        async with database.writing() as session:
            await schedule.promise(session, at, PARIS)
            await session.commit()

    await asyncio.gather(look(), look(), look())
    await look()
    async with database.reading() as session:
        names = (await session.execute(sa.select(JOBS.c.name))).scalars().all()
    assert sorted(names) == sorted(line.job for line in CADENCE)


async def test_a_worker_runs_what_the_timetable_promised_when_its_time_comes(database: Database) -> None:
    ran: list[str] = []

    async def note(session: Session, facts: Mapping[str, Any]) -> None:
        ran.append("ran")

    functions = {line.job: note for line in CADENCE}
    async with database.writing() as session:
        await schedule.promise(session, clock.now(), PARIS)
        await session.commit()
    worker = Worker(database, functions)
    await worker.drain()
    assert not ran
    clock.travel(timedelta(days=1, hours=1))
    try:
        await worker.drain()
    finally:
        clock.travel(timedelta())
    assert len(ran) == len(CADENCE)


async def test_a_worker_with_a_zone_looks_at_the_timetable_by_itself(database: Database) -> None:
    worker = Worker(database, zone=PARIS)
    working = asyncio.create_task(worker.run())
    async with asyncio.timeout(240):
        while True:
            async with database.reading() as session:
                if await session.scalar(sa.select(sa.func.count()).select_from(JOBS)) == len(CADENCE):
                    break
            await asyncio.sleep(0.05)
    worker.stop()
    await working
