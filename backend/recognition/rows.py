"""Bravos as the two who share them see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, display_name
from backend.recognition.models import BRAVOS, Subject


@dataclass(frozen=True, slots=True)
class BravoRow:
    """A bravo; the receiver's id and name are None for a sender who thanked a pseudonym."""

    id: UUID
    sender_id: UUID
    sender_name: str
    receiver_id: UUID | None
    receiver_name: str | None
    subject_kind: Subject
    about: str
    href: str
    word: str
    sender_agrees: bool
    receiver_agrees: bool
    sent_at: datetime


async def bravos_received(session: Session, actor: Actor, page: Page) -> Listing[BravoRow]:
    """One page of what colleagues sent to the actor, newest first."""
    mine = BRAVOS.c.receiver_id == actor.person_id
    return await _page(session, actor, page, mine, "bravos received")


async def bravos_sent(session: Session, actor: Actor, page: Page) -> Listing[BravoRow]:
    """One page of what the actor sent, newest first."""
    return await _page(session, actor, page, BRAVOS.c.sender_id == actor.person_id, "bravos sent")


async def bravos_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, BravoRow]:
    """Those of these bravos that the actor sent or received, in one statement."""
    found = await session.execute(_rows(actor).where(BRAVOS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def _page(
    session: Session, actor: Actor, page: Page, whose: sa.ColumnElement[bool], name: str
) -> Listing[BravoRow]:
    order = [BRAVOS.c.id]
    return await listed(session, _rows(actor).where(whose), order, page, _row, name=name, descending=True)


def _rows(actor: Actor) -> sa.Select[Any]:
    sender, receiver = alias_of(PEOPLE, "sender"), alias_of(PEOPLE, "receiver")
    known = sa.or_(BRAVOS.c.named, BRAVOS.c.receiver_id == actor.person_id)
    plain = (BRAVOS.c[name] for name in BravoRow.__slots__ if name in BRAVOS.c and name != "receiver_id")
    return (
        sa.select(
            *plain,
            display_name(sender).label("sender_name"),
            sa.case((known, BRAVOS.c.receiver_id)).label("receiver_id"),
            sa.case((known, display_name(receiver))).label("receiver_name"),
        )
        .join(sender, sender.c.id == BRAVOS.c.sender_id)
        .join(receiver, receiver.c.id == BRAVOS.c.receiver_id)
        .where(sa.or_(BRAVOS.c.sender_id == actor.person_id, BRAVOS.c.receiver_id == actor.person_id))
    )


def _row(row: sa.Row[Any]) -> BravoRow:
    return BravoRow(**{name: row._mapping[name] for name in BravoRow.__slots__})
