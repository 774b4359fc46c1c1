"""Whoever made a commitment is told before its day, and once it has passed; each once."""

from datetime import timedelta

import sqlalchemy as sa

from backend import commitments
from backend.commitments import PromiseInput
from backend.core import clock
from backend.core.db import Database
from backend.core.ids import new_id
from backend.core.local_time import today_in
from backend.notifications.about_commitments import remind_of_commitments
from backend.notifications.models import NOTIFICATIONS
from backend.schedule import CADENCE
from backend.worker import Worker
from tests.cast import Cast


async def told(database: Database) -> list[str]:
    async with database.reading() as session:
        codes = await session.execute(sa.select(NOTIFICATIONS.c.code).order_by(NOTIFICATIONS.c.code))
        return list(codes.scalars())


async def test_karim_is_told_before_the_day_and_after_it_once(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        for days in (2, 30):
            given = PromiseInput(what="Une file de plus", due_on=today_in("Europe/Paris") + timedelta(days))
            karim = await cast.actor("karim")
            await commitments.make(session, karim, given, source_kind="report", source_id=new_id())
        await session.commit()
    try:
        for ahead in (0, 1, 4, 5):
            clock.travel(timedelta(days=ahead))
            async with database.writing() as session:
                await remind_of_commitments(session, {})
                await session.commit()
            await Worker(database).drain()
    finally:
        clock.travel(timedelta())
    assert await told(database) == ["commitment.due", "commitment.overdue"]


def test_it_is_on_the_schedule() -> None:
    assert "notifications.remind_of_commitments" in {line.job for line in CADENCE}
