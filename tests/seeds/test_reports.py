"""The demo's reports: every state has one, and their counts are exact."""

import pytest
import sqlalchemy as sa

from backend import lineage, reports
from backend.core.listing import Page
from backend.core.local_time import company_day
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


async def test_one_report_has_its_whole_chain_in_the_order_things_happened(seeded: Seeded) -> None:
    async with seeded.database.reading() as session:
        elodie = await seeded.actor(session, "elodie")
        asked = reports.ReportFilter(words="prorata", status=Status.DELIVERED)
        row = (await reports.visible_reports(session, elodie, Page(1), asked)).items[0]
        chain = (await lineage.lineage_of(session, elodie, [row]))[row.id]
        # An irritant tells its day alone, which began before the debrief that told it.
        days = [company_day(session, one.at) for one in chain if one.at and one.kind != "commitment"]
    kinds = [one.kind for one in chain]
    assert kinds[:6] == ["debrief", "irritant", "report", "decision", "commitment", "delivery"]
    assert set(kinds[6:]) == {"digest", "measure"}
    assert days == sorted(days)
    assert chain[-1].at is not None
