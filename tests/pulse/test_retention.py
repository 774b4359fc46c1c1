"""What pulse forgets: comments after two years, who took part after thirteen months without a wave."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core import clock
from backend.core.clock import now
from backend.core.db import Database
from backend.core.local_time import company_zone
from backend.pulse.models import (
    PARTICIPATIONS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    WAVE_AUDIENCES,
    WAVE_KEYS,
    WAVES,
)
from backend.reactions.pulse import erase_old_comments
from backend.schedule import CADENCE
from backend.settings import Settings
from tests.cast import Cast
from tests.pulse.scene import a_sealed_wave


async def closed_ago(database: Database, days: int) -> None:
    async with database.writing() as session:
        await session.execute(sa.update(WAVES).values(closed_at=now() - timedelta(days=days)))
        await session.commit()


async def rows(database: Database, *tables: sa.Table) -> list[int]:
    async with database.reading() as session:
        return [
            (await session.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
            for table in tables
        ]


async def test_comments_go_after_their_time_and_figures_stay(cast: Cast, database: Database) -> None:
    await a_sealed_wave(cast, boutique=12)
    [comments, cells] = await rows(database, PULSE_COMMENTS, RELEASE_CELLS)
    assert comments == 12
    await closed_ago(database, 400)
    for days, gone in ((500, 0), (390, 12)):
        async with database.writing() as session:
            assert await pulse.erase_old_comments(session, now() - timedelta(days=days)) == gone
            await session.commit()
    assert await rows(database, PULSE_COMMENTS, RELEASE_CELLS) == [0, cells]


@pytest.mark.parametrize(
    ("closed_on", "months", "due_on"),
    [
        (date(2024, 12, 1), 24, date(2026, 12, 1)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 1, 31), 24, date(2027, 1, 31)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
async def test_no_comment_is_kept_for_more_than_so_many_months(
    cast: Cast, database: Database, closed_on: date, months: int, due_on: date
) -> None:
    await a_sealed_wave(cast, boutique=12)
    async with database.writing() as session:
        zone = company_zone(session)
        await session.execute(sa.update(WAVES).values(closed_at=datetime.combine(closed_on, time(12), zone)))
        await session.commit()
    left = []
    try:
        for days in (1, 0):
            clock.travel(timedelta())
            night = datetime.combine(due_on - timedelta(days=days), time(3, 50), zone)
            clock.travel(night - clock.now())
            async with database.writing() as session:
                session.info["settings"] = Settings(mode="development", comment_months=months)
                await erase_old_comments(session, {})
                await session.commit()
            left += await rows(database, PULSE_COMMENTS)
    finally:
        clock.travel(timedelta())
    assert left == [12, 0]


@pytest.mark.parametrize(("days", "forgotten"), [(390, 0), (400, 1)])
async def test_who_took_part_is_forgotten_thirteen_months_after_a_last_wave(
    cast: Cast, database: Database, days: int, forgotten: int
) -> None:
    await a_sealed_wave(cast, boutique=12)
    await closed_ago(database, days)
    async with database.writing() as session:
        assert await pulse.forget_unfollowed(session) == forgotten
        await session.commit()
    left = await rows(database, WAVE_KEYS, PARTICIPATIONS, WAVE_AUDIENCES)
    assert (left == [0, 0, 0]) is bool(forgotten)


def test_both_are_on_the_schedule() -> None:
    assert {"pulse.erase_old_comments", "pulse.forget_unfollowed"} <= {line.job for line in CADENCE}
