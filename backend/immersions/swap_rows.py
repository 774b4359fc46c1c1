"""A person's own day to swap, and who would exchange theirs for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.identity import PEOPLE, display_name
from backend.immersions.models import OFFERS, SLOTS, WISHES, OfferStatus

MOST = 50


@dataclass(frozen=True, slots=True)
class SwapAsk:
    """Somebody who wishes for the reader's day, and theirs; `agreed`: the reader wishes for it as well."""

    person_id: UUID
    person_name: str
    offer_id: UUID
    offer_title: str
    starts_at: datetime
    agreed: bool


@dataclass(frozen=True, slots=True)
class MySwap:
    """The day that the reader offers in exchange; `asks` are at most fifty, agreed ones first."""

    offer_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    asks: Sequence[SwapAsk]


async def my_swap(session: Session, actor: Actor, edition_id: UUID) -> MySwap | None:
    """The actor's own day to swap in an edition, if they offer one; two statements."""
    found = await session.execute(
        sa.select(OFFERS.c.id, OFFERS.c.title, SLOTS.c.starts_at, SLOTS.c.ends_at)
        .join(SLOTS, SLOTS.c.offer_id == OFFERS.c.id)
        .where(
            OFFERS.c.edition_id == edition_id,
            OFFERS.c.swapper_id == actor.person_id,
            OFFERS.c.status == OfferStatus.OPEN,
        )
    )
    mine = found.one_or_none()
    if mine is None:
        return None
    asks = await session.execute(_asks(actor, edition_id, mine.id))
    return MySwap(
        offer_id=mine.id,
        title=mine.title,
        starts_at=mine.starts_at,
        ends_at=mine.ends_at,
        asks=[SwapAsk(**row._mapping) for row in asks],
    )


def _asks(actor: Actor, edition_id: UUID, offer_id: UUID) -> sa.Select[Any]:
    back = alias_of(WISHES, "back")
    agreed = sa.exists().where(back.c.offer_id == OFFERS.c.id, back.c.person_id == actor.person_id)
    return (
        sa.select(
            PEOPLE.c.id.label("person_id"),
            display_name(PEOPLE).label("person_name"),
            OFFERS.c.id.label("offer_id"),
            OFFERS.c.title.label("offer_title"),
            OFFERS.c.first_starts_at.label("starts_at"),
            agreed.label("agreed"),
        )
        .select_from(WISHES)
        .join(PEOPLE, PEOPLE.c.id == WISHES.c.person_id)
        .join(
            OFFERS,
            sa.and_(
                OFFERS.c.edition_id == edition_id,
                OFFERS.c.swapper_id == WISHES.c.person_id,
                OFFERS.c.status == OfferStatus.OPEN,
            ),
        )
        .where(WISHES.c.offer_id == offer_id)
        .order_by(agreed.desc(), PEOPLE.c.family_name, PEOPLE.c.id)
        .limit(MOST)
    )
