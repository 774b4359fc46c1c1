"""Moderation comes after publication: flagged, looked at, hidden with a reason, locked."""

import pytest

from backend import forum
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.forum import ReasonInput, ThreadFilter, ThreadState, errors
from tests.cast import Cast
from tests.forum.scenes import WHY, a_solution, a_thread, an_answer, question_of, row, stands

RUDE = ReasonInput(reason="Cite le nom d’un client")


async def test_a_flag_waits_for_who_tends_the_forum_and_is_settled_once(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_solution(session, cast)
        karim = await stands(session, cast, "karim", thread_id)
        await forum.flag_post(session, karim, post_id, RUDE)
        with pytest.raises(errors.AlreadyFlagged):
            await forum.flag_post(session, karim, post_id, RUDE)
        with pytest.raises(errors.OwnPost):
            await forum.flag_post(session, await stands(session, cast, "thomas", thread_id), post_id, RUDE)
        solene = await stands(session, cast, "solene", thread_id)
        waiting = await forum.flagged_posts(session, solene.actor, Page())
        asked = await forum.asks_for(session, solene.actor)
        assert await forum.flagged_posts(session, karim.actor, Page()) == []
        with pytest.raises(errors.ModeratorsOnly):
            await forum.keep_post(session, karim, post_id)
        await forum.keep_post(session, solene, post_id)
        with pytest.raises(errors.NothingFlagged):
            await forum.keep_post(session, solene, post_id)
        mine = await forum.visible_threads(session, solene.actor, Page(), ThreadFilter(flagged=True))
    assert [(one.reason, one.flag_count) for one in waiting] == [(RUDE.reason, 1)]
    assert [ask.code for ask in asked] == ["thread.flagged"]
    assert mine.items == []


async def test_a_hidden_answer_is_read_by_its_author_and_moderators_alone(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_solution(session, cast)
        solene = await stands(session, cast, "solene", thread_id)
        await forum.hide_post(session, solene, post_id, RUDE)
        with pytest.raises(errors.AlreadyHidden):
            await forum.hide_post(session, solene, post_id, RUDE)
        texts = {}
        for who in ("karim", "thomas", "solene"):
            actor = await cast.actor(who)
            answer = (await forum.post_rows(session, actor, [thread_id], Page()))[thread_id].items[1]
            texts[who] = (answer.text is not None, answer.hidden_reason)
        thread = await row(session, cast, thread_id)
        told = await forum.told_to(session, await cast.actor("thomas"))
        found = await forum.similar_ids(session, "débrancher le boîtier optique", 3)
        with pytest.raises(NotFound):
            await forum.accept_solution(session, await stands(session, cast, "ines", thread_id), post_id)
    assert texts == {
        "karim": (False, RUDE.reason),
        "thomas": (True, RUDE.reason),
        "solene": (True, RUDE.reason),
    }
    assert (thread.state, thread.answer_count) == (ThreadState.UNANSWERED, 0)
    assert [(one.code, one.says) for one in told] == [("thread.hidden", RUDE.reason)]
    assert found == []


async def test_a_post_shown_again_counts_as_before(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_solution(session, cast)
        before = await row(session, cast, thread_id)
        solene = await stands(session, cast, "solene", thread_id)
        with pytest.raises(errors.NotHidden):
            await forum.restore_post(session, solene, post_id)
        await forum.hide_post(session, solene, post_id, RUDE)
        await forum.restore_post(session, solene, post_id)
        after = await row(session, cast, thread_id)
    assert (after.solution_count, after.answer_count) == (before.solution_count, before.answer_count)
    assert after.version == before.version + 2


async def test_a_hidden_question_does_not_exist_for_others(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        solene = await stands(session, cast, "solene", thread_id)
        await forum.hide_post(session, solene, await question_of(session, thread_id), RUDE)
        for who in ("karim", "yann"):
            with pytest.raises(NotFound):
                await stands(session, cast, who, thread_id)
            with pytest.raises(NotFound):
                await row(session, cast, thread_id, who)
        assert (await row(session, cast, thread_id)).hidden_at is not None
        assert await forum.similar_ids(session, "la box clignote", 3) == []


async def test_a_thread_is_locked_and_opened_again_by_who_tends_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        solene = await stands(session, cast, "solene", thread_id)
        with pytest.raises(errors.NotLocked):
            await forum.unlock_thread(session, solene)
        with pytest.raises(errors.ModeratorsOnly):
            await forum.lock_thread(session, await stands(session, cast, "ines", thread_id), WHY)
        await forum.lock_thread(session, solene, WHY)
        with pytest.raises(errors.AlreadyLocked):
            await forum.lock_thread(session, solene, WHY)
        await forum.unlock_thread(session, solene)
        await an_answer(session, cast, thread_id)
