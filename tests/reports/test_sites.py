"""A report is counted by the calendar of the site where its topic’s owner works, fixed at its receipt."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from backend import reports
from backend.core import clock
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity import PEOPLE, SITES
from backend.reports import Lateness, ReportFilter
from tests.cast import Cast
from tests.counting import counting
from tests.reports.scenes import a_report, a_topic

FRIDAY = datetime(2027, 2, 26, 10, tzinfo=UTC)
"""Its fifteenth working day is Friday 19 March: from the 20th on, a report of that day is late."""
GOOD_FRIDAY, EASTER_TUESDAY = (datetime(2027, 3, day, 10, tzinfo=UTC) for day in (26, 30))


@contextmanager
def at(when: datetime) -> Iterator[None]:
    clock.travel(when - datetime.now(UTC))
    try:
        yield
    finally:
        clock.travel(timedelta())


async def works_in(cast: Cast, name: str, region: str) -> None:
    """Somebody of the cast works at a site of this region from now on."""
    async with cast.database.writing() as session:
        made = await session.execute(
            sa.insert(SITES).values(code=region[:8], name=region, region=region).returning(SITES.c.id)
        )
        here = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people[name])
        await session.execute(here.values(site_id=made.scalar_one()))
        await session.commit()


async def just_late(cast: Cast) -> list[int]:
    async with cast.database.reading() as session:
        wanted = ReportFilter(lateness=Lateness.JUST_LATE)
        found = await reports.visible_reports(session, await cast.actor("ines"), Page(), wanted)
    return [one.number for one in found.items]


@pytest.mark.parametrize(
    ("region", "zone", "subdivision"),
    [
        ("Nouvelle-Aquitaine", "Europe/Paris", ""),
        ("Alsace", "Europe/Paris", "6AE"),
        ("La Réunion", "Indian/Reunion", "974"),
    ],
)
async def test_the_owners_site_at_receipt_says_which_days_are_worked(
    cast: Cast, database: Database, region: str, zone: str, subdivision: str
) -> None:
    await works_in(cast, "nadia", region)
    async with database.writing() as session:
        await a_topic(session, cast)
        report = await a_report(session, cast)
        number = report.number
        assert (report.zone, report.subdivision) == (zone, subdivision)
        await session.commit()
    await works_in(cast, "nadia", "Mayotte")
    async with database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
    assert (row.clock.calendar.zone, row.clock.calendar.subdivision) == (zone, subdivision)


async def test_what_is_just_late_goes_by_each_reports_own_calendar(cast: Cast, database: Database) -> None:
    await works_in(cast, "nadia", "Alsace")
    with at(FRIDAY):
        async with database.writing() as session:
            bordeaux = await a_topic(session, cast, name="Bordeaux", owner="solene")
            strasbourg = await a_topic(session, cast, name="Strasbourg")
            theirs, ours = [
                (await a_report(session, cast, topic_id=one)).number for one in (strasbourg, bordeaux)
            ]
            await session.commit()
    with at(GOOD_FRIDAY):
        assert await just_late(cast) == [ours, theirs]
    # Good Friday was worked in Bordeaux, not in Strasbourg: here the sixth working day, there the fifth.
    with at(EASTER_TUESDAY), counting(database) as asked:
        assert await just_late(cast) == [theirs]
    with at(EASTER_TUESDAY + timedelta(days=1)):
        assert await just_late(cast) == []
    assert asked.count == 2


async def test_what_was_merged_owes_no_answer_of_its_own(cast: Cast, database: Database) -> None:
    nadia, ines = await cast.actor("nadia"), await cast.actor("ines")
    async with database.writing() as session:
        await a_topic(session, cast)
        pair = [await a_report(session, cast), await a_report(session, cast, by="thomas")]
        await reports.merge(session, nadia, *pair)
        await session.commit()
    mine = ReportFilter(mine=True, lateness=Lateness.LATE)
    with at(datetime.now(UTC) + timedelta(days=60)):
        async with database.reading() as session:
            assert (await reports.visible_reports(session, ines, Page(), mine)).items == []
