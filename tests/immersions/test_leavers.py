"""Whoever leaves the company leaves their place and their lists, on both databases."""

import sqlalchemy as sa

from backend import events, immersions
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.identity import PEOPLE, PersonStatus
from tests.cast import Cast
from tests.immersions.placed import an_edition_wished, drained, held, published, solved, waiting
from tests.immersions.scene import as_


async def leaves(cast: Cast, name: str) -> None:
    """What an import does to a leaver."""
    theirs = cast.people[name]
    async with cast.database.writing() as session:
        gone = sa.update(PEOPLE).where(PEOPLE.c.id == theirs).values(status=PersonStatus.INACTIVE)
        await session.execute(gone)
        await events.record(session, SYSTEM, "person.deactivated", "person", theirs)
        await session.commit()
    await drained(cast)


async def test_the_place_of_a_leaver_is_offered_to_the_next(cast: Cast, database: Database) -> None:
    wishes = {"ines": "a", "karim": "a", "thomas": "a"}
    _, offers = await published(cast, wishes, {"a": 1})
    [placed] = await held(cast, offers)
    first, second = await waiting(cast, offers["a"])
    await leaves(cast, placed)
    assert await held(cast, offers) == {}
    assert await waiting(cast, offers["a"]) == {first: "offered", second: "waiting"}
    await leaves(cast, first)
    assert await waiting(cast, offers["a"]) == {first: "left", second: "offered"}


async def test_who_left_since_the_run_is_not_placed_by_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, {"ines": "a", "karim": "a"}, {"a": 1})
        await session.commit()
    run = await solved(cast, edition.id)
    waits = list(await waiting(cast, offers["a"]))
    [placed] = {"ines", "karim"} - set(waits)
    await leaves(cast, placed)
    await as_(cast, "solene", edition.id, immersions.publish_matching, run.id)
    await drained(cast)
    assert await held(cast, offers) == {}
    assert await waiting(cast, offers["a"]) == dict.fromkeys(waits, "offered")
