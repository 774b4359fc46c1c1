"""A thread as lists and pages show it to one reader: one statement, plain rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.forum.models import THREADS
from backend.identity import ORG_UNIT_TREE, PEOPLE, SITES, Permission, display_name
from backend.journeys import TOPICS, answered_by


class ThreadState(StrEnum):
    """Outdated: every solution it had holds no longer."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    SOLVED = "solved"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread for one reader; `may_moderate` says that they tend the forum here."""

    id: UUID
    title: str
    product: str
    topic_id: UUID | None
    topic_name: str | None
    author_id: UUID | None
    author_name: str | None
    author_site: str | None
    expert_id: UUID | None
    expert_name: str | None
    started_at: datetime
    last_post_at: datetime
    version: int
    answer_count: int
    solution_count: int
    outdated_count: int
    helped_count: int
    again_count: int
    locked_at: datetime | None
    locked_reason: str
    hidden_at: datetime | None
    viewer_is_asker: bool
    may_moderate: bool

    @property
    def state(self) -> ThreadState:
        if self.solution_count:
            return ThreadState.SOLVED
        if self.outdated_count:
            return ThreadState.OUTDATED
        return ThreadState.ANSWERED if self.answer_count else ThreadState.UNANSWERED


_PLAIN = [THREADS.c[name] for name in ThreadRow.__slots__ if name in THREADS.c]


def tended(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on THREADS: those that the actor tends."""
    units = actor.reach.get(Permission.FORUM_MODERATE, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    conditions = [THREADS.c.topic_id.in_(answered_by(actor.person_id))]
    if units:
        below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
            ORG_UNIT_TREE.c.ancestor_id.in_([one for one in units if one])
        )
        theirs = sa.select(TOPICS.c.id).where(TOPICS.c.org_unit_id.in_(below))
        conditions += [THREADS.c.org_unit_id.in_(below), THREADS.c.topic_id.in_(theirs)]
    return sa.or_(*conditions)


def seen_by(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on THREADS: what is hidden is for its asker and for those who tend the forum there."""
    return sa.or_(THREADS.c.hidden_at.is_(None), THREADS.c.author_id == actor.person_id, tended(actor))


def rows_for(actor: Actor) -> sa.Select[Any]:
    """The statement of `ThreadRow`s as this actor may see them, for `row_of`."""
    author, expert = alias_of(PEOPLE, "author"), alias_of(PEOPLE, "expert")
    return (
        sa.select(
            *_PLAIN,
            display_name(author).label("author_name"),
            SITES.c.name.label("author_site"),
            display_name(expert).label("expert_name"),
            TOPICS.c.name.label("topic_name"),
            sa.func.coalesce(THREADS.c.author_id == actor.person_id, sa.false()).label("viewer_is_asker"),
            sa.func.coalesce(tended(actor), sa.false()).label("may_moderate"),
        )
        .select_from(THREADS)
        .outerjoin(author, author.c.id == THREADS.c.author_id)
        .outerjoin(SITES, SITES.c.id == author.c.site_id)
        .outerjoin(expert, expert.c.id == THREADS.c.expert_id)
        .outerjoin(TOPICS, TOPICS.c.id == THREADS.c.topic_id)
        .where(seen_by(actor))
    )


async def thread_row(session: Session, actor: Actor, thread_id: UUID) -> ThreadRow:
    """A thread that the actor may see. Errors: NotFound."""
    found = (await threads_by_ids(session, actor, [thread_id])).get(thread_id)
    if found is None:
        raise NotFound
    return found


async def threads_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadRow]:
    """Those of these threads that the actor may see, in one statement."""
    if not ids:
        return {}
    found = await session.execute(rows_for(actor).where(THREADS.c.id.in_(ids)))
    return {row.id: row_of(row) for row in found}


def row_of(row: sa.Row[Any]) -> ThreadRow:
    """A row of `rows_for`."""
    return ThreadRow(**{name: row._mapping[name] for name in ThreadRow.__slots__})
