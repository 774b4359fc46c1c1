"""Comments of a wave, for those who lead a unit: in the order of their random ids, without alerts.

A cursor is made of the id alone: a place among all would tell how many are kept apart or written elsewhere.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.core.text import MOST_SOUGHT, fold, like
from backend.pulse.models import COMMENT_ALERTS, CONVERSATION_POSTS, PULSE_COMMENTS, AlertState

Units = sa.Select[tuple[str]]
"""The keys of the units whose comments are read."""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment, whether its author can read an answer, and how much was said after it."""

    id: UUID
    text: str
    can_be_answered: bool
    posts: int


async def comments_in(
    session: Session, wave_id: UUID, units: Units | None, words: str, page: Page
) -> Listing[CommentRow]:
    """One page of comments of these units (of all for none) that hold these words, in shuffled order."""
    table = PULSE_COMMENTS.c
    statement = sa.select(
        table.id,
        table.text,
        table.code_hash.is_not(None).label("can_be_answered"),
        posts_after().label("posts"),
    ).where(*_among(wave_id, units))
    if words:
        sought = searchable(words[:MOST_SOUGHT])
        holds = table.search.like(like(sought), escape="\\") if sought else sa.false()
        statement = statement.where(holds)
    return await listed(session, statement, [table.id], page, _comment, name="comments")


async def comment_texts(session: Session, wave_id: UUID, units: Units | None, most: int) -> list[str]:
    """The comments of these units (of all for none), at most so many, in shuffled order."""
    table = PULSE_COMMENTS.c
    statement = sa.select(table.text).where(*_among(wave_id, units)).order_by(table.id).limit(most)
    return list((await session.execute(statement)).scalars())


def searchable(text: str) -> str:
    """A comment as it is looked for: without accents, whichever apostrophe was typed."""
    return fold(text.replace("’", "'"))


def kept_apart() -> sa.ColumnElement[bool]:
    """Whether a comment is an alert that nobody but trained people reads."""
    alert = COMMENT_ALERTS.c
    return sa.exists().where(alert.comment_id == PULSE_COMMENTS.c.id, alert.state != AlertState.HANDED_ON)


def posts_after() -> sa.ScalarSelect[int]:
    """How much was said after a comment."""
    return (
        sa.select(sa.func.count())
        .where(CONVERSATION_POSTS.c.comment_id == PULSE_COMMENTS.c.id)
        .correlate(PULSE_COMMENTS)
        .scalar_subquery()
    )


def _among(wave_id: UUID, units: Units | None) -> list[sa.ColumnElement[bool]]:
    conditions = [PULSE_COMMENTS.c.wave_id == wave_id, ~kept_apart()]
    return conditions if units is None else [*conditions, PULSE_COMMENTS.c.unit_key.in_(units)]


def _comment(row: Any) -> CommentRow:
    return CommentRow(row.id, row.text, bool(row.can_be_answered), row.posts)
