"""Solutions: several, accepted, confirmed from elsewhere, no longer valid; and whom they helped."""

import pytest
import sqlalchemy as sa

from backend import forum
from backend.core.db import Database
from backend.core.listing import Page
from backend.events import EVENTS
from backend.forum import ThreadState, errors
from tests.cast import Cast
from tests.forum.scenes import (
    HELPED,
    VOTE,
    WHY,
    a_confirmed_solution,
    a_solution,
    a_thread,
    an_answer,
    elsewhere,
    question_of,
    row,
    stands,
)


async def test_the_asker_and_a_moderator_each_accept_a_solution(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id, _ = await a_solution(session, cast)
        second = await an_answer(session, cast, thread_id, by="karim")
        with pytest.raises(errors.AskerOrModerator):
            await forum.accept_solution(session, await stands(session, cast, "yann", thread_id), second)
        solene = await stands(session, cast, "solene", thread_id)
        await forum.accept_solution(session, solene, second)
        with pytest.raises(errors.AlreadyAccepted):
            await forum.accept_solution(session, solene, second)
        with pytest.raises(errors.NotAnAnswer):
            await forum.accept_solution(session, solene, await question_of(session, thread_id))
        thread = await row(session, cast, thread_id)
    assert (thread.state, thread.solution_count) == (ThreadState.SOLVED, 2)


async def test_a_solution_is_confirmed_from_another_site_only(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await elsewhere(session, cast)
        thread_id = await a_thread(session, cast)
        post_id = await an_answer(session, cast, thread_id)
        yann = await stands(session, cast, "yann", thread_id)
        with pytest.raises(errors.NotASolution):
            await forum.confirm_solution(session, yann, post_id)
        await forum.accept_solution(session, await stands(session, cast, "ines", thread_id), post_id)
        for who, refusal in (("karim", errors.SameSite), ("thomas", errors.OwnPost)):
            with pytest.raises(refusal):
                await forum.confirm_solution(session, await stands(session, cast, who, thread_id), post_id)
        await forum.confirm_solution(session, yann, post_id)
        with pytest.raises(errors.AlreadyMarked):
            await forum.confirm_solution(session, yann, post_id)
        posts = await forum.post_rows(session, yann.actor, [thread_id], Page())
    answer = posts[thread_id].items[1]
    assert (answer.confirmed_count, answer.viewer_has_confirmed) == (1, True)


async def test_it_helped_me_is_apart_from_the_vote_and_can_be_taken_back(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_solution(session, cast)
        karim = await stands(session, cast, "karim", thread_id)
        await forum.mark_post(session, karim, post_id, HELPED)
        with pytest.raises(errors.AlreadyMarked):
            await forum.mark_post(session, karim, post_id, HELPED)
        await forum.mark_post(session, karim, post_id, VOTE)
        await forum.unmark_post(session, karim, post_id, VOTE)
        with pytest.raises(errors.NotMarked):
            await forum.unmark_post(session, karim, post_id, VOTE)
        with pytest.raises(errors.OwnPost):
            await forum.mark_post(session, await stands(session, cast, "thomas", thread_id), post_id, HELPED)
        thread = await row(session, cast, thread_id)
        post = (await forum.post_rows(session, karim.actor, [thread_id], Page()))[thread_id].items[1]
    assert thread.helped_count == 1
    assert (post.helped_count, post.vote_count) == (1, 0)
    assert (post.viewer_was_helped, post.viewer_has_voted) == (True, False)


async def test_a_solution_that_holds_no_longer_says_so(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_confirmed_solution(session, cast)
        with pytest.raises(errors.ModeratorsOnly):
            await forum.mark_no_longer_valid(
                session, await stands(session, cast, "karim", thread_id), post_id, WHY
            )
        thomas = await stands(session, cast, "thomas", thread_id)
        await forum.mark_no_longer_valid(session, thomas, post_id, WHY)
        with pytest.raises(errors.AlreadyOutdated):
            await forum.mark_no_longer_valid(session, thomas, post_id, WHY)
        thread = await row(session, cast, thread_id)
        post = (await forum.post_rows(session, thomas.actor, [thread_id], Page()))[thread_id].items[1]
        told = await forum.told_to(session, thomas.actor)
    assert (thread.state, thread.solution_count, thread.outdated_count) == (ThreadState.OUTDATED, 0, 1)
    assert (post.outdated_note, post.outdated_by) == (WHY.reason, "Thomas Le Goff")
    assert [one.code for one in told] == ["thread.outdated"]


async def test_events_name_the_thread_the_post_and_its_author(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id, post_id = await a_confirmed_solution(session, cast)
        await forum.mark_post(session, await stands(session, cast, "karim", thread_id), post_id, HELPED)
        await forum.mark_no_longer_valid(
            session, await stands(session, cast, "solene", thread_id), post_id, WHY
        )
        rows = (
            await session.execute(
                sa.select(EVENTS).where(EVENTS.c.subject_kind == "thread").order_by(EVENTS.c.id)
            )
        ).all()
    assert [row.name for row in rows] == [
        "thread.started",
        "thread.replied",
        "solution.accepted",
        "solution.confirmed",
        "post.helped",
        "solution.outdated",
    ]
    assert {row.subject_id for row in rows} == {thread_id}
    assert {row.payload["post_id"] for row in rows[1:]} == {str(post_id)}
    assert {row.payload["author_id"] for row in rows[1:]} == {str(cast.people["thomas"])}
    assert [row.actor_id for row in rows[2:4]] == [cast.people["ines"], cast.people["yann"]]
