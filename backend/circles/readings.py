"""A person and a message: opening it, and answering its question until the why is understood."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from backend import events
from backend.circles import addressing, errors, reach
from backend.circles.models import MESSAGE_READINGS as READINGS
from backend.circles.models import Message, MessageStatus
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_into


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What an answer was (`right`), and whether the person has understood, by this one or an earlier one."""

    right: bool
    understood: bool


async def read_message(session: Session, actor: Actor, message: Message) -> bool:
    """Note that the person has opened a message; True the first time, for people addressed.

    Its author has understood it by writing it: opening it counts as that too. A mere reading leaves no event:
    it is the record itself, and an event per reader would tell nothing more. Errors: NotPublished.
    """
    _require_published(message)
    at = now()
    person = await _first_opened(session, actor, message, at)
    if person is None:
        return False
    await reach.count(session, message, _step(person, reached=True, understood=False), at)
    if message.author_id == actor.person_id and message.right_choice is not None:
        await acknowledge_message(session, actor, message, choice=message.right_choice)
    return True


async def acknowledge_message(
    session: Session, actor: Actor, message: Message, *, choice: int
) -> Acknowledgement:
    """Answer the question on the why, as many times as it takes; a right answer opens the how.

    An answer given after a right one changes nothing. Errors: NotPublished, UnknownChoice.
    """
    _require_published(message)
    if not 0 <= choice < len(message.choices):
        raise errors.UnknownChoice
    at, right = now(), choice == message.right_choice
    opened = await _first_opened(session, actor, message, at)
    person = await _try(session, actor, message, at, right=right)
    if person is None and opened is None and await _admit(session, actor, message, at):
        person = await _try(session, actor, message, at, right=right)
    if person is None:
        return Acknowledgement(right=right, understood=True)
    if right or opened is not None:
        await reach.count(session, message, _step(person, reached=opened is not None, understood=right), at)
    if right:
        await events.record(
            session, actor, "message.understood", "message", message.id, circle_id=message.circle_id
        )
    return Acknowledgement(right=right, understood=right)


def _require_published(message: Message) -> None:
    if message.status is not MessageStatus.PUBLISHED:
        raise errors.NotPublished


async def _first_opened(session: Session, actor: Actor, message: Message, at: datetime) -> Any:
    """The row of a person addressed who opens the message for the first time, at this very moment."""
    if message.addressed_at is None:
        await addressing.address_unit_of(session, message, actor.person_id)
    opened = await session.execute(
        sa.update(READINGS)
        .where(
            READINGS.c.message_id == message.id,
            READINGS.c.person_id == actor.person_id,
            READINGS.c.read_at.is_(None),
        )
        .values(read_at=at)
        .returning(READINGS.c.person_id, READINGS.c.unit_id, READINGS.c.layer)
    )
    return opened.one_or_none()


async def _try(session: Session, actor: Actor, message: Message, at: datetime, *, right: bool) -> Any:
    """One more try; None for a person who has understood already, or has no row."""
    tried = await session.execute(
        sa.update(READINGS)
        .where(
            READINGS.c.message_id == message.id,
            READINGS.c.person_id == actor.person_id,
            READINGS.c.understood_at.is_(None),
        )
        .values(tries=READINGS.c.tries + 1, understood_at=at if right else None)
        .returning(READINGS.c.person_id, READINGS.c.unit_id, READINGS.c.layer)
    )
    return tried.one_or_none()


async def _admit(session: Session, actor: Actor, message: Message, at: datetime) -> bool:
    """Give a reader who was not addressed a row that counts nowhere; False if they had one."""
    admitted = await session.execute(
        insert_into(session, READINGS)
        .values(message_id=message.id, person_id=actor.person_id, read_at=at, tries=0)
        .on_conflict_do_nothing()
        .returning(READINGS.c.person_id)
    )
    return admitted.one_or_none() is not None


def _step(person: Any, *, reached: bool, understood: bool) -> reach.Step:
    return reach.Step(person.person_id, person.unit_id, person.layer, reached, understood)
