"""A message to a large company: published at once, its people given their rows unit after unit."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles import addressing
from backend.circles.models import MESSAGE_READINGS
from backend.core.db import Database
from backend.identity import PEOPLE
from backend.worker import Worker
from tests.cast import Cast
from tests.circles import message_scenes as scenes
from tests.faces import Faces


@pytest.fixture
def one_unit_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nouvelle-Aquitaine, four people in three units, as a company too large to be addressed at once."""
    monkeypatch.setattr(addressing, "AT_ONCE", 1)


async def addressed(cast: Cast, message_id: UUID) -> set[str]:
    names = {person_id: name for name, person_id in cast.people.items()}
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(MESSAGE_READINGS.c.person_id).where(MESSAGE_READINGS.c.message_id == message_id)
        )
        return {names[person_id] for person_id in found.scalars()}


async def test_publishing_counts_everybody_and_writes_the_first_unit_only(
    cast: Cast, one_unit_a_turn: None
) -> None:
    message_id = await scenes.published(cast)
    layers = await scenes.layers_of(cast, message_id)
    assert {number: layer.headcount for number, layer in layers.items()} == {1: 1, 2: 2, 3: 1}
    assert [number for number, layer in layers.items() if layer.opened_at] == [1]
    assert 0 < len(await addressed(cast, message_id)) < 4


async def test_the_worker_addresses_the_rest_and_a_repeat_adds_nobody(
    cast: Cast, database: Database, one_unit_a_turn: None
) -> None:
    message_id = await scenes.published(cast)
    await Worker(database).drain()
    assert await addressed(cast, message_id) == {"solene", "karim", "ines", "thomas"}
    async with database.writing() as session:
        assert not await circles.address_next(session, message_id)
        row = await circles.message_row(session, await cast.actor("karim"), message_id)
        assert (await circles.unit_count(session, message_id)).total == 3
    assert (row.people, row.addressed_at is not None) == (4, True)


@pytest.mark.parametrize("name", ["solene", "karim", "ines", "thomas"])
async def test_whoever_opens_it_before_their_turn_counts_with_their_whole_unit(
    cast: Cast, database: Database, one_unit_a_turn: None, name: str
) -> None:
    message_id = await scenes.published(cast)
    assert (await scenes.answer(cast, message_id, name)).right
    assert name in await addressed(cast, message_id)
    await Worker(database).drain()
    layers = await scenes.layers_of(cast, message_id)
    assert sum(layer.understood for layer in layers.values()) == 1
    assert sum(layer.headcount for layer in layers.values()) == len(await addressed(cast, message_id)) == 4


async def test_who_changes_level_meanwhile_is_counted_where_they_are_noted(
    cast: Cast, database: Database, one_unit_a_turn: None
) -> None:
    message_id = await scenes.published(cast)
    late = ({"karim", "ines", "thomas", "solene"} - await addressed(cast, message_id)).pop()
    async with database.writing() as session:
        moved = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people[late]).values(level=7)
        await session.execute(moved)
        await session.commit()
    assert (await scenes.answer(cast, message_id, late)).right
    await Worker(database).drain()
    layer = (await scenes.layers_of(cast, message_id))[7]
    assert (layer.headcount, layer.reached, layer.understood) == (1, 1, 1)


async def test_who_carries_it_sees_how_far_it_has_gone_out(faces: Faces, one_unit_a_turn: None) -> None:
    message_id = await scenes.published(faces.cast)
    async with faces.cast.database.reading() as session:
        row = await circles.message_row(session, await faces.cast.actor("karim"), message_id)
    karim = await faces.browser("karim")
    page = await karim.get(f"/circles/{row.circle_slug}/messages/{message_id}")
    assert "personnes sur 4 l’ont déjà reçu" in page.text.replace("\xa0", " ")
    await Worker(faces.cast.database).drain()
    page = await karim.get(f"/circles/{row.circle_slug}/messages/{message_id}")
    assert "going-out" not in page.text
