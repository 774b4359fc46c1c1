"""Asking, answering, asking a named colleague."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.forum.inputs import AnswerInput, ThreadInput
from backend.forum.models import THREADS, Post, Thread
from backend.forum.policy import Standing, require_asker_or_moderator, require_unlocked
from backend.forum.search import index_thread
from backend.forum.standing import changed, hold, site_of
from backend.identity import get_person


async def start_thread(session: Session, actor: Actor, given: ThreadInput) -> Thread:
    """Ask a question. Errors: NotFound (the topic, the expert)."""
    if given.topic_id is not None:
        await journeys.get_topic(session, given.topic_id)
    if given.expert_id is not None:
        await get_person(session, given.expert_id)
    at = now()
    thread = Thread(
        id=new_id(),
        title=given.title,
        product=given.product,
        topic_id=given.topic_id or await journeys.topic_for(session, actor.org_unit_id),
        author_id=actor.person_id,
        org_unit_id=actor.org_unit_id,
        expert_id=given.expert_id,
        started_at=at,
        last_post_at=at,
    )
    session.add(thread)
    await session.flush()
    question = Post(
        thread_id=thread.id,
        is_question=True,
        text=given.text or given.title,
        author_id=actor.person_id,
        site_id=await site_of(session, actor),
        posted_at=at,
    )
    session.add(question)
    await session.flush()
    await index_thread(session, thread)
    await events.record(
        session,
        actor,
        "thread.started",
        "thread",
        thread.id,
        author_id=actor.person_id,
        expert_id=given.expert_id,
        topic_id=thread.topic_id,
    )
    return thread


async def reply_to_thread(session: Session, standing: Standing, given: AnswerInput) -> Post:
    """Answer a question. Errors: ThreadLocked."""
    await hold(session, standing)
    require_unlocked(standing)
    thread, actor = standing.thread, standing.actor
    post = Post(
        thread_id=thread.id,
        text=given.text,
        author_id=actor.person_id,
        site_id=await site_of(session, actor),
        posted_at=now(),
    )
    thread.answer_count += 1
    thread.last_post_at = post.posted_at
    post.posted_in = thread.version + 1
    await changed(session, standing, post, "thread.replied", asker_id=thread.author_id)
    await index_thread(session, thread)
    return post


async def ask_expert(session: Session, standing: Standing, person_id: UUID) -> Thread:
    """Ask a colleague by name, in the place of another. Errors: AskerOrModerator, ThreadLocked, NotFound."""
    require_asker_or_moderator(standing)
    await hold(session, standing)
    require_unlocked(standing)
    standing.thread.expert_id = (await get_person(session, person_id)).id
    await changed(session, standing, None, "thread.expert_asked", expert_id=person_id)
    return standing.thread


async def count_again(session: Session, thread_id: UUID) -> None:
    """Somebody came with the same question and stops here. Who, and when, is noted nowhere."""
    await session.execute(
        sa.update(THREADS)
        .where(THREADS.c.id == thread_id, THREADS.c.solution_count > 0)
        .values(again_count=THREADS.c.again_count + 1)
    )
