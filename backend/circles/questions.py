"""Questions that travel back up a message, and are answered once, for all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors
from backend.circles.inputs import UpwardAnswerInput, UpwardQuestionInput
from backend.circles.message_readers import publishable, seen
from backend.circles.models import CIRCLES, MESSAGES, Circle, Message, MessageStatus, UpwardQuestion
from backend.circles.models import UPWARD_QUESTIONS as QUESTIONS
from backend.circles.policy import require_publish
from backend.circles.standing import standing_of
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed_by
from backend.identity import PEOPLE, display_name


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as one reader sees it. Who asked is told to those who may answer, and to nobody else."""

    id: UUID
    message_id: UUID
    text: str
    asked_at: datetime
    asked_by: str | None
    is_mine: bool
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What one writes about a question to the person who asked it."""

    asked_by_id: UUID | None
    text: str
    answer: str
    message_id: UUID
    message_title: str
    circle_slug: str


async def ask_upwards(
    session: Session, actor: Actor, message: Message, given: UpwardQuestionInput
) -> UpwardQuestion:
    """Send a question up to those who carry the message. Errors: NotPublished."""
    if message.status is not MessageStatus.PUBLISHED:
        raise errors.NotPublished
    question = UpwardQuestion(message_id=message.id, asked_by_id=actor.person_id, text=given.text)
    session.add(question)
    await session.flush()
    await _record(session, actor, "message.question_asked", question.id, message)
    return question


async def answer_question(
    session: Session, actor: Actor, question: UpwardQuestion, given: UpwardAnswerInput
) -> UpwardQuestion:
    """Answer a question, once and for everybody who may see the message.

    Errors: PublishersOnly, AlreadyAnswered.
    """
    message = await session.get_one(Message, question.message_id)
    circle = await session.get_one(Circle, message.circle_id)
    require_publish(await standing_of(session, actor, circle))
    answered = await session.execute(
        sa.update(UpwardQuestion)
        .where(QUESTIONS.c.id == question.id, QUESTIONS.c.answered_at.is_(None))
        .values(answer=given.answer, answered_by_id=actor.person_id, answered_at=now())
        .returning(UpwardQuestion)
        .execution_options(populate_existing=True)
    )
    row: UpwardQuestion | None = answered.scalar_one_or_none()
    if row is None:
        raise errors.AlreadyAnswered
    await _record(session, actor, "message.question_answered", row.id, message)
    return row


async def get_question(session: Session, actor: Actor, question_id: UUID) -> UpwardQuestion:
    """The question with this id. Errors: NotFound, also where the actor may not know of it."""
    found = await session.execute(
        sa.select(UpwardQuestion).where(QUESTIONS.c.id == question_id, _shown(actor))
    )
    question: UpwardQuestion | None = found.scalar_one_or_none()
    if question is None:
        raise NotFound
    return question


async def question_rows(
    session: Session, actor: Actor, message_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[QuestionRow]]:
    """The newest questions of each message that the actor may see, in one statement."""
    return await listed_by(
        session,
        _rows(actor),
        QUESTIONS.c.message_id,
        message_ids,
        [QUESTIONS.c.id],
        page,
        _row,
        name="questions",
        descending=True,
    )


async def question_row(session: Session, actor: Actor, question_id: UUID) -> QuestionRow:
    """One question; the caller has checked that it may be seen."""
    return _row((await session.execute(_rows(actor).where(QUESTIONS.c.id == question_id))).one())


async def questions_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, QuestionRow]:
    """Those of these questions that the actor may see, in one statement."""
    found = await session.execute(_rows(actor).where(QUESTIONS.c.id.in_(ids), _shown(actor)))
    return {row.id: _row(row) for row in found}


async def question_facts(session: Session, question_id: UUID) -> QuestionFacts | None:
    """A question with its message, for a job; None when it is gone."""
    found = await session.execute(
        sa.select(
            QUESTIONS.c.asked_by_id,
            QUESTIONS.c.text,
            QUESTIONS.c.answer,
            QUESTIONS.c.message_id,
            MESSAGES.c.title.label("message_title"),
            CIRCLES.c.slug.label("circle_slug"),
        )
        .join(MESSAGES, MESSAGES.c.id == QUESTIONS.c.message_id)
        .join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .where(QUESTIONS.c.id == question_id)
    )
    row = found.one_or_none()
    return QuestionFacts(**row._mapping) if row else None


def _shown(actor: Actor) -> sa.ColumnElement[bool]:
    """Answered, for all who see the message; open, for whoever asked it and those who may answer."""
    return sa.and_(
        QUESTIONS.c.message_id.in_(seen(actor)),
        sa.or_(
            QUESTIONS.c.answered_at.is_not(None),
            QUESTIONS.c.asked_by_id == actor.person_id,
            QUESTIONS.c.message_id.in_(publishable(actor)),
        ),
    )


def _rows(actor: Actor) -> sa.Select[Any]:
    asker, answerer = alias_of(PEOPLE, "asker"), alias_of(PEOPLE, "answerer")
    asked_by = display_name(asker)
    return (
        sa.select(
            QUESTIONS.c.id,
            QUESTIONS.c.message_id,
            QUESTIONS.c.text,
            QUESTIONS.c.asked_at,
            sa.case((QUESTIONS.c.message_id.in_(publishable(actor)), asked_by)).label("asked_by"),
            sa.func.coalesce(QUESTIONS.c.asked_by_id == actor.person_id, sa.false()).label("is_mine"),
            sa.func.nullif(QUESTIONS.c.answer, "").label("answer"),
            display_name(answerer).label("answered_by"),
            QUESTIONS.c.answered_at,
        )
        .outerjoin(asker, asker.c.id == QUESTIONS.c.asked_by_id)
        .outerjoin(answerer, answerer.c.id == QUESTIONS.c.answered_by_id)
        .where(_shown(actor))
    )


def _row(row: sa.Row[Any]) -> QuestionRow:
    return QuestionRow(**{name: row._mapping[name] for name in QuestionRow.__slots__})


async def _record(session: Session, actor: Actor, name: str, question_id: UUID, message: Message) -> None:
    await events.record(
        session,
        actor,
        name,
        "upward_question",
        question_id,
        message_id=message.id,
        circle_id=message.circle_id,
    )
