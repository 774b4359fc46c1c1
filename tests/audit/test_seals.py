"""The audit is sealed by the day: what is changed afterwards shows, and an anonymous hour does not."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from backend import audit, events, jobs
from backend.audit.models import AUDIT_SEALS
from backend.cli.audit_finding import whole_audit
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Database
from backend.core.local_time import company_midnight
from backend.events import EVENTS
from backend.settings import Settings
from backend.worker import Worker
from tests.cast import Cast

OLDEST = 6
"""Days ago."""


def day(ago: int) -> date:
    return now().astimezone(UTC).date() - timedelta(days=ago)


async def happened(cast: Cast, *ago: int, **payload: Any) -> None:
    """Something about Inès, so many days ago, each at noon."""
    async with cast.database.writing() as session:
        for days in ago:
            about = cast.people["ines"]
            event_id = await events.record(session, SYSTEM, "role.granted", "person", about, **payload)
            at = datetime.combine(day(days), time(12), UTC)
            await session.execute(sa.update(EVENTS).where(EVENTS.c.id == event_id).values(occurred_at=at))
        await session.commit()


async def sealed(database: Database) -> None:
    """The night's job, run by a worker."""
    async with database.writing() as session:
        await jobs.enqueue(session, "audit.seal_days", {})
        await session.commit()
    await Worker(database).drain()


async def a_sealed_audit(cast: Cast, database: Database) -> None:
    """Two events six days ago and one four days ago, sealed; and one of today, which is not yet."""
    await happened(cast, OLDEST, OLDEST, 4, 0, role="editor", ratio=0.5, called="Élan")
    await sealed(database)


async def verified(database: Database, kept_days: int = 365) -> audit.Verified:
    async with database.reading() as session:
        return await audit.verify(session, kept_days)


async def change(database: Database, statement: sa.Executable) -> None:
    async with database.writing() as session:
        await session.execute(statement)
        await session.commit()


def of_the_oldest_day() -> sa.ColumnElement[bool]:
    return EVENTS.c.occurred_at < datetime.combine(day(OLDEST - 1), time(), UTC)


async def test_days_long_over_are_sealed_once_each_and_follow_from_one_another(
    cast: Cast, database: Database
) -> None:
    await a_sealed_audit(cast, database)
    found = await verified(database)
    assert (found.first, found.last, found.events, found.wrong) == (day(OLDEST), day(2), 3, ())
    assert not found.late
    await sealed(database)
    assert await verified(database) == found
    async with database.reading() as session:
        counts = (
            await session.execute(sa.select(AUDIT_SEALS.c.events).order_by(AUDIT_SEALS.c.day))
        ).scalars()
    assert list(counts) == [2, 0, 1, 0, 0]


CHANGES: Mapping[str, sa.Executable] = {
    "another word": sa.update(EVENTS).values(payload={"role": "administrator"}),
    "another name": sa.update(EVENTS).values(name="role.revoked"),
    "nobody any more": sa.update(EVENTS).values(subject_id=None),
    "a little later": sa.update(EVENTS).values(occurred_at=datetime.combine(day(OLDEST), time(13), UTC)),
    "away": sa.delete(EVENTS),
}


@pytest.mark.parametrize("what", CHANGES)
async def test_a_sealed_event_that_is_changed_is_found_by_its_day(
    cast: Cast, database: Database, what: str
) -> None:
    await a_sealed_audit(cast, database)
    changed: Any = CHANGES[what]
    await change(database, changed.where(of_the_oldest_day()))
    assert (await verified(database)).wrong == ((day(OLDEST), "events"),)


async def test_an_event_slipped_into_a_sealed_day_is_found(cast: Cast, database: Database) -> None:
    await a_sealed_audit(cast, database)
    await happened(cast, 5)
    assert (await verified(database)).wrong == ((day(5), "events"),)


async def test_an_event_slipped_in_before_all_that_was_sealed_is_found(
    cast: Cast, database: Database
) -> None:
    await a_sealed_audit(cast, database)
    await happened(cast, 40)
    assert (await verified(database)).wrong == ((day(40), "events"),)


async def test_a_seal_that_is_changed_or_taken_away_is_found(cast: Cast, database: Database) -> None:
    await a_sealed_audit(cast, database)
    seal = sa.and_(AUDIT_SEALS.c.day == day(4))
    await change(database, sa.update(AUDIT_SEALS).where(seal).values(events=2))
    assert (await verified(database)).wrong == ((day(4), "seal"),)
    await change(database, sa.delete(AUDIT_SEALS).where(seal))
    assert (await verified(database)).wrong == ((day(4), "missing"), (day(3), "seal"))
    await change(database, sa.delete(AUDIT_SEALS).where(AUDIT_SEALS.c.day > day(4)))
    assert (await verified(database)).late


async def test_what_the_retention_forgets_leaves_its_seal_and_nothing_else_may_be_marked_so(
    cast: Cast, database: Database
) -> None:
    await a_sealed_audit(cast, database)
    async with database.writing() as session:
        # At any hour of a day, only the days before it go.
        await audit.forget_old_events(session, datetime.combine(day(5), time(17), UTC))
        await session.commit()
    found = await verified(database, kept_days=4)
    assert (found.events, found.forgotten, found.wrong) == (1, 1, ())
    assert (await verified(database)).wrong == ((day(OLDEST), "forgotten"),)
    hidden = sa.and_(AUDIT_SEALS.c.day == day(4))
    await change(database, sa.update(AUDIT_SEALS).where(hidden).values(forgotten=True))
    assert (await verified(database, kept_days=2)).wrong == ((day(4), "events"),)


async def test_an_anonymous_event_comes_before_its_day_is_sealed_and_its_hour_changes_nothing(
    cast: Cast, database: Database
) -> None:
    await happened(cast, OLDEST)
    await sealed(database)
    async with database.writing() as session:
        midnight = company_midnight(session)
        await events.record_unsigned(session, "report.submitted", "report", cast.people["ines"], midnight)
        await session.commit()
    assert midnight.astimezone(UTC).date() > day(2)
    assert (await verified(database)).wrong == ()


async def test_the_doctor_says_whether_the_audit_is_whole(cast: Cast, database: Database) -> None:
    address = database.url.render_as_string(hide_password=False)
    settings = Settings(mode="development", database_url=address)
    assert (await whole_audit(settings)).ok
    await happened(cast, OLDEST)
    unsealed = await whole_audit(settings)
    assert (unsealed.ok, unsealed.said) == (False, "The audit was never sealed.")
    await sealed(database)
    whole = await whole_audit(settings)
    assert whole.ok
    assert whole.said.startswith(f"1 events are as they were sealed, from {day(OLDEST)} to {day(2)}.")
    await change(database, sa.delete(EVENTS))
    changed = await whole_audit(settings)
    assert (changed.ok, changed.said) == (False, f"{day(OLDEST)}: its events are not those that were sealed.")
