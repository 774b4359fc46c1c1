"""Lists of threads: filtered, found by words, the liveliest first, page by page."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.forum.models import POSTS, THREADS
from backend.forum.rows import ThreadRow, ThreadState, row_of, rows_for, tended
from backend.forum.search import INDEX


@dataclass(frozen=True, slots=True)
class ThreadFilter:
    """Narrows a list of threads; what is left out narrows nothing.

    `mine` keeps those where the actor asked or answered, `asked_of_me` those that ask them by name,
    `flagged` those that wait for them as a moderator.
    """

    state: ThreadState | None = None
    topic_id: UUID | None = None
    product: str = ""
    mine: bool = False
    asked_of_me: bool = False
    flagged: bool = False
    words: str = ""


async def visible_threads(
    session: Session, actor: Actor, page: Page, wanted: ThreadFilter | None = None
) -> Listing[ThreadRow]:
    """One page of the threads, the last to move first; with words, the closest first."""
    wanted = wanted or ThreadFilter()
    statement = rows_for(actor).where(*_conditions(actor, wanted))
    if wanted.words.strip():
        found = await INDEX.scored(session, wanted.words, all_words=True)
        statement = statement.join(found, found.c.id == THREADS.c.id)
        likest = [found.c.score, THREADS.c.id]
        return await listed(session, statement, likest, page, row_of, name="threads found", descending=True)
    order = [THREADS.c.last_post_at, THREADS.c.id]
    return await listed(session, statement, order, page, row_of, name="threads", descending=True)


def _conditions(actor: Actor, wanted: ThreadFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.state is not None:
        found += _in_state(wanted.state)
    if wanted.topic_id is not None:
        found.append(THREADS.c.topic_id == wanted.topic_id)
    if wanted.product:
        found.append(THREADS.c.product == wanted.product)
    if wanted.mine:
        posted = sa.select(POSTS.c.thread_id).where(POSTS.c.author_id == actor.person_id)
        found.append(THREADS.c.id.in_(posted))
    if wanted.asked_of_me:
        found.append(THREADS.c.expert_id == actor.person_id)
    if wanted.flagged:
        flagged = sa.select(POSTS.c.thread_id).where(POSTS.c.flag_count > 0)
        found += [THREADS.c.id.in_(flagged), tended(actor)]
    return found


def _in_state(state: ThreadState) -> list[sa.ColumnElement[bool]]:
    solved, outdated = THREADS.c.solution_count > 0, THREADS.c.outdated_count > 0
    if state is ThreadState.SOLVED:
        return [solved]
    if state is ThreadState.OUTDATED:
        return [outdated, ~solved]
    answered = THREADS.c.answer_count > 0
    return [~solved, ~outdated, answered if state is ThreadState.ANSWERED else ~answered]


async def products(session: Session) -> list[str]:
    """The products that questions are about, in the order of their names; 100 at most."""
    found = await session.execute(
        sa.select(THREADS.c.product)
        .where(THREADS.c.product != "", THREADS.c.hidden_at.is_(None))
        .distinct()
        .order_by(THREADS.c.product)
        .limit(100)
    )
    return list(found.scalars())
