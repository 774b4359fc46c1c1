"""A judged set of searches in the demo's reports, the same on both databases."""

import json
from pathlib import Path

import pytest

from backend import reports
from backend.core.clock import now
from backend.core.db import Database
from backend.core.listing import Page
from backend.reports import PastReport, ReportFilter
from seeds.report_plans import plans
from tests.cast import Cast

JUDGED = json.loads(Path(__file__).with_name("judged.json").read_text("utf-8"))


@pytest.fixture
async def told(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        for plan in plans().report:
            past = PastReport(kind=plan.kind, title=plan.title, body=plan.body, received_at=now())
            await reports.bring_in(session, past)
        await session.commit()


async def test_sixteen_searches_of_twenty_find_the_right_report_in_the_first_three(
    told: None, cast: Cast, database: Database
) -> None:
    found = 0
    async with database.reading() as session:
        ines = await cast.actor("ines")
        for words, right in JUDGED.items():
            ids = await reports.similar_ids(session, words, 3)
            rows = await reports.reports_by_ids(session, ines, ids)
            found += right in {row.title for row in rows.values()}
        every = await reports.visible_reports(session, ines, Page(), ReportFilter(words="facture première"))
        nothing = await reports.visible_reports(session, ines, Page(), ReportFilter(words="zzzz facture"))
    assert len(JUDGED) == 20
    assert found >= 16
    assert [row.title for row in every.items]
    assert nothing.items == []
