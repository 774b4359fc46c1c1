"""A run is published as long as what it found still holds; then it is made again."""

import asyncio

import pytest

from backend import immersions
from backend.core.db import Database
from backend.immersions import errors
from tests.cast import Cast
from tests.immersions.placed import an_edition_wished, solved
from tests.immersions.scene import a_slot, an_offer, as_


async def two_editions(cast: Cast) -> list[immersions.MatchingRun]:
    """The runs of two editions that give Inès the same day."""
    runs = []
    for _ in range(2):
        async with cast.database.writing() as session:
            edition, _ = await an_edition_wished(session, cast, {"ines": "a"}, {"a": 1})
            await session.commit()
        runs.append(await solved(cast, edition.id))
    return runs


def publishing(cast: Cast, run: immersions.MatchingRun) -> object:
    return as_(cast, "solene", run.edition_id, immersions.publish_matching, run.id)


async def test_nobody_gets_two_days_at_the_same_hours_through_two_editions(
    cast: Cast, database: Database
) -> None:
    first, second = await two_editions(cast)
    await publishing(cast, first)
    with pytest.raises(errors.RunOutdated):
        await publishing(cast, second)
    again = await solved(cast, second.edition_id)
    await publishing(cast, again)


async def test_of_two_published_at_once_one_gives_the_day(cast: Cast, database: Database) -> None:
    tries = [publishing(cast, run) for run in await two_editions(cast)]
    said = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(one).__name__ for one in said) == ["MatchingRun", "RunOutdated"], said


async def test_a_day_hosted_since_the_run_is_kept_free(cast: Cast, database: Database) -> None:
    first, second = await two_editions(cast)
    async with database.writing() as session:
        edition = await immersions.get_edition_by_id(session, await cast.actor("solene"), first.edition_id)
        offered = await an_offer(session, cast, edition, host="ines", slots=[a_slot(25)])
        await session.commit()
    await publishing(cast, first)
    async with database.writing() as session:
        edition = await immersions.get_edition_by_id(session, await cast.actor("solene"), second.edition_id)
        await an_offer(session, cast, edition, host="ines", activity_id=offered.activity_id)
        await session.commit()
    with pytest.raises(errors.RunOutdated):
        await publishing(cast, second)


async def test_a_place_kept_or_released_after_the_run_asks_for_another(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, {"ines": "a", "karim": "a"}, {"a": 1})
        slots = await immersions.slots_of(session, [offers["a"].id])
        slot_id = slots[offers["a"].id][0].id
        await session.commit()
    before = await solved(cast, edition.id)
    pinning = (edition.id, immersions.pin_placement, cast.people["thomas"])
    await as_(cast, "solene", *pinning, slot_id)
    with pytest.raises(errors.RunOutdated):
        await publishing(cast, before)
    kept = await solved(cast, edition.id)
    await as_(cast, "solene", *pinning, None)
    with pytest.raises(errors.RunOutdated):
        await publishing(cast, kept)
    await publishing(cast, before)


async def test_a_place_is_kept_before_a_run_is_published_or_not_at_all(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, {"ines": "a"}, {"a": 2})
        slots = await immersions.slots_of(session, [offers["a"].id])
        slot_id = slots[offers["a"].id][0].id
        await session.commit()
    run = await solved(cast, edition.id)
    pinning = as_(cast, "solene", edition.id, immersions.pin_placement, cast.people["thomas"], slot_id)
    said = await asyncio.gather(pinning, publishing(cast, run), return_exceptions=True)
    refused = [type(one).__name__ for one in said if isinstance(one, Exception)]
    assert refused in (["PhaseForbids"], ["RunOutdated"]), said
