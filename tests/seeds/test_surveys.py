"""The pulse of a seeded Télénova: something closed, something to answer, something to compose."""

import sqlalchemy as sa

from backend.pulse.models import BALLOTS, PARTICIPATIONS, SURVEYS, WAVES
from tests.seeds.conftest import Seeded


async def test_a_wave_is_closed_one_is_open_and_a_survey_is_being_written(seeded: Seeded) -> None:
    waves = await seeded.rows(sa.select(WAVES.c.number, WAVES.c.status).order_by(WAVES.c.number))
    assert [(number, status.value) for number, status in waves] == [(1, "closed"), (2, "open")]
    assert len(await seeded.rows(sa.select(SURVEYS.c.id))) == 2


async def test_there_is_a_ballot_for_each_participation(seeded: Seeded) -> None:
    def counted(table: sa.Table) -> sa.Select[tuple[int]]:
        return sa.select(sa.func.count()).select_from(table).group_by(table.c.wave_id)

    ballots, people = await seeded.rows(counted(BALLOTS)), await seeded.rows(counted(PARTICIPATIONS))
    assert sorted(ballots) == sorted(people)
    assert len(ballots) == 2
