"""Comments, notes among those who answer, and the question that stops the clock until its answer."""

from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_midnight
from backend.reports import errors
from backend.reports.inputs import TextInput
from backend.reports.models import POSTS, REPORTS, Post, PostKind, Signature
from backend.reports.policy import Standing, require_author, require_respond
from backend.reports.standing import clock_of, hold, wind
from backend.reports.submitting import note as note_event


async def comment(session: Session, standing: Standing, given: TextInput) -> Post:
    """Say something under a report. Errors: MergedAway."""
    await hold(session, standing)
    post = await _post(session, standing, PostKind.COMMENT, given)
    await session.execute(
        sa.update(REPORTS)
        .where(REPORTS.c.id == standing.report.id)
        .values(comment_count=REPORTS.c.comment_count + 1)
    )
    await note_event(session, standing, "report.commented")
    return post


async def add_note(session: Session, standing: Standing, given: TextInput) -> Post:
    """Write a note that only those who answer see. Errors: RespondersOnly, MergedAway."""
    require_respond(standing)
    await hold(session, standing)
    post = await _post(session, standing, PostKind.NOTE, given)
    await note_event(session, standing, "report.noted")
    return post


async def ask_author(session: Session, standing: Standing, given: TextInput) -> Post:
    """Ask the author for more: the clock stops. Errors: RespondersOnly, MergedAway, AlreadyAsked."""
    require_respond(standing)
    report = await hold(session, standing)
    if await open_question(session, standing):
        raise errors.AlreadyAsked
    wind(report, clock_of(report).asked(now()))
    session.add(report)
    post = await _post(session, standing, PostKind.QUESTION, given)
    await note_event(session, standing, "report.author_asked")
    return post


async def answer_as_author(session: Session, standing: Standing, given: TextInput) -> Post:
    """Answer what was asked: the clock starts again. Errors: AuthorOnly, MergedAway, NothingAsked."""
    require_author(standing)
    report = await hold(session, standing)
    if not await open_question(session, standing):
        raise errors.NothingAsked
    at = await _replied_at(session, standing)
    wind(report, clock_of(report).replied(at))
    session.add(report)
    post = await _post(session, standing, PostKind.ANSWER, given, at)
    await note_event(session, standing, "report.author_answered")
    return post


async def open_question(session: Session, standing: Standing) -> bool:
    """Whether the author has a question to answer."""
    counted = await session.execute(
        sa.select(POSTS.c.kind, sa.func.count())
        .where(
            POSTS.c.report_id == standing.report.id,
            POSTS.c.kind.in_([PostKind.QUESTION, PostKind.ANSWER]),
        )
        .group_by(POSTS.c.kind)
    )
    times = dict(counted.all())
    return bool(times.get(PostKind.QUESTION, 0) > times.get(PostKind.ANSWER, 0))


async def _post(
    session: Session, standing: Standing, kind: PostKind, given: TextInput, at: datetime | None = None
) -> Post:
    report, actor = standing.report, standing.actor
    post = Post(report_id=report.id, kind=kind, text=given.text, from_author=standing.is_author)
    if actor is not None:
        post.author_id = actor.person_id
    if report.signature is Signature.ANONYMOUS and standing.is_author:
        post.id, post.posted_at = uuid4(), at or company_midnight(session)
    session.add(post)
    await session.flush()
    return post


async def _replied_at(session: Session, standing: Standing) -> datetime:
    """Now; of an anonymous author the midnight before, or just after the question: it tells no hour."""
    if standing.actor is not None:
        return now()
    asked = await session.execute(
        sa.select(sa.func.max(POSTS.c.posted_at)).where(
            POSTS.c.report_id == standing.report.id, POSTS.c.kind == PostKind.QUESTION
        )
    )
    question: datetime = asked.scalar_one()
    return max(question + timedelta(microseconds=1), company_midnight(session))


__all__ = ["add_note", "answer_as_author", "ask_author", "comment", "open_question"]
