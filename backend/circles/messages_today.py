"""What messages ask of a person, and what they answered to them."""

import sqlalchemy as sa

from backend.circles.models import CIRCLES, MEMBERSHIPS, MESSAGE_LAYERS, MESSAGES, MembershipStatus
from backend.circles.models import MESSAGE_READINGS as READINGS
from backend.circles.models import UPWARD_QUESTIONS as QUESTIONS
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.today import Ask, Told
from backend.identity import PEOPLE

MOST = 20
MINUTES_TO_UNDERSTAND = 3
MINUTES_TO_ANSWER = 5


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """Messages whose turn has come for the person, soonest due first, then questions they should answer."""
    return [*await _to_understand(session, actor), *await _to_answer(session, actor)]


async def _to_understand(session: Session, actor: Actor) -> list[Ask]:
    rows = await session.execute(
        sa.select(
            MESSAGES.c.id,
            MESSAGES.c.title,
            CIRCLES.c.slug,
            CIRCLES.c.name,
            READINGS.c.read_at,
            MESSAGE_LAYERS.c.due_at,
        )
        .select_from(READINGS)
        .join(MESSAGES, MESSAGES.c.id == READINGS.c.message_id)
        .join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .join(
            MESSAGE_LAYERS,
            sa.and_(
                MESSAGE_LAYERS.c.message_id == READINGS.c.message_id,
                MESSAGE_LAYERS.c.layer == READINGS.c.layer,
            ),
        )
        .where(
            READINGS.c.person_id == actor.person_id,
            READINGS.c.understood_at.is_(None),
            MESSAGES.c.author_id.is_distinct_from(actor.person_id),
            MESSAGE_LAYERS.c.opened_at.is_not(None),
        )
        .order_by(MESSAGE_LAYERS.c.due_at, MESSAGES.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            code="message.read" if row.read_at is None else "message.understand",
            href=f"/circles/{row.slug}/messages/{row.id}",
            params={"title": row.title, "circle": row.name},
            minutes=MINUTES_TO_UNDERSTAND,
            due=row.due_at,
            icon="book-open",
        )
        for row in rows
    ]


async def _to_answer(session: Session, actor: Actor) -> list[Ask]:
    """Open questions of the circles the person leads, and of their own messages; oldest first."""
    led = sa.select(MEMBERSHIPS.c.circle_id).where(
        MEMBERSHIPS.c.person_id == actor.person_id,
        MEMBERSHIPS.c.is_lead,
        MEMBERSHIPS.c.status == MembershipStatus.ACTIVE,
    )
    rows = await session.execute(
        sa.select(
            QUESTIONS.c.id,
            QUESTIONS.c.text,
            MESSAGES.c.id.label("message_id"),
            MESSAGES.c.title,
            CIRCLES.c.slug,
            CIRCLES.c.name,
        )
        .select_from(QUESTIONS)
        .join(MESSAGES, MESSAGES.c.id == QUESTIONS.c.message_id)
        .join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .where(
            QUESTIONS.c.answered_at.is_(None),
            sa.or_(
                CIRCLES.c.id.in_(led),
                sa.and_(CIRCLES.c.lead_count == 0, CIRCLES.c.parent_id.in_(led)),
            ),
        )
        .order_by(QUESTIONS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            code="message.question",
            href=f"/circles/{row.slug}/messages/{row.message_id}#question-{row.id}",
            params={"question": row.text, "title": row.title, "circle": row.name},
            minutes=MINUTES_TO_ANSWER,
            icon="message-square",
        )
        for row in rows
    ]


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """The person's questions that have been answered, latest answer first."""
    rows = await session.execute(
        sa.select(
            QUESTIONS.c.id,
            QUESTIONS.c.text,
            QUESTIONS.c.answer,
            QUESTIONS.c.answered_at,
            MESSAGES.c.id.label("message_id"),
            MESSAGES.c.title,
            CIRCLES.c.slug,
            PEOPLE.c.given_name,
            PEOPLE.c.family_name,
        )
        .select_from(QUESTIONS)
        .join(MESSAGES, MESSAGES.c.id == QUESTIONS.c.message_id)
        .join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .outerjoin(PEOPLE, PEOPLE.c.id == QUESTIONS.c.answered_by_id)
        .where(QUESTIONS.c.asked_by_id == actor.person_id, QUESTIONS.c.answered_at.is_not(None))
        .order_by(QUESTIONS.c.answered_at.desc(), QUESTIONS.c.id)
        .limit(MOST)
    )
    return [
        Told(
            code="message.question",
            href=f"/circles/{row.slug}/messages/{row.message_id}#question-{row.id}",
            at=row.answered_at,
            params={"question": row.text, "title": row.title},
            says=row.answer,
            by=f"{row.given_name} {row.family_name}" if row.given_name else "",
        )
        for row in rows
    ]
