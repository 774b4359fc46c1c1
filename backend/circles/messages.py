"""Writing a cascade message, and publishing it to everybody it is addressed to."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import addressing, errors, readings
from backend.circles.inputs import MessageInput
from backend.circles.message_readers import seen
from backend.circles.models import MESSAGES, Circle, Message, MessageStatus
from backend.circles.policy import Standing, require_open, require_publish
from backend.circles.standing import standing_of
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import InvalidInput, NotFound, Problem

LEAST_CHOICES = 2


async def get_message(session: Session, actor: Actor, message_id: UUID) -> Message:
    """The message with this id. Errors: NotFound, also where the actor may not know of it."""
    found = await session.execute(
        sa.select(Message).where(MESSAGES.c.id == message_id, MESSAGES.c.id.in_(seen(actor)))
    )
    message: Message | None = found.scalar_one_or_none()
    if message is None:
        raise NotFound
    return message


async def draft_message(session: Session, actor: Actor, circle: Circle, given: MessageInput) -> Message:
    """Begin a message that only those who may publish it can see. Errors: PublishersOnly, CircleClosed."""
    standing = await standing_of(session, actor, circle)
    require_publish(standing)
    require_open(standing)
    message = Message(circle_id=circle.id, author_id=actor.person_id, **given.model_dump())
    session.add(message)
    await session.flush()
    await _record(session, actor, message, "message.drafted")
    return message


async def edit_message(session: Session, actor: Actor, message: Message, given: MessageInput) -> Message:
    """Rewrite a draft; what is published does not change. Errors: PublishersOnly, AlreadyPublished."""
    require_publish(await _standing(session, actor, message))
    edited = await _while_draft(session, message, **given.model_dump())
    await _record(session, actor, edited, "message.edited")
    return edited


async def publish_message(session: Session, actor: Actor, message: Message) -> Message:
    """Send a draft to the active people under the circle's unit, and start the first layer's clock.

    In a large company their rows come just after: see `addressing`. Its author understood it by writing it,
    whoever publishes it.

    Errors: PublishersOnly, CircleClosed, AlreadyPublished, InvalidInput where a part it needs is missing.
    """
    standing = await _standing(session, actor, message)
    require_publish(standing)
    require_open(standing)
    at = now()
    published = await _while_draft(session, message, status=MessageStatus.PUBLISHED, published_at=at)
    # The row is ours from here on, so what is checked is what is published; a refusal rolls it back.
    missing = missing_parts(published)
    if missing:
        raise InvalidInput(MessageInput.__name__, missing)
    people = await addressing.freeze(session, published, standing.circle, at)
    await _record(session, actor, published, "message.published", people=people)
    if published.author_id is not None:
        await readings.read_message(session, Actor(published.author_id), published)
    return published


class Parts(Protocol):
    """What of a message, written or only typed, its publication looks at."""

    @property
    def why(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def choices(self) -> Sequence[str]: ...
    @property
    def right_choice(self) -> int | None: ...


def missing_parts(message: Parts) -> dict[str, Problem]:
    """What a message still needs to be published, by field."""
    problems = {name: Problem("needed") for name in ("why", "question") if not getattr(message, name)}
    if len(set(message.choices)) < LEAST_CHOICES:
        problems["choices"] = Problem("too_few", {"least": LEAST_CHOICES})
    elif message.right_choice is None or message.right_choice >= len(message.choices):
        problems["right_choice"] = Problem("needed")
    return problems


async def _while_draft(session: Session, message: Message, **values: object) -> Message:
    """Change the message if it is a draft at this very moment. Errors: AlreadyPublished."""
    changed = await session.execute(
        sa.update(Message)
        .where(MESSAGES.c.id == message.id, MESSAGES.c.status == MessageStatus.DRAFT)
        .values(**values)
        .returning(Message)
        .execution_options(populate_existing=True)
    )
    row: Message | None = changed.scalar_one_or_none()
    if row is None:
        raise errors.AlreadyPublished
    return row


async def _standing(session: Session, actor: Actor, message: Message) -> Standing:
    return await standing_of(session, actor, await session.get_one(Circle, message.circle_id))


async def _record(session: Session, actor: Actor, message: Message, name: str, **payload: object) -> None:
    await events.record(session, actor, name, "message", message.id, circle_id=message.circle_id, **payload)
