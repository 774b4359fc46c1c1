"""Sealing 200,000 events of a few days, and reading them again, takes time that grows with their number."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

from backend import audit, jobs
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.core.ids import new_id
from backend.core.inserts import insert_many, look_again
from backend.events import EVENTS
from backend.worker import Worker

MANY, DAYS, AT_ONCE = 200_000, 3, 20_000
MOST_SECONDS = 30


async def test_days_with_many_events_are_sealed_and_read_again_in_seconds(database: Database) -> None:
    await many_events(database)
    print(f"\n{database.url.get_backend_name()}: {MANY} events of {DAYS} days")
    async with database.writing() as session:
        await jobs.enqueue(session, "audit.seal_days", {})
        await session.commit()
    sealing = await timed("sealed", Worker(database).drain())
    async with database.reading() as session:
        reading = await timed("read again", reread(session))
    assert max(sealing, reading) < MOST_SECONDS


async def many_events(database: Database) -> None:
    """As many in each of the days that are old enough, a few at each instant."""
    first = datetime.combine(
        now().astimezone(UTC).date() - timedelta(days=2 + DAYS), datetime.min.time(), UTC
    )
    step = timedelta(days=DAYS) / MANY
    shared = {"name": "circle.joined", "subject_kind": "circle", "payload": {"called": "Cœur", "seats": 12}}
    async with database.writing() as session:
        for begin in range(0, MANY, AT_ONCE):
            rows = [
                {"id": new_id(), "actor_id": new_id(), "subject_id": new_id(), **shared}
                | {"occurred_at": first + step * (number - number % 4)}
                for number in range(begin, begin + AT_ONCE)
            ]
            await insert_many(session, EVENTS, rows)
        await look_again(session, EVENTS)
        await session.commit()


async def reread(session: Session) -> None:
    found = await audit.verify(session, kept_days=10 * DAYS)
    assert (found.events, found.wrong) == (MANY, ())


async def timed(what: str, work: Awaitable[object]) -> float:
    """Seconds that `work` takes, printed with those of this process's processor."""
    began, used = perf_counter(), process_time()
    await work
    took = perf_counter() - began
    print(f"  {what} in {took:.1f} s, {process_time() - used:.1f} of processor")
    return took
