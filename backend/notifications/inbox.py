"""A person's inbox: what they were told, newest first, and how much of it is unread."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core import live
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.notifications.models import NOTIFICATIONS, READERS, NotificationKind
from backend.notifications.readers import topic_of


@dataclass(frozen=True, slots=True)
class NotificationRow:
    """One thing somebody was told; `wording` says it in their words."""

    id: UUID
    kind: NotificationKind
    code: str
    params: Mapping[str, Any]
    href: str
    is_read: bool
    created_at: datetime


COLUMNS = tuple(NOTIFICATIONS.c[name] for name in NotificationRow.__slots__)


async def visible_notifications(
    session: Session, actor: Actor, page: Page, *, unread: bool = False
) -> Listing[NotificationRow]:
    """What the actor was told, newest first; only what is unread if asked so. Errors: BadCursor."""
    statement = sa.select(*COLUMNS).where(
        NOTIFICATIONS.c.person_id == actor.person_id, NOTIFICATIONS.c.in_inbox
    )
    if unread:
        statement = statement.where(~NOTIFICATIONS.c.is_read)
    return await listed(
        session,
        statement,
        [NOTIFICATIONS.c.id],
        page,
        _row,
        name="unread notifications" if unread else "notifications",
        descending=True,
    )


async def notifications_by_ids(
    session: Session, actor: Actor, ids: Sequence[UUID]
) -> dict[UUID, NotificationRow]:
    """Those of the actor's own, in one statement."""
    found = await session.execute(sa.select(*COLUMNS).where(_own(actor), NOTIFICATIONS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def unread_count(session: Session, person_id: UUID) -> int:
    """How much a person has not read: the stored figure, one row."""
    return (await unread_counts(session, [person_id]))[person_id]


async def unread_counts(session: Session, people: Collection[UUID]) -> dict[UUID, int]:
    """How much each of these people has not read, in one statement."""
    found = await session.execute(
        sa.select(READERS.c.person_id, READERS.c.unread).where(READERS.c.person_id.in_(people))
    )
    return dict.fromkeys(people, 0) | {row.person_id: row.unread for row in found}


async def mark_read(session: Session, actor: Actor, ids: Sequence[UUID] | None = None) -> int:
    """Mark some of the actor's own as read, or all of them; what is read is not mailed any more.

    Returns how many were unread. Errors: NotFound, for what was not told to the actor.
    """
    if actor.person_id is None:
        raise NotFound
    mine = _own(actor)
    if ids is not None:
        if len(await notifications_by_ids(session, actor, ids)) < len(set(ids)):
            raise NotFound
        mine = sa.and_(mine, NOTIFICATIONS.c.id.in_(ids))
    read = await session.execute(
        sa.update(NOTIFICATIONS)
        .where(mine, ~NOTIFICATIONS.c.is_read)
        .values(is_read=True, waits_for="")
        .returning(NOTIFICATIONS.c.id)
    )
    count = len(read.all())
    if count:
        await session.execute(
            sa.update(READERS)
            .where(READERS.c.person_id == actor.person_id)
            .values(unread=READERS.c.unread - count)
        )
        await live.tell(session, topic_of(actor.person_id))
        await events.record(session, actor, "notifications.read", "person", actor.person_id, count=count)
    return count


def _own(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(NOTIFICATIONS.c.person_id == actor.person_id, NOTIFICATIONS.c.in_inbox)


def _row(row: sa.Row[Any]) -> NotificationRow:
    return NotificationRow(**{name: row._mapping[name] for name in NotificationRow.__slots__})
