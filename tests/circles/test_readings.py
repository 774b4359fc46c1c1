"""Reading and understanding: what each person's step moves, and what a repeat does not, on both databases."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import circles
from backend.core.db import Database
from backend.events import EVENTS
from tests.cast import Cast
from tests.circles import message_scenes as scenes
from tests.circles.message_scenes import colleagues, read, units_of

RACERS = 50


async def test_opening_a_message_reaches_once(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    assert await read(cast, message_id, "thomas")
    assert not await read(cast, message_id, "thomas")
    layer = (await scenes.layers_of(cast, message_id))[2]
    unit = (await units_of(cast, message_id))["Intervention Landes"]
    assert (layer.reached, layer.understood) == (1, 0)
    assert (unit.reached, unit.understood, unit.reached_at is not None) == (1, 0, True)


async def test_who_publishes_what_they_wrote_has_understood_it(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    async with database.writing() as session:
        message = await circles.publish_message(session, karim, await scenes.a_draft(cast, session))
        await session.commit()
    layers = await scenes.layers_of(cast, message.id)
    assert {(row.layer, row.reached, row.understood) for row in layers.values() if row.reached} == {(2, 1, 1)}
    async with database.reading() as session:
        assert (await circles.message_row(session, karim, message.id)).understood_at is not None


async def test_who_wrote_it_has_understood_it_when_somebody_else_publishes_it(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        draft = await scenes.a_draft(cast, session)
        message = await circles.publish_message(session, await cast.actor("solene"), draft)
        await session.commit()
    layers = await scenes.layers_of(cast, message.id)
    assert {(row.layer, row.reached, row.understood) for row in layers.values() if row.reached} == {(2, 1, 1)}
    assert not await read(cast, message.id, "karim")
    assert await read(cast, message.id, "solene")


async def test_a_wrong_answer_reaches_and_opens_nothing_and_tries_are_unlimited(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    for _ in range(3):
        done = await scenes.answer(cast, message_id, "thomas", scenes.WRONG)
        assert (done.right, done.understood) == (False, False)
    layer = (await scenes.layers_of(cast, message_id))[2]
    assert (layer.reached, layer.understood) == (1, 0)
    done = await scenes.answer(cast, message_id, "thomas")
    assert (done.right, done.understood) == (True, True)


async def test_who_has_understood_stays_so_and_counts_once(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    for choice, right in ((scenes.RIGHT, True), (scenes.RIGHT, True), (scenes.WRONG, False)):
        done = await scenes.answer(cast, message_id, "thomas", choice)
        assert (done.right, done.understood) == (right, True)
    layer = (await scenes.layers_of(cast, message_id))[2]
    assert (layer.reached, layer.understood) == (1, 1)
    async with cast.database.reading() as session:
        understood = await session.execute(
            sa.select(EVENTS.c.actor_id).where(EVENTS.c.name == "message.understood")
        )
        assert understood.scalars().all() == [cast.people["thomas"]]


async def test_a_choice_that_is_not_offered_is_refused_and_changes_nothing(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    for choice in (-1, 3):
        with pytest.raises(circles.errors.UnknownChoice):
            await scenes.answer(cast, message_id, "thomas", choice)
    assert (await scenes.layers_of(cast, message_id))[2].reached == 0


async def test_fifty_right_answers_at_once_count_once_each_and_open_the_next_layer_once(
    cast: Cast, database: Database
) -> None:
    racers = await colleagues(cast, RACERS, level=3)
    await colleagues(cast, 2, level=4)
    message_id = await scenes.published(cast)
    twice = [*racers, *racers[:10]]
    done = await asyncio.gather(*(scenes.answer_as(cast, message_id, racer) for racer in twice))
    assert all(one.understood for one in done)
    layers = await scenes.layers_of(cast, message_id)
    # Inès is of this layer too, and has not answered.
    assert (layers[3].headcount, layers[3].reached, layers[3].understood) == (RACERS + 1, RACERS, RACERS)
    assert layers[4].opened_at == layers[3].half_at is not None
    shop = (await units_of(cast, message_id))["Boutique Sainte-Catherine"]
    assert (shop.reached, shop.understood) == (RACERS, RACERS)
    async with database.reading() as session:
        understood = await session.execute(
            sa.select(sa.func.count()).where(EVENTS.c.name == "message.understood")
        )
        assert understood.scalar_one() == RACERS


async def test_publishing_takes_as_many_statements_for_five_hundred_people_as_for_five(
    cast: Cast, database: Database
) -> None:
    few = await statements_to_publish(cast)
    await colleagues(cast, 500, level=5)
    assert await statements_to_publish(cast) == few


async def statements_to_publish(cast: Cast) -> int:
    karim, counted = await cast.actor("karim"), [0]

    def count(*_: object) -> None:
        counted[0] += 1

    async with cast.database.writing() as session:
        draft = await scenes.a_draft(cast, session)
        connection = (await session.connection()).sync_connection
        sa.event.listen(connection, "before_cursor_execute", count)
        await circles.publish_message(session, karim, draft)
        sa.event.remove(connection, "before_cursor_execute", count)
    return counted[0]
