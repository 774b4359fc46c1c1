"""The pulse of a seeded Télénova: something closed, something to answer, something to compose."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.pulse.models import BALLOTS, PARTICIPATIONS, RELEASE_CELLS, SURVEYS, WAVES, WaveStatus
from tests.seeds.conftest import Seeded

pytestmark = pytest.mark.xdist_group("seeds")


async def test_two_waves_are_sealed_one_is_open_and_a_survey_is_being_written(seeded: Seeded) -> None:
    monthly = (
        WAVES.c.survey_id == sa.select(SURVEYS.c.id).where(SURVEYS.c.rhythm == "monthly").scalar_subquery()
    )
    waves = await seeded.rows(
        sa.select(WAVES.c.number, WAVES.c.status).where(monthly).order_by(WAVES.c.number)
    )
    assert [(number, status.value) for number, status in waves] == [(1, "sealed"), (2, "sealed"), (3, "open")]
    assert len(await seeded.rows(sa.select(SURVEYS.c.id))) == 3


async def test_the_survey_of_one_region_is_cut_by_unit_by_site_and_by_job_family(seeded: Seeded) -> None:
    region = sa.select(SURVEYS.c.id).where(SURVEYS.c.org_unit_id.is_not(None)).scalar_subquery()
    cuts = await seeded.rows(
        sa.select(RELEASE_CELLS.c.cut)
        .join(WAVES, WAVES.c.id == RELEASE_CELLS.c.wave_id)
        .where(WAVES.c.survey_id == region)
        .distinct()
    )
    assert {cut.value for (cut,) in cuts} >= {"all", "unit", "site", "family"}


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


async def test_karim_has_figures_of_his_shop_to_answer_those_of_the_last_wave(seeded: Seeded) -> None:
    async with seeded.database.reading() as session:
        karim = await seeded.actor(session, "karim")
        asks = await pulse.asks_for(session, karim)
        [ask] = [one for one in asks if one.code == "answer_back"]
        wave_id = UUID(ask.href.split("/")[2])
        results = await pulse.results_of(session, karim, wave_id, karim.org_unit_id)
    assert (results.number, results.unit.is_current) == (2, True)
    assert results.may_read_comments
    # Some of his shop's figures are hidden for those of the company, and so are not told twice.
    assert sum(len(cells) == 2 for cells in results.trend.values()) >= 4
    assert results.trend["recommend_employer"]
