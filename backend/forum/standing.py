"""Finding a thread, how an actor stands towards it, and holding it while it changes."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.forum.models import POSTS, THREADS, Post, Thread
from backend.forum.policy import Standing, may_moderate
from backend.identity import ancestors, get_person


async def standing_of(session: Session, actor: Actor, thread_id: UUID) -> Standing:
    """The thread, and the actor's relation to it. Errors: NotFound, for a hidden one too."""
    thread: Thread | None = await session.get(Thread, thread_id)
    if thread is None:
        raise NotFound
    [standing] = await _standing(session, thread, [actor])
    if thread.hidden_at is not None and not (standing.is_asker or may_moderate(standing)):
        raise NotFound
    return standing


async def moderating(session: Session, thread_id: UUID, people: Collection[Actor]) -> set[UUID | None]:
    """Those of these people who may moderate a thread, in as many statements however many they are."""
    thread = await session.get_one(Thread, thread_id)
    return {one.actor.person_id for one in await _standing(session, thread, people) if may_moderate(one)}


async def _standing(session: Session, thread: Thread, people: Collection[Actor]) -> list[Standing]:
    units = list(await ancestors(session, thread.org_unit_id))
    if thread.topic_id is not None:
        topic = await journeys.get_topic(session, thread.topic_id)
        units += await ancestors(session, topic.org_unit_id)
    answering = await journeys.responders_of(session, thread.topic_id)
    around = tuple(dict.fromkeys(units))
    return [Standing(one, thread, around, one.person_id in answering) for one in people]


async def thread_of_post(session: Session, post_id: UUID) -> UUID:
    """The thread that a post is in. Errors: NotFound."""
    found = await session.execute(sa.select(POSTS.c.thread_id).where(POSTS.c.id == post_id))
    thread_id: UUID | None = found.scalar_one_or_none()
    if thread_id is None:
        raise NotFound
    return thread_id


async def hold(session: Session, standing: Standing) -> None:
    """Read the thread again, and hold it until this unit of work ends."""
    await session.execute(
        sa.select(Thread)
        .where(THREADS.c.id == standing.thread.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def held(session: Session, standing: Standing, post_id: UUID) -> Post:
    """A post of the thread, both held. Errors: NotFound, for a hidden post too."""
    await hold(session, standing)
    found = await session.execute(
        sa.select(Post)
        .where(POSTS.c.id == post_id, POSTS.c.thread_id == standing.thread.id)
        .execution_options(populate_existing=True)
    )
    post: Post | None = found.scalar_one_or_none()
    if post is None or (post.hidden_at is not None and not may_moderate(standing)):
        raise NotFound
    return post


async def changed(session: Session, standing: Standing, post: Post | None, name: str, **facts: Any) -> None:
    """Count the change of a thread held, and record it: `author_id` is who wrote the post."""
    thread = standing.thread
    thread.version += 1
    session.add(thread)
    if post is not None:
        post.version = thread.version
        session.add(post)
        facts = {"post_id": post.id, "author_id": post.author_id, **facts}
    await session.flush()
    await events.record(session, standing.actor, name, "thread", thread.id, **facts)


async def site_of(session: Session, actor: Actor) -> UUID | None:
    """Where the actor works."""
    if actor.person_id is None:
        return None
    return (await get_person(session, actor.person_id)).site_id
