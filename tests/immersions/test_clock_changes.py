"""Phases and offered places on the nights when the clocks change, and on the reader's own clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core import clock
from backend.core.db import Database
from backend.core.local_time import NoSuchHour
from backend.identity import PEOPLE
from backend.immersions import Phase, PhaseInput
from backend.immersions.models import EDITIONS
from tests.cast import Cast
from tests.faces import Faces
from tests.immersions.placed import drained, published, waiting
from tests.immersions.scene import an_edition, as_

PARIS = ZoneInfo("Europe/Paris")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def at_home() -> Iterator[None]:
    yield
    clock.travel(timedelta())


def it_is(moment: datetime) -> None:
    clock.travel(moment - datetime.now(UTC))


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        (datetime(2027, 3, 28, 3, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
    ids=["spring", "autumn"],
)
async def test_a_phase_opens_by_its_job_at_its_hour_of_the_night_and_once(
    cast: Cast, database: Database, wall: datetime, instant: datetime
) -> None:
    it_is(instant - 5 * HOUR)
    dates = [
        PhaseInput(phase=Phase.WISHES, opens_at=wall),
        PhaseInput(phase=Phase.MATCHING, opens_at=wall + timedelta(days=1)),
    ]
    async with database.writing() as session:
        edition_id = (await an_edition(session, cast, phases=dates)).id
        await session.commit()
    met = []
    # An hour later the clocks of autumn show the same hour again.
    for since in (-MINUTE, MINUTE, HOUR + MINUTE, timedelta(hours=24) + HOUR + MINUTE):
        it_is(instant + since)
        await drained(cast)
        async with database.reading() as session:
            met.append(await session.scalar(sa.select(EDITIONS.c.phase).where(EDITIONS.c.id == edition_id)))
    assert met == [Phase.OFFERS, Phase.WISHES, Phase.WISHES, Phase.MATCHING]


async def test_an_hour_that_the_clocks_skip_is_no_date_for_a_phase(cast: Cast, database: Database) -> None:
    skipped = [PhaseInput(phase=Phase.WISHES, opens_at=datetime(2027, 3, 28, 2, 30))]
    async with database.writing() as session:
        with pytest.raises(NoSuchHour):
            await an_edition(session, cast, phases=skipped)


@pytest.mark.parametrize(
    ("offered", "until"),
    [(datetime(2027, 3, 27, 20, tzinfo=PARIS), "23 h"), (datetime(2027, 10, 30, 20, tzinfo=PARIS), "22 h")],
    ids=["spring", "autumn"],
)
async def test_an_offered_place_lapses_after_24_hours_told_on_the_clocks_of_who_reads(
    cast: Cast, database: Database, faces: Faces, offered: datetime, until: str
) -> None:
    it_is(offered.astimezone(UTC))
    edition_id, offers = await published(cast, {"ines": "a", "thomas": "a"}, {"a": 1})
    [next_one] = await waiting(cast, offers["a"])
    holder = ({"ines", "thomas"} - {next_one}).pop()
    async with database.writing() as session:
        there = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people[next_one])
        await session.execute(there.values(time_zone="Indian/Reunion"))
        await session.commit()
    await as_(cast, holder, edition_id, immersions.withdraw_placement)
    await drained(cast)
    async with database.reading() as session:
        edition = await immersions.edition_row(session, await cast.actor(next_one), edition_id)
    page = await (await faces.browser(next_one)).get(f"/immersions/{edition.slug}")
    kept = page.text.split("Elle vous est gardée jusqu’au")[1].split(".")[0]
    assert until in kept.replace("\u202f", " ").replace("\xa0", " ")
    for since, where in ((-MINUTE, "offered"), (MINUTE, "lapsed")):
        it_is(offered.astimezone(UTC) + timedelta(hours=24, minutes=1) + since)
        await drained(cast)
        assert await waiting(cast, offers["a"]) == {next_one: where}
