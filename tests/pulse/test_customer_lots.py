"""Customers count once their month is over, in lots of at least five: one more tells nothing of itself."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.core.local_time import today_in
from backend.core.months import months_after
from backend.identity import ORG_UNITS
from backend.pulse import customer_lots
from backend.pulse.customer_lots import placed
from backend.pulse.models import CUSTOMER_SCORES
from backend.schedule import CADENCE
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.test_reciprocity import heard, last_month, scores

SEEN = ("aquitaine", "boutique", "intervention", "bretagne", None)


async def looked(cast: Cast) -> dict[str | None, Any]:
    """Everything that Nadia is told of customers, unit by unit."""
    found: dict[str | None, Any] = {}
    async with cast.database.reading() as session:
        nadia = await cast.actor("nadia")
        for name in SEEN:
            both = await pulse.reciprocity(session, nadia, cast.units[name] if name else None)
            found[name] = (both.customers, both.reasons, both.steps, both.solved)
    return found


async def brought(cast: Cast, unit: str, number: int, *, on: date | None = None, after: int = 0) -> None:
    async with cast.database.writing() as session:
        some = scores(cast.units[unit], number, on=on, after=after)
        await pulse.add_customer_scores(session, SYSTEM, some)
        await session.commit()


@pytest.mark.parametrize("is_late", [False, True])
async def test_who_looks_before_and_after_the_import_of_one_score_sees_no_difference(
    cast: Cast, database: Database, is_late: bool
) -> None:
    async with database.writing() as session:
        await heard(session, cast, boutique=30, bretagne=30)
        await session.commit()
    before = await looked(cast)
    assert before["boutique"][0]
    await brought(cast, "boutique", 1, on=last_month() if is_late else today_in("Europe/Paris"), after=90)
    await Worker(database).drain()
    assert await looked(cast) == before


async def test_the_running_month_is_told_the_day_after_it_ends(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = today_in("Europe/Paris")
    await brought(cast, "boutique", 30, on=today)
    await brought(cast, "bretagne", 30, on=today)
    assert (await looked(cast))["boutique"] == ([], [], [], None)
    monkeypatch.setattr(
        customer_lots, "company_today", lambda _session: months_after(today.replace(day=1), 1)
    )
    async with database.writing() as session:
        await pulse.count_customers(session)
        await session.commit()
    [point] = (await looked(cast))["boutique"][0]
    assert (point.on, point.count.exact) == (today.replace(day=1), 30)


async def test_late_scores_wait_until_there_are_five_of_their_month(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await heard(session, cast, boutique=30, bretagne=30)
        await session.commit()
    counts = []
    for place in range(5):
        await brought(cast, "boutique", 1, on=last_month(), after=90 + place)
        counts.append((await looked(cast))["boutique"][0][0].count.exact)
    assert counts == [30, 30, 30, 30, 35]


async def test_late_scores_of_two_units_count_with_the_one_around_both(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await heard(session, cast, boutique=30, bretagne=30)
        await session.commit()
    await brought(cast, "boutique", 3, on=last_month(), after=90)
    await brought(cast, "intervention", 3, on=last_month(), after=90)
    told = await looked(cast)
    counts = {name: told[name][0][0].count.exact for name in ("aquitaine", "boutique", None)}
    assert counts == {"aquitaine": 36, "boutique": 30, None: 66}
    assert told["intervention"][0] == []


async def test_a_month_that_ends_changes_a_years_reasons_by_five_customers_of_a_unit_or_none(
    cast: Cast, database: Database
) -> None:
    """A month's two customers of the shop would else be the difference of two years."""
    before = months_after(today_in("Europe/Paris").replace(day=1), -2)
    await brought(cast, "boutique", 30, on=before)
    await brought(cast, "bretagne", 30, on=before)
    told = await looked(cast)
    await brought(cast, "boutique", 2, on=last_month(), after=90)
    assert await looked(cast) == told


async def test_a_unit_that_moves_takes_at_least_five_customers_along(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        few = [*scores(cast.units["aquitaine"], 30), *scores(cast.units["boutique"], 3)]
        await pulse.add_customer_scores(session, SYSTEM, few)
        await session.commit()
    before = (await looked(cast))["aquitaine"]
    async with database.writing() as session:
        moved = sa.update(ORG_UNITS).where(ORG_UNITS.c.id == cast.units["boutique"])
        await session.execute(moved.values(parent_id=cast.units["bretagne"]))
        await session.commit()
    assert (await looked(cast))["aquitaine"] == before


async def test_scores_of_before_are_counted_by_the_nights_job(cast: Cast, database: Database) -> None:
    await brought(cast, "boutique", 30)
    before = await looked(cast)
    async with database.writing() as session:
        await session.execute(sa.update(CUSTOMER_SCORES).values(is_counted=False, counted_unit_id=None))
        await session.commit()
    assert (await looked(cast))["boutique"][0] == []
    async with database.writing() as session:
        await pulse.count_customers(session)
        await session.commit()
    assert await looked(cast) == before
    assert "pulse.count_customers" in {line.job for line in CADENCE}


def test_fewer_than_five_go_up_until_there_are_five() -> None:
    region, shop, other, far = (uuid4() for _ in range(4))
    above: dict[UUID, UUID | None] = {region: None, shop: region, other: region, far: None}
    assert placed({shop: 3, other: 2, far: 4}, above) == {shop: region, other: region}
    assert placed({shop: 3, other: 7, far: 4}, above) == {other: other, shop: None, far: None}
    assert placed({shop: 3, region: 2, None: 4}, above) == {shop: region, region: region}
