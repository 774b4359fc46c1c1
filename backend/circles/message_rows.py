"""Messages as a reader may see them: what is not open to them is not in the row."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.message_readers import READING, is_member, publishes, sees, sources
from backend.circles.models import CIRCLES, MESSAGE_LAYERS, MESSAGES, MessageStatus
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed_by
from backend.identity import PEOPLE, display_name

LAYER = MESSAGE_LAYERS.alias("my_layer")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message for one reader. None stands for what they may not see yet.

    `how` opens once they have understood; `not_to_say` is for members and publishers; `right_choice` for
    publishers. `wrote` says that the reader is the author. `layer` is None for a reader who was not
    addressed; `due_at` is their layer's. `people` are addressed, all of them since `addressed_at`.
    """

    id: UUID
    circle_id: UUID
    circle_slug: str
    circle_name: str
    title: str
    why: str
    what_changes: str
    what_stays: str
    not_to_say: str | None
    how: Sequence[str] | None
    answers: Sequence[dict[str, str]]
    question: str
    choices: Sequence[str]
    right_choice: int | None
    hours_per_layer: int
    status: MessageStatus
    author_id: UUID | None
    author_name: str | None
    wrote: bool
    created_at: datetime
    published_at: datetime | None
    people: int
    addressed_at: datetime | None
    layer: int | None
    read_at: datetime | None
    tries: int
    understood_at: datetime | None
    due_at: datetime | None
    may_publish: bool


async def message_rows(
    session: Session, actor: Actor, circle_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[MessageRow]]:
    """The newest messages of each circle that the actor may see, in one statement."""
    return await listed_by(
        session,
        _rows(actor),
        MESSAGES.c.circle_id,
        circle_ids,
        [MESSAGES.c.id],
        page,
        _for(actor),
        name="messages",
        descending=True,
    )


async def last_published(session: Session, actor: Actor, circle_id: UUID) -> MessageRow | None:
    """The message that a circle published last, of those the actor may see; None before the first."""
    found = await session.execute(
        _rows(actor)
        .where(MESSAGES.c.circle_id == circle_id, MESSAGES.c.status == MessageStatus.PUBLISHED)
        .order_by(MESSAGES.c.published_at.desc(), MESSAGES.c.id.desc())
        .limit(1)
    )
    return next(map(_for(actor), found), None)


async def message_row(session: Session, actor: Actor, message_id: UUID) -> MessageRow:
    """One message. Errors: NotFound, also where the actor may not know of it."""
    found = (await session.execute(_rows(actor).where(MESSAGES.c.id == message_id))).one_or_none()
    if found is None:
        raise NotFound
    return _for(actor)(found)


async def messages_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, MessageRow]:
    """Those of these messages that the actor may know of, in one statement."""
    found = await session.execute(_rows(actor).where(MESSAGES.c.id.in_(ids)))
    return {row.id: row for row in map(_for(actor), found)}


def _rows(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(
            MESSAGES,
            CIRCLES.c.slug.label("circle_slug"),
            CIRCLES.c.name.label("circle_name"),
            display_name(PEOPLE).label("author_name"),
            READING.c.layer,
            READING.c.read_at,
            sa.func.coalesce(READING.c.tries, 0).label("tries"),
            READING.c.understood_at,
            LAYER.c.due_at,
            publishes(actor).label("may_publish"),
            is_member().label("is_member"),
        )
        .select_from(
            sources(actor)
            .outerjoin(PEOPLE, PEOPLE.c.id == MESSAGES.c.author_id)
            .outerjoin(LAYER, sa.and_(LAYER.c.message_id == MESSAGES.c.id, LAYER.c.layer == READING.c.layer))
        )
        .where(sees(actor))
    )


def _for(actor: Actor) -> Callable[[sa.Row[Any]], MessageRow]:
    """How a statement's row becomes the actor's: the closed parts stay in the database's answer."""

    def make(row: sa.Row[Any]) -> MessageRow:
        fields = dict(row._mapping)
        fields["wrote"] = actor.person_id is not None and row.author_id == actor.person_id
        trusted = fields["may_publish"] or fields["wrote"]
        if not (trusted or fields["is_member"]):
            fields["not_to_say"] = None
        if not (trusted or fields["understood_at"]):
            fields["how"] = None
        if not fields["may_publish"]:
            fields["right_choice"] = None
        return MessageRow(**{name: fields[name] for name in MessageRow.__slots__})

    return make
