"""The pulse of a seeded Télénova: something closed, something to answer, something to compose."""

from typing import Any

import sqlalchemy as sa

from backend.pulse.models import BALLOTS, PARTICIPATIONS, SURVEYS, WAVES, WaveStatus
from tests.seeds.conftest import Seeded


async def test_two_waves_are_sealed_one_is_open_and_a_survey_is_being_written(seeded: Seeded) -> None:
    waves = await seeded.rows(sa.select(WAVES.c.number, WAVES.c.status).order_by(WAVES.c.number))
    assert [(number, status.value) for number, status in waves] == [(1, "sealed"), (2, "sealed"), (3, "open")]
    assert len(await seeded.rows(sa.select(SURVEYS.c.id))) == 2


async def test_only_the_open_wave_has_ballots_one_for_each_participation(seeded: Seeded) -> None:
    ((wave_id,),) = await seeded.rows(sa.select(WAVES.c.id).where(WAVES.c.status == WaveStatus.OPEN))

    def counted(table: sa.Table) -> sa.Select[Any]:
        return sa.select(table.c.wave_id, sa.func.count()).group_by(table.c.wave_id)

    ballots, people = (
        dict(await seeded.rows(counted(BALLOTS))),
        dict(await seeded.rows(counted(PARTICIPATIONS))),
    )
    assert ballots.keys() == {wave_id}
    assert ballots[wave_id] == people[wave_id] > 0
