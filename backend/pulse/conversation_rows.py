"""Conversations as they are read: by whoever may read the comment they follow, and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import PEOPLE, display_name
from backend.pulse.alert_rows import alert_heard_by
from backend.pulse.comment_rows import kept_apart
from backend.pulse.models import (
    CONVERSATION_POSTS,
    CONVERSATIONS,
    PULSE_COMMENTS,
    SURVEYS,
    WAVES,
    PulseComment,
)
from backend.pulse.policy import run_by
from backend.pulse.release import results_of


@dataclass(frozen=True, slots=True)
class PostRow:
    """What was said: `by` names who leads the unit, and is empty for the author of the comment."""

    from_author: bool
    by: str
    text: str
    said_on: date


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A comment and what follows from it. Its id is the comment's.

    It does not tell the unit, which may be withheld from a reader who is in it.
    """

    id: UUID
    wave_id: UUID
    survey: dict[str, str]
    comment: str
    can_be_answered: bool
    is_locked: bool
    reported_on: date | None
    settled_on: date | None
    posts: Sequence[PostRow]


async def comment_read_by(session: Session, actor: Actor, comment_id: UUID) -> PulseComment:
    """A comment that the actor may read: of an alert, as one who hears it. Errors: NotFound."""
    comment: PulseComment | None = await session.get(PulseComment, comment_id)
    if comment is None:
        raise NotFound
    if await alert_heard_by(session, actor, comment_id):
        return comment
    if await _is_kept_apart(session, actor, comment):
        raise NotFound
    unit_id = UUID(comment.unit_key) if comment.unit_key else None
    results = await results_of(session, actor, comment.wave_id, unit_id, everybody=unit_id is None)
    around = [UUID(row.group.key) if row.group.key else None for row in reversed(results.path[:-1])]
    # Its unit may be withheld from a reader who is in it, and read all the same in one around it.
    while not results.may_read_comments and around:
        outer = around.pop(0)
        results = await results_of(session, actor, comment.wave_id, outer, everybody=outer is None)
    if not results.may_read_comments:
        raise NotFound
    return comment


async def conversation_row(session: Session, comment: PulseComment) -> ConversationRow:
    """The conversation of a comment, that one may read; two statements."""
    about = (
        await session.execute(
            sa.select(
                SURVEYS.c.title,
                CONVERSATIONS.c.is_locked,
                CONVERSATIONS.c.reported_on,
                CONVERSATIONS.c.settled_on,
            )
            .join(WAVES, WAVES.c.survey_id == SURVEYS.c.id)
            .outerjoin(CONVERSATIONS, CONVERSATIONS.c.comment_id == comment.id)
            .where(WAVES.c.id == comment.wave_id)
        )
    ).one()
    posts = CONVERSATION_POSTS.c
    said = await session.execute(
        sa.select(
            posts.from_author,
            sa.func.coalesce(display_name(PEOPLE), "").label("by"),
            posts.text,
            posts.said_on,
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == posts.written_by_id)
        .where(posts.comment_id == comment.id)
        .order_by(posts.position)
    )
    return ConversationRow(
        id=comment.id,
        wave_id=comment.wave_id,
        survey=about.title,
        comment=comment.text,
        can_be_answered=comment.code_hash is not None,
        is_locked=bool(about.is_locked),
        reported_on=about.reported_on,
        settled_on=about.settled_on,
        posts=[PostRow(*row) for row in said],
    )


async def may_settle(session: Session, actor: Actor, comment: PulseComment) -> bool:
    """Whether something was reported after a comment that nobody settled, and the actor runs the survey."""
    reported = await session.execute(
        sa.select(CONVERSATIONS.c.comment_id)
        .join(PULSE_COMMENTS, PULSE_COMMENTS.c.id == CONVERSATIONS.c.comment_id)
        .join(WAVES, WAVES.c.id == PULSE_COMMENTS.c.wave_id)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(CONVERSATIONS.c.comment_id == comment.id, awaits_settling(), run_by(actor))
    )
    return reported.first() is not None


def awaits_settling() -> sa.ColumnElement[bool]:
    """Whether somebody reported a conversation, and nobody settled it."""
    return sa.and_(CONVERSATIONS.c.reported_on.is_not(None), CONVERSATIONS.c.settled_on.is_(None))


async def _is_kept_apart(session: Session, actor: Actor, comment: PulseComment) -> bool:
    """Whether only trained people read it; what was reported, those who run the survey read too."""
    row = (
        await session.execute(
            sa.select(kept_apart().label("apart"), CONVERSATIONS.c.reported_on, run_by(actor).label("runs"))
            .select_from(PULSE_COMMENTS)
            .join(WAVES, WAVES.c.id == PULSE_COMMENTS.c.wave_id)
            .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
            .outerjoin(CONVERSATIONS, CONVERSATIONS.c.comment_id == PULSE_COMMENTS.c.id)
            .where(PULSE_COMMENTS.c.id == comment.id)
        )
    ).one()
    return bool(row.apart) and not (row.reported_on and row.runs)
