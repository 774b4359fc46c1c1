"""Reading what happened, and forgetting it in time."""

from datetime import timedelta

import pytest

from backend import audit, events, identity
from backend.core.actor import SYSTEM
from backend.core.clock import now, travel
from backend.core.db import Database
from backend.core.listing import Page
from tests.cast import Cast


async def happened(cast: Cast, *names: str, by: str | None = None) -> None:
    actor = await cast.actor(by) if by else SYSTEM
    async with cast.database.writing() as session:
        for name in names:
            await events.record(session, actor, name, "person", cast.people["ines"], reason="test")
        await session.commit()


async def names(cast: Cast, wanted: audit.EventFilter | None = None) -> list[str]:
    async with cast.database.reading() as session:
        listing = await audit.visible_events(session, await cast.actor("maud"), Page(), wanted)
    return [row.name for row in listing.items]


async def test_a_name_finds_what_begins_with_it_and_nothing_that_only_looks_like_it(cast: Cast) -> None:
    await happened(cast, "role.granted", "roles.granted", "role.revoked", "role")
    assert await names(cast, audit.EventFilter(name="role")) == ["role", "role.revoked", "role.granted"]
    assert await names(cast, audit.EventFilter(name="role.granted")) == ["role.granted"]
    assert await names(cast, audit.EventFilter(name="rol")) == []


async def test_a_person_is_found_as_who_acted_and_as_who_was_concerned(cast: Cast) -> None:
    await happened(cast, "person.matched", by="karim")
    for name in ("karim", "ines"):
        assert await names(cast, audit.EventFilter(person_id=cast.people[name])) == ["person.matched"]
    assert await names(cast, audit.EventFilter(person_id=cast.people["yann"])) == []
    assert await names(cast, audit.EventFilter(words="benhaddou kar")) == ["person.matched"]
    assert await names(cast, audit.EventFilter(words=" ")) == ["person.matched"]
    async with cast.database.reading() as session:
        [row] = (await audit.visible_events(session, await cast.actor("maud"), Page())).items
    assert (row.actor_name, row.subject_name) == ("Karim Benhaddou", "Inès Marchetti")


@pytest.mark.parametrize("name", ["ines", "solene", "nadia", "helene"])
async def test_only_administrators_read_it(cast: Cast, database: Database, name: str) -> None:
    await happened(cast, "role.granted")
    actor = await cast.actor(name)
    async with database.reading() as session:
        with pytest.raises(identity.NotAllowed):
            await audit.visible_events(session, actor, Page())
        with pytest.raises(identity.NotAllowed):
            await audit.visible_dead_letters(session, actor, Page())


async def test_what_is_older_than_the_retention_is_forgotten(cast: Cast, database: Database) -> None:
    travel(timedelta(days=-400))
    try:
        await happened(cast, "role.granted")
    finally:
        travel(timedelta())
    await happened(cast, "role.revoked")
    async with database.writing() as session:
        assert await audit.forget_old_events(session, now() - timedelta(days=365)) == 1
        await session.commit()
    assert await names(cast) == ["role.revoked"]
