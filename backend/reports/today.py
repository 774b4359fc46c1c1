"""What reports ask of a person."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Ask
from backend.journeys import TOPICS
from backend.reports.deliveries import DOUBTS
from backend.reports.lists import has_inbox, waiting
from backend.reports.models import CHECKS, POSTS, REPORTS, VOTES, PostKind, Status
from backend.reports.rows import respondable
from backend.reports.standing import today_there

MOST, MOST_COUNTED = 10, 1_000
ON_TIME = timedelta(microseconds=1)
"""Taken off the midnight at which time is up: the day shown is the last one on which one is on time."""
MINUTES = {"complete": 2, "author_asked": 3, "check": 1, "answer": 15, "doubted": 10}


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """Reports to answer, questions about one's own, deliveries to check or in doubt, ones to complete."""
    return [
        *await _escalated(session, actor),
        *await _to_answer(session, actor),
        *await _asked_of_author(session, actor),
        *await _to_check(session, actor),
        *await _doubted(session, actor),
        *await _to_complete(session, actor),
    ]


async def _to_answer(session: Session, actor: Actor) -> list[Ask]:
    """The inbox as one line, due with the nearest deadline: a list of a hundred asks would ask nothing."""
    if not await has_inbox(session, actor):
        return []
    most_urgent = (
        sa.select(REPORTS.c.clock_due_at)
        .where(respondable(actor), *waiting(), REPORTS.c.clock_runs_from <= now())
        .order_by(REPORTS.c.clock_due_at)
        .limit(MOST_COUNTED)
        .subquery()
    )
    counted = await session.execute(
        sa.select(sa.func.count(), sa.func.min(most_urgent.c.clock_due_at)).select_from(most_urgent)
    )
    count, due = counted.one()
    if not count:
        return []
    return [
        Ask(
            code="report.inbox",
            href="/reports/inbox",
            params={"count": count},
            minutes=MINUTES["answer"],
            due=due - ON_TIME,
            icon="message-square",
            tone="petrol",
        )
    ]


async def _escalated(session: Session, actor: Actor) -> list[Ask]:
    """Very late reports of the topics that the person owns."""
    rows = await session.execute(
        sa.select(REPORTS.c.number, REPORTS.c.title, REPORTS.c.clock_due_at)
        .join(TOPICS, TOPICS.c.id == REPORTS.c.topic_id)
        .where(
            TOPICS.c.owner_id == actor.person_id,
            REPORTS.c.escalated_at.is_not(None),
            REPORTS.c.answered_at.is_(None),
            REPORTS.c.duplicate_of_id.is_(None),
        )
        .order_by(REPORTS.c.clock_due_at, REPORTS.c.number)
        .limit(MOST)
    )
    return [
        Ask(
            code="report.escalated",
            href=f"/reports/{row.number}",
            params={"title": row.title},
            minutes=MINUTES["answer"],
            due=row.clock_due_at - ON_TIME,
            icon="triangle-alert",
            tone="coeur",
        )
        for row in rows
    ]


async def _asked_of_author(session: Session, actor: Actor) -> list[Ask]:
    turns = {PostKind.QUESTION: 1, PostKind.ANSWER: -1}
    open_questions = (
        sa.select(sa.func.sum(sa.case(turns, value=POSTS.c.kind)))
        .where(POSTS.c.report_id == REPORTS.c.id, POSTS.c.kind.in_(turns))
        .scalar_subquery()
    )
    rows = await session.execute(
        sa.select(REPORTS.c.number, REPORTS.c.title, REPORTS.c.clock_runs_from)
        .where(
            REPORTS.c.author_id == actor.person_id,
            REPORTS.c.duplicate_of_id.is_(None),
            open_questions > 0,
        )
        .order_by(REPORTS.c.received_at, REPORTS.c.number)
        .limit(MOST)
    )
    return [
        Ask(
            code="report.author_asked",
            href=f"/reports/{row.number}#posts",
            params={"title": row.title},
            minutes=MINUTES["author_asked"],
            due=row.clock_runs_from - ON_TIME,
            icon="message-circle",
        )
        for row in rows
    ]


async def _to_check(session: Session, actor: Actor) -> list[Ask]:
    checked = sa.exists().where(CHECKS.c.report_id == REPORTS.c.id, CHECKS.c.person_id == actor.person_id)
    rows = await session.execute(
        sa.select(REPORTS.c.number, REPORTS.c.title)
        .join(VOTES, VOTES.c.report_id == REPORTS.c.id)
        .where(
            VOTES.c.person_id == actor.person_id,
            REPORTS.c.status == Status.DELIVERED,
            REPORTS.c.kept_at.is_(None),
            REPORTS.c.verify_on <= today_there(session),
            ~checked,
        )
        .order_by(REPORTS.c.number)
        .limit(MOST)
    )
    return [
        Ask(
            code="report.check",
            href=f"/reports/{row.number}#delivery",
            params={"title": row.title},
            minutes=MINUTES["check"],
            icon="check",
            tone="petrol",
        )
        for row in rows
    ]


async def _doubted(session: Session, actor: Actor) -> list[Ask]:
    """Deliveries of which more voters say that they do not hold than that they do; for those who answer."""
    rows = await session.execute(
        sa.select(REPORTS.c.number, REPORTS.c.title)
        .where(
            REPORTS.c.id.in_(sa.select(CHECKS.c.report_id).where(~CHECKS.c.holds)),
            REPORTS.c.status == Status.DELIVERED,
            REPORTS.c.kept_at.is_(None),
            REPORTS.c.holds_count < DOUBTS,
            respondable(actor),
        )
        .order_by(REPORTS.c.number)
        .limit(MOST)
    )
    return [
        Ask(
            code="report.doubted",
            href=f"/reports/{row.number}#check",
            params={"title": row.title},
            minutes=MINUTES["doubted"],
            icon="triangle-alert",
            tone="coeur",
        )
        for row in rows
    ]


async def _to_complete(session: Session, actor: Actor) -> list[Ask]:
    rows = await session.execute(
        sa.select(REPORTS.c.number, REPORTS.c.title)
        .where(
            REPORTS.c.author_id == actor.person_id,
            REPORTS.c.completed_at.is_(None),
            REPORTS.c.answered_at.is_(None),
            REPORTS.c.duplicate_of_id.is_(None),
        )
        .order_by(REPORTS.c.received_at.desc(), REPORTS.c.number.desc())
        .limit(MOST)
    )
    return [
        Ask(
            code="report.complete",
            href=f"/reports/{row.number}/edit",
            params={"title": row.title},
            minutes=MINUTES["complete"],
            icon="pencil",
            tone="gris",
        )
        for row in rows
    ]
