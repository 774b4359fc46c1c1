"""Asking and answering; finding what was asked before."""

import asyncio
from uuid import UUID

import pytest

from backend import forum
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.core.listing import Page
from backend.forum import AnswerInput, ThreadFilter, ThreadInput, ThreadState, errors
from tests.cast import Cast
from tests.counting import counting
from tests.forum.scenes import TITLE, WHY, a_solution, a_thread, an_answer, row, stands


async def test_a_question_of_one_sentence_is_enough(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        asked = await row(session, cast, thread_id)
        posts = (await forum.post_rows(session, await cast.actor("thomas"), [thread_id], Page()))[thread_id]
    assert (asked.state, asked.author_name, asked.author_site) == (
        ThreadState.UNANSWERED,
        "Inès Marchetti",
        "Bordeaux",
    )
    assert [(post.is_question, post.text) for post in posts.items] == [(True, TITLE)]


async def test_an_unknown_expert_is_not_asked(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        with pytest.raises(NotFound):
            await forum.start_thread(
                session, await cast.actor("ines"), ThreadInput(title=TITLE, expert_id=new_id())
            )


async def test_two_answers_at_once_are_two_versions(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()

    async def answer(who: str) -> None:
        async with database.writing() as session:
            standing = await stands(session, cast, who, thread_id)
            await forum.reply_to_thread(session, standing, AnswerInput(text=f"{who} répond"))
            await session.commit()

    await asyncio.gather(answer("thomas"), answer("yann"))
    async with database.reading() as session:
        asked = await row(session, cast, thread_id)
        news, reached = await forum.posts_since(session, await cast.actor("ines"), thread_id, 1, 3)
    assert (asked.answer_count, asked.version) == (2, 3)
    assert ([post.version for post in news], reached) == ([2, 3], 3)


async def test_a_locked_thread_says_why_it_takes_no_answer(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await forum.lock_thread(session, await stands(session, cast, "solene", thread_id), WHY)
        with pytest.raises(errors.ThreadLocked) as refused:
            await an_answer(session, cast, thread_id)
        asked = await row(session, cast, thread_id)
    assert refused.value.parameters == {"reason": WHY.reason}
    assert asked.answer_count == 0


async def test_a_colleague_is_asked_by_name_until_they_answer(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        standing = await stands(session, cast, "ines", thread_id)
        await forum.ask_expert(session, standing, cast.people["thomas"])
        thomas = await cast.actor("thomas")
        before = await forum.asks_for(session, thomas)
        await an_answer(session, cast, thread_id)
        after = await forum.asks_for(session, thomas)
        chooses = await forum.asks_for(session, await cast.actor("ines"))
        told = await forum.told_to(session, await cast.actor("ines"))
        with pytest.raises(errors.AskerOrModerator):
            await forum.ask_expert(
                session, await stands(session, cast, "yann", thread_id), cast.people["thomas"]
            )
    assert [(ask.code, ask.params["title"]) for ask in before] == [("thread.asked", TITLE)]
    assert after == []
    assert [ask.code for ask in chooses] == ["thread.choose"]
    assert [(one.code, one.by) for one in told] == [("thread.answered", "Thomas Le Goff")]


async def test_a_question_is_found_by_the_words_of_its_answers(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_thread(session, cast, title="Portabilité du numéro refusée")
        solved, _ = await a_solution(session, cast)
        yann = await cast.actor("yann")
        alike = await forum.similar_ids(session, "ma box clignote en orange", 3)
        found = await forum.visible_threads(session, yann, Page(), ThreadFilter(words="débrancher boitiers"))
        nothing = await forum.visible_threads(session, yann, Page(), ThreadFilter(words="zzz"))
    assert alike == [solved]
    assert [one.id for one in found.items] == [solved]
    assert nothing.items == []


async def test_lists_keep_what_waits_and_what_is_mine(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        waiting = await a_thread(session, cast, by="yann")
        solved, _ = await a_solution(session, cast)
        thomas = await cast.actor("thomas")

        async def listed(wanted: ThreadFilter) -> list[UUID]:
            found = await forum.visible_threads(session, thomas, Page(), wanted)
            return [one.id for one in found.items]

        assert await listed(ThreadFilter()) == [solved, waiting]
        assert await listed(ThreadFilter(state=ThreadState.UNANSWERED)) == [waiting]
        assert await listed(ThreadFilter(state=ThreadState.SOLVED, product="Box")) == [solved]
        assert await listed(ThreadFilter(mine=True)) == [solved]
        assert await forum.products(session) == ["Box"]


async def test_a_list_is_one_statement_whatever_its_length(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        for _ in range(3):
            await a_solution(session, cast)
        await session.commit()
    async with database.reading() as session:
        ines = await cast.actor("ines")
        with counting(database) as sent:
            assert len((await forum.visible_threads(session, ines, Page())).items) == 3
    assert sent.count == 1


async def test_who_stops_at_a_solution_is_counted_and_not_known(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        solved, _ = await a_solution(session, cast)
        waiting = await a_thread(session, cast)
        for thread_id in (solved, waiting):
            await forum.count_again(session, thread_id)
        assert (await row(session, cast, solved)).again_count == 1
        assert (await row(session, cast, waiting)).again_count == 0
