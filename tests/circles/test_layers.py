"""Layers and teams: when half has understood, who counts where, and who nobody reached; on both databases."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles.models import MESSAGE_UNITS
from backend.core import clock
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity import PEOPLE
from tests.cast import Cast
from tests.circles import message_scenes as scenes
from tests.circles.message_scenes import colleagues, read, units_of


async def test_the_next_layer_opens_when_half_of_the_one_above_has_understood(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    await scenes.answer(cast, message_id, "solene")
    layers = await scenes.layers_of(cast, message_id)
    assert layers[1].half_at is not None
    assert layers[2].opened_at == layers[1].half_at
    assert layers[2].due_at == layers[1].half_at + timedelta(hours=72)
    assert layers[3].opened_at is None
    await scenes.answer(cast, message_id, "thomas")
    layers = await scenes.layers_of(cast, message_id)
    # One of two is half.
    assert layers[3].opened_at == layers[2].half_at is not None


@pytest.mark.parametrize(("headcount", "needed"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
async def test_half_of_a_layer_is_reached_at_its_exact_boundary(
    cast: Cast, database: Database, headcount: int, needed: int
) -> None:
    people = await colleagues(cast, headcount, level=4)
    await colleagues(cast, 1, level=6)
    message_id = await scenes.published(cast)
    for done, person in enumerate(people, start=1):
        await scenes.answer_as(cast, message_id, person)
        layers = await scenes.layers_of(cast, message_id)
        assert (layers[4].half_at is not None) == (done >= needed)
        # Nobody is at level 5: the next layer is the next one where somebody is.
        assert (layers[6].opened_at is not None) == (done >= needed)


async def test_a_unit_has_understood_when_its_head_has_or_half_of_its_members(
    cast: Cast, database: Database
) -> None:
    others = await colleagues(cast, 6, level=3)
    async with database.writing() as session:
        await scenes.a_head(cast, session, "boutique", "karim")
        led, headless = [(await scenes.a_published(cast, session)).id for _ in range(2)]
        await session.execute(
            sa.update(MESSAGE_UNITS).where(MESSAGE_UNITS.c.message_id == headless).values(head_id=None)
        )
        await session.commit()
    for done, person in enumerate(others[:4], start=1):
        await scenes.answer_as(cast, headless, person)
        shop = (await units_of(cast, headless))["Boutique Sainte-Catherine"]
        assert (shop.headcount, shop.understood_at is not None) == (8, done >= 4)
    await scenes.answer(cast, led, "karim")
    shop = (await units_of(cast, led))["Boutique Sainte-Catherine"]
    assert (shop.head_understood, shop.understood, shop.understood_at is not None) == (True, 1, True)


async def test_who_arrives_after_publication_may_read_and_counts_nowhere(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    (newcomer,) = await colleagues(cast, 1, level=3)
    assert (await scenes.answer_as(cast, message_id, newcomer)).understood
    layer = (await scenes.layers_of(cast, message_id))[3]
    assert (layer.headcount, layer.reached) == (1, 0)


async def test_who_moves_after_publication_still_counts_where_they_were(
    cast: Cast, database: Database
) -> None:
    message_id = await scenes.published(cast)
    async with database.writing() as session:
        await session.execute(
            sa.update(PEOPLE)
            .where(PEOPLE.c.id == cast.people["thomas"])
            .values(org_unit_id=cast.units["bretagne"], level=7)
        )
        await session.commit()
    await scenes.answer(cast, message_id, "thomas")
    assert (await scenes.layers_of(cast, message_id))[2].understood == 1
    assert (await units_of(cast, message_id))["Intervention Landes"].understood == 1


async def test_a_head_who_was_not_addressed_makes_the_unit_understand_and_counts_in_no_layer(
    cast: Cast, database: Database
) -> None:
    await colleagues(cast, 4, level=3)
    async with database.writing() as session:
        await scenes.a_head(cast, session, "boutique", "yann")
        message_id = (await scenes.a_published(cast, session)).id
        await session.commit()
    await scenes.answer(cast, message_id, "yann")
    shop = (await units_of(cast, message_id))["Boutique Sainte-Catherine"]
    assert (shop.head_understood, shop.understood, shop.reached) == (True, 0, 0)
    layers = await scenes.layers_of(cast, message_id)
    assert {row.understood for row in layers.values()} == {0}


async def test_a_member_from_elsewhere_may_understand_and_counts_nowhere(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        message = await scenes.a_published(cast, session)
        await scenes.a_member(cast, session, message.circle_id, "yann")
        await session.commit()
    assert not (await scenes.answer(cast, message.id, "yann", scenes.WRONG)).understood
    assert (await scenes.answer(cast, message.id, "yann")).understood
    async with database.reading() as session:
        row = await circles.message_row(session, await cast.actor("yann"), message.id)
    assert (row.how, row.tries) == (scenes.MESSAGE["how"], 2)
    assert {row.reached for row in (await scenes.layers_of(cast, message.id)).values()} == {0}


async def test_a_team_is_orphan_when_nobody_of_it_is_reached_at_its_deadline(cast: Cast) -> None:
    message_id = await scenes.published(cast, hours_per_layer=10)
    await scenes.answer(cast, message_id, "solene")
    assert await orphans(cast, message_id) == {}
    try:
        clock.travel(timedelta(hours=11))
        # The shop's deepest layer has no deadline yet: half of the layer above is missing.
        assert await orphans(cast, message_id) == {"Intervention Landes": False}
        await read(cast, message_id, "thomas")
        assert await orphans(cast, message_id) == {"Intervention Landes": True}
        await scenes.answer(cast, message_id, "karim")
        clock.travel(timedelta(hours=20))
        # Karim is of the shop, and was reached in time.
        assert await orphans(cast, message_id) == {"Intervention Landes": True}
    finally:
        clock.travel(timedelta())


async def orphans(cast: Cast, message_id: UUID) -> dict[str, bool]:
    """Orphan teams by name, and whether somebody has been reached since."""
    async with cast.database.reading() as session:
        found = await circles.orphan_rows(session, [message_id], Page())
    rows = found[message_id].items if message_id in found else ()
    return {row.name: row.reached_at is not None for row in rows}


async def test_heads_of_each_other_s_teams_never_wait_for_each_other(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await scenes.a_head(cast, session, "boutique", "thomas")
        await scenes.a_head(cast, session, "intervention", "karim")
        await session.commit()
    for _ in range(5):
        message_id = await scenes.published(cast)
        await asyncio.gather(*(scenes.answer(cast, message_id, name) for name in ("karim", "thomas")))
        units = await units_of(cast, message_id)
        understood = {name for name, unit in units.items() if unit.head_understood}
        assert understood == {"Boutique Sainte-Catherine", "Intervention Landes"}
        assert (await scenes.layers_of(cast, message_id))[2].understood == 2
