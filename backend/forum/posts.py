"""What is posted in threads, as one reader sees it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed_by
from backend.forum.models import FLAGS, MARKS, POSTS, THREADS, MarkKind
from backend.forum.rows import seen_by, tended
from backend.identity import PEOPLE, SITES, display_name

MOST_NEWS = 50


@dataclass(frozen=True, slots=True)
class PostRow:
    """A question or an answer. `text` is None where it is hidden and the reader may not read it.

    `flag_count` is told to those who tend the forum alone.
    """

    id: UUID
    thread_id: UUID
    is_question: bool
    text: str | None
    author_id: UUID | None
    author_name: str | None
    author_site: str | None
    posted_at: datetime
    version: int
    posted_in: int
    accepted_at: datetime | None
    accepted_by: str | None
    confirmed_at: datetime | None
    confirmed_count: int
    outdated_at: datetime | None
    outdated_by: str | None
    outdated_note: str
    vote_count: int
    helped_count: int
    flag_count: int
    hidden_at: datetime | None
    hidden_reason: str
    viewer_is_author: bool
    viewer_has_voted: bool
    viewer_was_helped: bool
    viewer_has_confirmed: bool

    @property
    def is_solution(self) -> bool:
        """Accepted, and it still holds."""
        return self.accepted_at is not None and self.outdated_at is None


_PLAIN = [
    POSTS.c[name] for name in PostRow.__slots__ if name in POSTS.c and name not in {"text", "flag_count"}
]


def post_statement(actor: Actor) -> sa.Select[Any]:
    """The statement of `PostRow`s as this actor may see them, for `post_of`."""
    author, accepter, outdater = (alias_of(PEOPLE, name) for name in ("author", "accepter", "outdater"))
    mine = sa.func.coalesce(POSTS.c.author_id == actor.person_id, sa.false())
    tends = sa.func.coalesce(tended(actor), sa.false())

    def marked(kind: MarkKind) -> sa.ColumnElement[bool]:
        return sa.exists().where(
            MARKS.c.post_id == POSTS.c.id, MARKS.c.person_id == actor.person_id, MARKS.c.kind == kind
        )

    def name_of(person: sa.FromClause) -> sa.ColumnElement[str]:
        return display_name(person)

    return (
        sa.select(
            *_PLAIN,
            sa.case((sa.or_(POSTS.c.hidden_at.is_(None), mine, tends), POSTS.c.text)).label("text"),
            sa.case((tends, POSTS.c.flag_count), else_=0).label("flag_count"),
            name_of(author).label("author_name"),
            SITES.c.name.label("author_site"),
            name_of(accepter).label("accepted_by"),
            name_of(outdater).label("outdated_by"),
            mine.label("viewer_is_author"),
            marked(MarkKind.VOTE).label("viewer_has_voted"),
            marked(MarkKind.HELPED).label("viewer_was_helped"),
            marked(MarkKind.CONFIRMED).label("viewer_has_confirmed"),
        )
        .select_from(POSTS)
        .join(THREADS, THREADS.c.id == POSTS.c.thread_id)
        .outerjoin(author, author.c.id == POSTS.c.author_id)
        .outerjoin(SITES, SITES.c.id == POSTS.c.site_id)
        .outerjoin(accepter, accepter.c.id == POSTS.c.accepted_by_id)
        .outerjoin(outdater, outdater.c.id == POSTS.c.outdated_by_id)
        .where(seen_by(actor))
    )


async def post_rows(
    session: Session, actor: Actor, thread_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[PostRow]]:
    """What is posted in each thread, the question first, then the answers as they came."""
    order: list[sa.ColumnElement[Any]] = [POSTS.c.posted_at, POSTS.c.id]
    return await listed_by(
        session, post_statement(actor), POSTS.c.thread_id, thread_ids, order, page, post_of, name="posts"
    )


async def posts_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, PostRow]:
    """Those of these posts that the actor may see, in one statement."""
    found = await session.execute(post_statement(actor).where(POSTS.c.id.in_(ids)))
    return {row.id: post_of(row) for row in found}


async def posts_since(
    session: Session, actor: Actor, thread_id: UUID, seen: int, until: int
) -> tuple[list[PostRow], int]:
    """What was posted in a thread, or changed, after the version seen: oldest first, 50 at most.

    Also the version that they lead to, `until` when none is left: asked again from there, the rest comes.
    """
    # An answer comes at its turn, though it changed since: what changes on a page was sent to it before.
    turn = sa.case((POSTS.c.posted_in > seen, POSTS.c.posted_in), else_=POSTS.c.version)
    found = await session.execute(
        post_statement(actor)
        .add_columns(turn.label("turn"))
        .where(POSTS.c.thread_id == thread_id, POSTS.c.version > seen, turn <= until)
        .order_by(turn)
        .limit(MOST_NEWS)
    )
    rows = found.all()
    return [post_of(row) for row in rows], rows[-1].turn if len(rows) == MOST_NEWS else until


async def marks_of(
    session: Session, post_ids: Collection[UUID], person_ids: Collection[UUID]
) -> dict[UUID, set[tuple[UUID, MarkKind]]]:
    """What each of these people said of each of these posts, in one statement."""
    found: dict[UUID, set[tuple[UUID, MarkKind]]] = {one: set() for one in person_ids}
    rows = await session.execute(
        sa.select(MARKS.c.person_id, MARKS.c.post_id, MARKS.c.kind).where(
            MARKS.c.post_id.in_(post_ids), MARKS.c.person_id.in_(person_ids)
        )
    )
    for person_id, post_id, kind in rows:
        found[person_id].add((post_id, kind))
    return found


@dataclass(frozen=True, slots=True)
class FlaggedRow:
    """A post that waits for a moderator, with the first reason given."""

    post_id: UUID
    thread_id: UUID
    title: str
    text: str
    reason: str
    flag_count: int
    flagged_at: datetime


async def flagged_posts(session: Session, actor: Actor, page: Page) -> list[FlaggedRow]:
    """What was flagged where the actor tends the forum, longest waiting first."""
    first = (
        sa.select(FLAGS.c.post_id, sa.func.min(FLAGS.c.flagged_at).label("flagged_at"))
        .where(FLAGS.c.settled_at.is_(None))
        .group_by(FLAGS.c.post_id)
        .subquery()
    )
    found = await session.execute(
        sa.select(
            POSTS.c.id.label("post_id"),
            POSTS.c.thread_id,
            THREADS.c.title,
            POSTS.c.text,
            FLAGS.c.reason,
            POSTS.c.flag_count,
            FLAGS.c.flagged_at,
        )
        .join(THREADS, THREADS.c.id == POSTS.c.thread_id)
        .join(first, first.c.post_id == POSTS.c.id)
        .join(
            FLAGS,
            sa.and_(FLAGS.c.post_id == POSTS.c.id, FLAGS.c.flagged_at == first.c.flagged_at),
        )
        .where(POSTS.c.flag_count > 0, tended(actor))
        .order_by(FLAGS.c.flagged_at, POSTS.c.id)
        .limit(page.first)
    )
    return [FlaggedRow(*row) for row in found]


def post_of(row: sa.Row[Any]) -> PostRow:
    """A row of `post_statement`."""
    return PostRow(**{name: row._mapping[name] for name in PostRow.__slots__})
