"""What pulse forgets: comments after two years, who took part after thirteen months without a wave."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.clock import now
from backend.core.db import Database
from backend.pulse.models import (
    PARTICIPATIONS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    WAVE_AUDIENCES,
    WAVE_KEYS,
    WAVES,
)
from backend.schedule import CADENCE
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
