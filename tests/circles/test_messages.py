"""Writing and publishing a cascade message, and what each reader sees of it, on both databases."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles.models import MESSAGE_LAYERS, MESSAGE_READINGS, MESSAGES
from backend.core.db import Database
from backend.core.errors import InvalidInput, NotFound
from backend.core.listing import Page
from backend.events import EVENTS
from tests.cast import Cast
from tests.circles import message_scenes as scenes


async def row_for(cast: Cast, message_id: UUID, name: str) -> circles.MessageRow:
    async with cast.database.reading() as session:
        return await circles.message_row(session, await cast.actor(name), message_id)


async def test_karim_publishes_and_his_message_reaches_for_everybody_under_the_unit(cast: Cast) -> None:
    message_id = await scenes.published(cast)
    layers = await scenes.layers_of(cast, message_id)
    assert {layer: row.headcount for layer, row in layers.items()} == {1: 1, 2: 2, 3: 1}
    assert layers[1].opened_at is not None
    assert layers[1].due_at is not None
    assert (layers[1].due_at - layers[1].opened_at).total_seconds() == 72 * 3600
    assert layers[2].opened_at is None
    async with cast.database.reading() as session:
        event = (await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "message.published"))).one()
    assert event.payload["people"] == 4


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"why": ""}, {"why": "needed"}),
        ({"question": "  "}, {"question": "needed"}),
        ({"choices": ["Seul"], "right_choice": 0}, {"choices": "too_few"}),
        ({"choices": ["Le même", "Le même"]}, {"choices": "too_few"}),
        ({"right_choice": None}, {"right_choice": "needed"}),
        ({"right_choice": 3}, {"right_choice": "needed"}),
        (
            {"why": "", "question": "", "choices": []},
            {"why": "needed", "question": "needed", "choices": "too_few"},
        ),
    ],
)
async def test_publishing_is_refused_by_field_and_nothing_is_sent(
    cast: Cast, database: Database, changed: dict[str, Any], fields: dict[str, str]
) -> None:
    async with database.writing() as session:
        message_id = (await scenes.a_draft(cast, session, **changed)).id
        await session.commit()
    karim = await cast.actor("karim")
    with pytest.raises(InvalidInput) as refused:
        async with database.writing() as session:
            await circles.publish_message(
                session, karim, await circles.get_message(session, karim, message_id)
            )
    assert {name: problem.code for name, problem in refused.value.problems.items()} == fields
    async with database.reading() as session:
        assert (await session.execute(sa.select(MESSAGES.c.status))).scalar_one() == "draft"
        assert (await session.execute(sa.select(MESSAGE_READINGS))).all() == []


async def test_a_draft_exists_only_for_those_who_may_publish_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        message_id = (await scenes.a_draft(cast, session)).id
        await session.commit()
    for name in ("karim", "solene", "helene", "nadia"):
        assert (await row_for(cast, message_id, name)).right_choice == scenes.RIGHT
    for name in ("ines", "thomas", "yann", "maud"):
        with pytest.raises(NotFound):
            await row_for(cast, message_id, name)


async def test_a_message_exists_for_its_audience_and_its_circle_alone(cast: Cast, database: Database) -> None:
    message_id = await scenes.published(cast)
    assert (await row_for(cast, message_id, "thomas")).layer == 2
    for name in ("yann", "maud"):
        with pytest.raises(NotFound):
            await row_for(cast, message_id, name)
    async with database.writing() as session:
        circle_id = (await session.execute(sa.select(MESSAGES.c.circle_id))).scalar_one()
        await scenes.a_member(cast, session, circle_id, "yann")
        await session.commit()
    assert (await row_for(cast, message_id, "yann")).layer is None


async def test_a_message_of_the_whole_company_exists_for_everybody(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    async with database.writing() as session:
        circle_id = await scenes.a_circle(cast, session, org_unit_id=None)
        circle = await circles.get_circle_by_id(session, karim, circle_id)
        message = await circles.draft_message(session, karim, circle, scenes.a_message())
        message_id = (await circles.publish_message(session, karim, message)).id
        await session.commit()
    assert (await row_for(cast, message_id, "yann")).layer == 1


async def test_the_how_is_closed_until_it_is_understood_and_what_not_to_say_is_for_bearers(
    cast: Cast, database: Database
) -> None:
    message_id = await scenes.published(cast)
    async with database.writing() as session:
        circle_id = (await session.execute(sa.select(MESSAGES.c.circle_id))).scalar_one()
        await scenes.a_member(cast, session, circle_id, "thomas")
        await session.commit()
    ines, thomas, karim = [await row_for(cast, message_id, name) for name in ("ines", "thomas", "karim")]
    assert (ines.how, ines.not_to_say, ines.right_choice, ines.may_publish) == (None, None, None, False)
    assert (thomas.how, thomas.not_to_say) == (None, scenes.MESSAGE["not_to_say"])
    assert karim.how == scenes.MESSAGE["how"]
    await scenes.answer(cast, message_id, "ines", scenes.WRONG)
    assert (await row_for(cast, message_id, "ines")).how is None
    await scenes.answer(cast, message_id, "ines")
    ines = await row_for(cast, message_id, "ines")
    assert (ines.how, ines.tries, ines.not_to_say) == (scenes.MESSAGE["how"], 2, None)


async def test_what_is_published_can_neither_be_edited_nor_published_again(
    cast: Cast, database: Database
) -> None:
    message_id = await scenes.published(cast)
    karim = await cast.actor("karim")
    for verb in (
        lambda session, message: circles.edit_message(session, karim, message, scenes.a_message(why="Autre")),
        lambda session, message: circles.publish_message(session, karim, message),
    ):
        with pytest.raises(circles.errors.AlreadyPublished):
            async with database.writing() as session:
                await verb(session, await circles.get_message(session, karim, message_id))
    async with database.reading() as session:
        assert (await session.execute(sa.select(MESSAGES.c.why))).scalar_one() == scenes.MESSAGE["why"]
        assert len((await session.execute(sa.select(MESSAGE_LAYERS))).all()) == 3


async def test_ines_may_neither_draft_nor_publish(cast: Cast, database: Database) -> None:
    ines = await cast.actor("ines")
    async with database.writing() as session:
        message = await scenes.a_draft(cast, session)
        circle = await circles.get_circle_by_id(session, ines, message.circle_id)
        with pytest.raises(circles.errors.PublishersOnly):
            await circles.draft_message(session, ines, circle, scenes.a_message())
        with pytest.raises(circles.errors.PublishersOnly):
            await circles.publish_message(session, ines, message)


async def test_an_archived_circle_publishes_nothing_more(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    async with database.writing() as session:
        message = await scenes.a_draft(cast, session)
        circle = await circles.get_circle_by_id(session, karim, message.circle_id)
        circle.status = circles.CircleStatus.ARCHIVED
        await session.flush()
        with pytest.raises(circles.errors.CircleClosed):
            await circles.publish_message(session, karim, message)


async def test_messages_of_several_circles_are_listed_in_one_statement_newest_first(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        messages = [await scenes.a_published(cast, session, title=title) for title in ("Un", "Deux")]
        circle_ids = [message.circle_id for message in messages]
        karim = await cast.actor("karim")
        circle = await circles.get_circle_by_id(session, karim, circle_ids[0])
        for title in ("Trois", "Quatre"):
            draft = await circles.draft_message(session, karim, circle, scenes.a_message(title=title))
            await circles.publish_message(session, karim, draft)
        await circles.draft_message(session, karim, circle, scenes.a_message(title="Brouillon"))
        await session.commit()
    async with database.reading() as session:
        ines = await cast.actor("ines")
        found = await circles.message_rows(session, ines, circle_ids, Page(first=2))
        assert [row.title for row in found[circle_ids[0]].items] == ["Quatre", "Trois"]
        assert [row.title for row in found[circle_ids[1]].items] == ["Deux"]
        rest = await circles.message_rows(
            session, ines, circle_ids[:1], Page(first=2, after=found[circle_ids[0]].end)
        )
        assert [row.title for row in rest[circle_ids[0]].items] == ["Un"]
        yann = await cast.actor("yann")
        hidden = await circles.message_rows(session, yann, circle_ids, Page())
        assert [listing.items for listing in hidden.values()] == [[], []]
