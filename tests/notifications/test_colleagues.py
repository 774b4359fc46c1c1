"""What people are told of colleagues: answers in the forum, and bravos."""

import sqlalchemy as sa

from backend import forum, recognition
from backend.core.db import Database
from backend.notifications.models import NOTIFICATIONS
from backend.recognition import BravoInput
from backend.worker import Worker
from tests.cast import Cast
from tests.forum.scenes import WHY, a_thread, an_answer, elsewhere, question_of, stands


async def told(cast: Cast) -> set[tuple[str, str]]:
    names = {id_: name for name, id_ in cast.people.items()}
    async with cast.database.reading() as session:
        rows = await session.execute(sa.select(NOTIFICATIONS.c.person_id, NOTIFICATIONS.c.code))
        return {(names[row.person_id], row.code) for row in rows}


async def test_who_asked_and_who_answered_are_told_what_becomes_of_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await elsewhere(session, cast)
        thread_id = await a_thread(session, cast)
        await an_answer(session, cast, thread_id, by="ines")
        post_id = await an_answer(session, cast, thread_id)
        await forum.accept_solution(session, await stands(session, cast, "ines", thread_id), post_id)
        await forum.confirm_solution(session, await stands(session, cast, "yann", thread_id), post_id)
        await forum.ask_expert(session, await stands(session, cast, "ines", thread_id), cast.people["karim"])
        await session.commit()
    for _ in range(2):
        await Worker(database).drain()
    assert await told(cast) == {
        ("ines", "thread.replied"),
        ("thomas", "solution.accepted"),
        ("thomas", "solution.confirmed"),
        ("karim", "thread.expert_asked"),
    }


async def test_who_wrote_it_is_told_that_it_was_hidden_shown_again_or_takes_no_more_answers(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        post_id = await an_answer(session, cast, thread_id)
        solene = await stands(session, cast, "solene", thread_id)
        await forum.hide_post(session, solene, post_id, WHY)
        await forum.restore_post(session, solene, post_id)
        await forum.lock_thread(session, solene, WHY)
        await session.commit()
    await Worker(database).drain()
    async with database.writing() as session:
        solene = await stands(session, cast, "solene", thread_id)
        await forum.hide_post(session, solene, await question_of(session, thread_id), WHY)
        await session.commit()
    await Worker(database).drain()
    assert await told(cast) == {
        ("thomas", "post.hidden"),
        ("thomas", "post.restored"),
        ("ines", "thread.replied"),
        ("ines", "thread.locked"),
        ("ines", "post.hidden"),
    }


async def test_ines_is_told_the_words_of_a_bravo(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        given = BravoInput(word="Merci pour ton calme.", person_id=cast.people["ines"])
        await recognition.send_bravo(session, await cast.actor("karim"), given)
        await session.commit()
    await Worker(database).drain()
    async with database.reading() as session:
        row = (await session.execute(sa.select(NOTIFICATIONS))).one()
    assert row.person_id == cast.people["ines"]
    assert row.params == {"by": "Karim Benhaddou", "word": "Merci pour ton calme."}
