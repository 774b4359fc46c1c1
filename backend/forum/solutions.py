"""Which answers solve the question, which still do, and whom they helped."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.forum import errors
from backend.forum.inputs import Opinion, ReasonInput
from backend.forum.models import MARKS, POSTS, Mark, MarkKind, Post
from backend.forum.policy import (
    Standing,
    may_moderate,
    require_answer,
    require_asker_or_moderator,
    require_not_own,
    require_solution,
)
from backend.forum.standing import changed, held, site_of

SAID = {Opinion.VOTE: "post.voted", Opinion.HELPED: "post.helped"}
TAKEN_BACK = {Opinion.VOTE: "post.vote_withdrawn", Opinion.HELPED: "post.help_withdrawn"}


async def accept_solution(session: Session, standing: Standing, post_id: UUID) -> Post:
    """Say that an answer solves the question; several may. Errors: AskerOrModerator, NotFound, NotAnAnswer,
    AlreadyAccepted, AlreadyOutdated."""
    require_asker_or_moderator(standing)
    post = await held(session, standing, post_id)
    require_answer(post)
    if post.outdated_at is not None:
        raise errors.AlreadyOutdated
    if post.accepted_at is not None:
        raise errors.AlreadyAccepted
    post.accepted_at, post.accepted_by_id = now(), standing.actor.person_id
    if post.hidden_at is None:
        standing.thread.solution_count += 1
    await changed(session, standing, post, "solution.accepted")
    return post


async def confirm_solution(session: Session, standing: Standing, post_id: UUID) -> Post:
    """Say, as a second adviser of another site, that a solution holds there too.

    Errors: NotFound, NotASolution, AlreadyOutdated, OwnPost, SameSite, AlreadyMarked.
    """
    post = await held(session, standing, post_id)
    require_solution(post)
    require_not_own(standing, post)
    site_id = await site_of(session, standing.actor)
    if site_id is None or site_id == post.site_id:
        raise errors.SameSite
    await _mark(session, standing, post, MarkKind.CONFIRMED, site_id)
    post.confirmed_count += 1
    post.confirmed_at = post.confirmed_at or now()
    await changed(session, standing, post, "solution.confirmed")
    return post


async def confirmed_solution(session: Session, standing: Standing, post_id: UUID) -> Post | None:
    """The post, held, if it is a solution that holds and that another site confirmed. Errors: NotFound."""
    post = await held(session, standing, post_id)
    holds = post.confirmed_at is not None and post.outdated_at is None and post.hidden_at is None
    return post if holds else None


async def is_gone(session: Session, post_id: UUID) -> bool:
    """Whether a solution was found to hold no longer, or is hidden."""
    gone_at = sa.func.coalesce(POSTS.c.outdated_at, POSTS.c.hidden_at)
    found = await session.execute(sa.select(gone_at).where(POSTS.c.id == post_id))
    return found.scalar_one_or_none() is not None


async def mark_no_longer_valid(
    session: Session, standing: Standing, post_id: UUID, given: ReasonInput
) -> Post:
    """Say that a solution holds no longer, and why; for its author and those who tend the forum.

    Errors: NotFound, ModeratorsOnly, NotASolution, AlreadyOutdated.
    """
    post = await held(session, standing, post_id)
    if post.author_id != standing.actor.person_id and not may_moderate(standing):
        raise errors.ModeratorsOnly
    require_solution(post)
    post.outdated_at, post.outdated_by_id = now(), standing.actor.person_id
    post.outdated_note = given.reason
    standing.thread.solution_count -= 1
    standing.thread.outdated_count += 1
    await changed(session, standing, post, "solution.outdated", why=given.reason)
    return post


async def mark_post(session: Session, standing: Standing, post_id: UUID, opinion: Opinion) -> Post:
    """Vote for an answer, or say that it helped. Errors: NotFound, NotAnAnswer, OwnPost, AlreadyMarked."""
    post = await held(session, standing, post_id)
    require_answer(post)
    require_not_own(standing, post)
    await _mark(session, standing, post, MarkKind(opinion))
    _count(standing, post, opinion, 1)
    await changed(session, standing, post, SAID[opinion])
    return post


async def unmark_post(session: Session, standing: Standing, post_id: UUID, opinion: Opinion) -> Post:
    """Take it back. Errors: NotFound, NotMarked."""
    post = await held(session, standing, post_id)
    removed = await session.execute(
        sa.delete(MARKS)
        .where(
            MARKS.c.post_id == post.id,
            MARKS.c.person_id == standing.actor.person_id,
            MARKS.c.kind == MarkKind(opinion),
        )
        .returning(MARKS.c.post_id)
    )
    if removed.scalar_one_or_none() is None:
        raise errors.NotMarked
    _count(standing, post, opinion, -1)
    await changed(session, standing, post, TAKEN_BACK[opinion])
    return post


def _count(standing: Standing, post: Post, opinion: Opinion, by: int) -> None:
    if opinion is Opinion.VOTE:
        post.vote_count += by
    else:
        post.helped_count += by
        standing.thread.helped_count += by


async def _mark(
    session: Session, standing: Standing, post: Post, kind: MarkKind, site_id: UUID | None = None
) -> None:
    """One mark of a kind per person; the thread is held, so that nobody marks in between."""
    person_id = standing.actor.person_id
    assert person_id is not None
    if await session.get(Mark, (post.id, person_id, kind)) is not None:
        raise errors.AlreadyMarked
    session.add(Mark(post_id=post.id, person_id=person_id, kind=kind, site_id=site_id))
