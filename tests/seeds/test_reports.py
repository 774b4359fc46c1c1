"""The demo's reports: every state has one, and their counts are exact."""

import pytest
import sqlalchemy as sa

from backend.reports.models import FOLLOWERS, REPORTS, VOTES, Status
from tests.seeds.conftest import Seeded

pytestmark = pytest.mark.xdist_group("seeds")


async def test_every_state_of_a_report_has_its_example(seeded: Seeded) -> None:
    rows = await seeded.rows(sa.select(REPORTS.c.status, sa.func.count()).group_by(REPORTS.c.status))
    assert {Status(row[0]) for row in rows} == set(Status)
    kept = await seeded.rows(sa.select(REPORTS.c.number).where(REPORTS.c.kept_at.is_not(None)))
    assert kept


async def test_voices_and_followers_are_counted_exactly(seeded: Seeded) -> None:
    for table, counted in ((VOTES, REPORTS.c.vote_count), (FOLLOWERS, REPORTS.c.follower_count)):
        exact = sa.select(sa.func.count()).where(table.c.report_id == REPORTS.c.id).scalar_subquery()
        wrong = await seeded.rows(
            sa.select(REPORTS.c.title, counted, exact).where(
                counted != exact, REPORTS.c.status != Status.DUPLICATE
            )
        )
        assert wrong == []
