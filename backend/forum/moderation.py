"""After publication: flagging, hiding with a reason that its author reads, locking."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.forum import errors
from backend.forum.inputs import ReasonInput
from backend.forum.models import FLAGS, Flag, Post, Thread
from backend.forum.policy import Standing, require_moderator, require_not_own
from backend.forum.search import index_thread
from backend.forum.standing import changed, held, hold


async def flag_post(session: Session, standing: Standing, post_id: UUID, given: ReasonInput) -> Post:
    """Ask those who tend the forum to look at a post. Errors: NotFound, OwnPost, AlreadyFlagged."""
    post = await held(session, standing, post_id)
    require_not_own(standing, post)
    person_id = standing.actor.person_id
    assert person_id is not None
    before = await session.execute(
        sa.select(FLAGS.c.id).where(FLAGS.c.post_id == post.id, FLAGS.c.person_id == person_id)
    )
    if before.scalar_one_or_none() is not None:
        raise errors.AlreadyFlagged
    session.add(Flag(post_id=post.id, person_id=person_id, reason=given.reason))
    post.flag_count += 1
    await changed(session, standing, post, "post.flagged")
    return post


async def keep_post(session: Session, standing: Standing, post_id: UUID) -> Post:
    """Look at what was flagged, and let it stay. Errors: ModeratorsOnly, NotFound, NothingFlagged."""
    require_moderator(standing)
    post = await held(session, standing, post_id)
    if not post.flag_count:
        raise errors.NothingFlagged
    await _settle(session, post)
    await changed(session, standing, post, "post.kept")
    return post


async def hide_post(session: Session, standing: Standing, post_id: UUID, given: ReasonInput) -> Post:
    """Hide a post, and with its question the thread; its author is told why.

    Errors: ModeratorsOnly, NotFound, AlreadyHidden.
    """
    require_moderator(standing)
    post = await held(session, standing, post_id)
    if post.hidden_at is not None:
        raise errors.AlreadyHidden
    post.hidden_at, post.hidden_reason = now(), given.reason
    _count(standing, post, -1)
    await _settle(session, post)
    await changed(session, standing, post, "post.hidden")
    await index_thread(session, standing.thread)
    return post


async def restore_post(session: Session, standing: Standing, post_id: UUID) -> Post:
    """Show a post again. Errors: ModeratorsOnly, NotFound, NotHidden."""
    require_moderator(standing)
    post = await held(session, standing, post_id)
    if post.hidden_at is None:
        raise errors.NotHidden
    post.hidden_at, post.hidden_reason = None, ""
    _count(standing, post, 1)
    await changed(session, standing, post, "post.restored")
    await index_thread(session, standing.thread)
    return post


async def lock_thread(session: Session, standing: Standing, given: ReasonInput) -> Thread:
    """Take no more answers, and say why. Errors: ModeratorsOnly, AlreadyLocked."""
    require_moderator(standing)
    await hold(session, standing)
    thread = standing.thread
    if thread.locked_at is not None:
        raise errors.AlreadyLocked
    thread.locked_at, thread.locked_reason = now(), given.reason
    await changed(session, standing, None, "thread.locked", author_id=thread.author_id)
    return thread


async def unlock_thread(session: Session, standing: Standing) -> Thread:
    """Take answers again. Errors: ModeratorsOnly, NotLocked."""
    require_moderator(standing)
    await hold(session, standing)
    thread = standing.thread
    if thread.locked_at is None:
        raise errors.NotLocked
    thread.locked_at, thread.locked_reason = None, ""
    await changed(session, standing, None, "thread.unlocked", author_id=thread.author_id)
    return thread


def _count(standing: Standing, post: Post, by: int) -> None:
    """Keep the thread's counts to what everybody sees."""
    thread = standing.thread
    if post.is_question:
        thread.hidden_at = post.hidden_at
        return
    thread.answer_count += by
    thread.helped_count += by * post.helped_count
    if post.outdated_at is not None:
        thread.outdated_count += by
    elif post.accepted_at is not None:
        thread.solution_count += by


async def _settle(session: Session, post: Post) -> None:
    post.flag_count = 0
    await session.execute(
        sa.update(FLAGS)
        .where(FLAGS.c.post_id == post.id, FLAGS.c.settled_at.is_(None))
        .values(settled_at=now())
    )
