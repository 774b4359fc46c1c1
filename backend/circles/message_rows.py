"""Messages as a reader may see them: what is not open to them is not in the row."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.circle_rows import held_over, run_by
from backend.circles.models import (
    CIRCLES,
    CURRENT,
    MEMBERSHIPS,
    MESSAGE_LAYERS,
    MESSAGE_READINGS,
    MESSAGE_UNITS,
    MESSAGES,
    MembershipStatus,
    MessageStatus,
)
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed_by
from backend.identity import ORG_UNIT_TREE, PEOPLE, Permission

MINE = MEMBERSHIPS.alias("mine")
READING = MESSAGE_READINGS.alias("reading")
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


def seen(actor: Actor) -> sa.Select[Any]:
    """A subquery of the ids of the messages that exist for the actor, for `IN`."""
    return sa.select(MESSAGES.c.id).select_from(_sources(actor)).where(_sees(actor))


def publishable(actor: Actor) -> sa.Select[Any]:
    """A subquery of the ids of the messages that the actor may publish, and so answer for."""
    return sa.select(MESSAGES.c.id).select_from(_sources(actor)).where(_publishes(actor))


def _rows(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(
            MESSAGES,
            CIRCLES.c.slug.label("circle_slug"),
            CIRCLES.c.name.label("circle_name"),
            (PEOPLE.c.given_name + " " + PEOPLE.c.family_name).label("author_name"),
            READING.c.layer,
            READING.c.read_at,
            sa.func.coalesce(READING.c.tries, 0).label("tries"),
            READING.c.understood_at,
            LAYER.c.due_at,
            _publishes(actor).label("may_publish"),
            _is_member().label("is_member"),
        )
        .select_from(
            _sources(actor)
            .outerjoin(PEOPLE, PEOPLE.c.id == MESSAGES.c.author_id)
            .outerjoin(LAYER, sa.and_(LAYER.c.message_id == MESSAGES.c.id, LAYER.c.layer == READING.c.layer))
        )
        .where(_sees(actor))
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


def _sources(actor: Actor) -> sa.Join:
    """The message, its circle, and what the actor is to both."""
    me = actor.person_id
    return (
        MESSAGES.join(CIRCLES, CIRCLES.c.id == MESSAGES.c.circle_id)
        .outerjoin(
            MINE,
            sa.and_(MINE.c.circle_id == CIRCLES.c.id, MINE.c.person_id == me, MINE.c.status.in_(CURRENT)),
        )
        .outerjoin(READING, sa.and_(READING.c.message_id == MESSAGES.c.id, READING.c.person_id == me))
    )


def _is_member() -> sa.ColumnElement[bool]:
    return sa.func.coalesce(MINE.c.status == MembershipStatus.ACTIVE, sa.false())


def _publishes(actor: Actor) -> sa.ColumnElement[bool]:
    """`policy.may_publish`, as a condition on the circle and on the actor's spell in it."""
    return sa.or_(run_by(actor, MINE), held_over(actor, Permission.MESSAGES_PUBLISH))


def _sees(actor: Actor) -> sa.ColumnElement[bool]:
    """Publishers see drafts too; a published message is for its members, its audience, its units' heads.

    Whoever arrived under the circle's unit since then may read it, and counts nowhere.
    """
    above = sa.select(ORG_UNIT_TREE.c.ancestor_id).where(ORG_UNIT_TREE.c.descendant_id == actor.org_unit_id)
    heads = sa.exists().where(
        MESSAGE_UNITS.c.message_id == MESSAGES.c.id, MESSAGE_UNITS.c.head_id == actor.person_id
    )
    return sa.or_(
        _publishes(actor),
        sa.and_(
            MESSAGES.c.status == MessageStatus.PUBLISHED,
            sa.or_(
                MESSAGES.c.author_id == actor.person_id,
                _is_member(),
                READING.c.person_id.is_not(None),
                CIRCLES.c.org_unit_id.is_(None),
                CIRCLES.c.org_unit_id.in_(above),
                heads,
            ),
        ),
    )
