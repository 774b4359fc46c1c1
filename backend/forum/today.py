"""What the forum asks of a person, and what was answered to them."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.markdown import beginning
from backend.core.today import Ask, Told
from backend.forum.models import POSTS, THREADS
from backend.forum.rows import tended
from backend.identity import PEOPLE, display_name

MOST = 5
LATELY = timedelta(days=30)
MINUTES = {"asked": 3, "choose": 1, "flagged": 2}


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """Questions asked of the actor by name, answers of which they say which helped, flags to look at."""
    return [
        *await _asked_by_name(session, actor),
        *await _to_choose(session, actor),
        *await _flagged(session, actor),
    ]


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """What became of what the actor wrote: solutions, confirmations, what was hidden; answers they got."""
    mine = POSTS.c.author_id == actor.person_id
    at = sa.func.coalesce(POSTS.c.hidden_at, POSTS.c.outdated_at, POSTS.c.confirmed_at, POSTS.c.accepted_at)
    rows = await session.execute(
        sa.select(POSTS, THREADS.c.title, at.label("at"))
        .join(THREADS, THREADS.c.id == POSTS.c.thread_id)
        .where(mine, at > now() - LATELY)
        .order_by(at.desc(), POSTS.c.id)
        .limit(MOST)
    )
    return [*(_told(row) for row in rows), *await _answered(session, actor)]


def _told(row: sa.Row[tuple[object, ...]]) -> Told:
    href, params = f"/forum/{row.thread_id}#post-{row.id}", {"title": row.title}
    if row.hidden_at is not None:
        return Told("thread.hidden", params, href, "repondu", row.hidden_reason, "", row.at, True)
    if row.outdated_at is not None:
        return Told("thread.outdated", params, href, "repondu", row.outdated_note, "", row.at, True)
    if row.confirmed_at is not None:
        return Told("thread.confirmed", params, href, "tenu", "", "", row.at)
    return Told("thread.accepted", params, href, "repondu", "", "", row.at)


async def _answered(session: Session, actor: Actor) -> list[Told]:
    """Questions of the actor's that got an answer lately: the last one of each."""
    latest = (
        sa.select(POSTS.c.thread_id, sa.func.max(POSTS.c.posted_at).label("at"))
        .join(THREADS, THREADS.c.id == POSTS.c.thread_id)
        .where(
            THREADS.c.author_id == actor.person_id,
            ~POSTS.c.is_question,
            POSTS.c.hidden_at.is_(None),
            POSTS.c.author_id != actor.person_id,
        )
        .group_by(POSTS.c.thread_id)
        .subquery()
    )
    rows = await session.execute(
        sa.select(
            THREADS.c.id,
            THREADS.c.title,
            latest.c.at,
            POSTS.c.id.label("post_id"),
            POSTS.c.text,
            display_name(PEOPLE).label("by"),
        )
        .join(latest, latest.c.thread_id == THREADS.c.id)
        .join(POSTS, sa.and_(POSTS.c.thread_id == THREADS.c.id, POSTS.c.posted_at == latest.c.at))
        .outerjoin(PEOPLE, PEOPLE.c.id == POSTS.c.author_id)
        .where(latest.c.at > now() - LATELY, THREADS.c.hidden_at.is_(None))
        .order_by(latest.c.at.desc(), THREADS.c.id)
        .limit(MOST)
    )
    return [
        Told(
            "thread.answered",
            {"title": row.title},
            f"/forum/{row.id}#post-{row.post_id}",
            "repondu",
            beginning(row.text),
            row.by or "",
            row.at,
        )
        for row in rows
    ]


async def _asked_by_name(session: Session, actor: Actor) -> list[Ask]:
    replied = sa.select(POSTS.c.thread_id).where(POSTS.c.author_id == actor.person_id, ~POSTS.c.is_question)
    rows = await session.execute(
        sa.select(
            THREADS.c.id,
            THREADS.c.title,
            display_name(PEOPLE).label("by"),
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == THREADS.c.author_id)
        .where(
            THREADS.c.expert_id == actor.person_id,
            THREADS.c.id.not_in(replied),
            THREADS.c.hidden_at.is_(None),
            THREADS.c.locked_at.is_(None),
            THREADS.c.solution_count == 0,
        )
        .order_by(THREADS.c.started_at, THREADS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            "thread.asked",
            {"title": row.title, "by": row.by or ""},
            f"/forum/{row.id}",
            MINUTES["asked"],
            icon="message-square",
        )
        for row in rows
    ]


async def _to_choose(session: Session, actor: Actor) -> list[Ask]:
    rows = await session.execute(
        sa.select(THREADS.c.id, THREADS.c.title, THREADS.c.answer_count)
        .where(
            THREADS.c.author_id == actor.person_id,
            THREADS.c.answer_count > 0,
            THREADS.c.solution_count == 0,
            THREADS.c.outdated_count == 0,
            THREADS.c.hidden_at.is_(None),
            THREADS.c.last_post_at > now() - LATELY,
        )
        .order_by(THREADS.c.last_post_at, THREADS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            "thread.choose",
            {"title": row.title, "num": row.answer_count},
            f"/forum/{row.id}",
            MINUTES["choose"],
            icon="check",
        )
        for row in rows
    ]


async def _flagged(session: Session, actor: Actor) -> list[Ask]:
    count = (
        await session.execute(
            sa.select(sa.func.count())
            .select_from(POSTS)
            .join(THREADS, THREADS.c.id == POSTS.c.thread_id)
            .where(POSTS.c.flag_count > 0, tended(actor))
        )
    ).scalar_one()
    if not count:
        return []
    return [Ask("thread.flagged", {"num": count}, "/forum/flagged", MINUTES["flagged"], icon="flag")]
