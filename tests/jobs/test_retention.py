"""What is kept for a time only is forgotten by the timetable's jobs, on both databases."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Database
from backend.core.ids import new_id
from backend.events import EVENTS
from backend.identity.models import IDEMPOTENCY_KEYS, SIGN_IN_SESSIONS
from backend.notifications import DELIVERIES, DeliveryStatus, NotificationKind
from backend.schedule import CADENCE
from backend.settings import Settings
from backend.worker import Worker
from tests.cast import Cast


@pytest.fixture
def short(database: Database) -> Iterator[Database]:
    """A company that keeps its audit for 40 days, and letters for 20."""
    database.info["settings"] = Settings(mode="development", audit_days=40, letter_days=20)
    yield database
    del database.info["settings"]


async def forgotten(database: Database, job: str) -> None:
    """The job, as the timetable names it, run by a worker."""
    assert job in {line.job for line in CADENCE}
    async with database.writing() as session:
        await jobs.enqueue(session, job, {})
        await session.commit()
    await Worker(database).drain()


async def test_the_audit_is_kept_as_many_days_as_the_setting_says(cast: Cast, short: Database) -> None:
    async with short.writing() as session:
        for name, days in (("role.granted", 41), ("role.revoked", 39)):
            event_id = await events.record(session, SYSTEM, name, "person", cast.people["ines"])
            at = now() - timedelta(days=days)
            await session.execute(sa.update(EVENTS).where(EVENTS.c.id == event_id).values(occurred_at=at))
        await session.commit()
    await forgotten(short, "audit.forget_old_events")
    async with short.reading() as session:
        assert (await session.execute(sa.select(EVENTS.c.name))).scalars().all() == ["role.revoked"]


async def test_letters_are_forgotten_once_sent_and_never_while_they_wait(cast: Cast, short: Database) -> None:
    async with short.writing() as session:
        for key, days, status in (
            ("old", 21, DeliveryStatus.SENT),
            ("waiting", 21, DeliveryStatus.PENDING),
            ("new", 19, DeliveryStatus.SENT),
        ):
            letter = {"key": key, "kind": NotificationKind.ANSWER, "person_id": cast.people["ines"]}
            words = {"subject": "S", "text": "T", "html": "H", "status": status}
            at = now() - timedelta(days=days)
            await session.execute(sa.insert(DELIVERIES).values(**letter, **words, created_at=at))
        await session.commit()
    await forgotten(short, "notifications.forget_old_letters")
    async with short.reading() as session:
        left = await session.execute(sa.select(DELIVERIES.c.key).order_by(DELIVERIES.c.key))
        assert left.scalars().all() == ["new", "waiting"]


async def test_ended_sessions_go_after_a_month_and_keys_of_forms_after_a_day(
    cast: Cast, short: Database
) -> None:
    at, ines = now(), cast.people["ines"]
    async with short.writing() as session:
        for days in (29, 31):
            ended = {"idle_until": at, "expires_at": at + timedelta(days=1)}
            gone = at - timedelta(days=days)
            await session.execute(
                sa.insert(SIGN_IN_SESSIONS).values(
                    hash=new_id().hex, person_id=ines, revoked_at=gone, **ended
                )
            )
        for key, hours in (("kept", 23), ("gone", 25)):
            values = {"person_id": ines, "key": key, "fingerprint": "f", "status": 200, "answer": {}}
            made = at - timedelta(hours=hours)
            await session.execute(sa.insert(IDEMPOTENCY_KEYS).values(**values, created_at=made))
        await session.commit()
    await forgotten(short, "identity.forget_ended_sessions")
    await forgotten(short, "identity.forget_old_keys")
    async with short.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(SIGN_IN_SESSIONS)) == 1
        assert (await session.execute(sa.select(IDEMPOTENCY_KEYS.c.key))).scalars().all() == ["kept"]
