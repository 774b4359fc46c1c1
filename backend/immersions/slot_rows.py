"""The dates of offers, with who receives on each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import PEOPLE
from backend.immersions.models import OFFERS, SLOT_HOSTS, SLOTS, OfferStatus


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A date of an offer. `hosts` are who receives, by name."""

    id: UUID
    offer_id: UUID
    starts_at: datetime
    ends_at: datetime
    capacity: int
    minimum: int
    placed_count: int
    cancelled_at: datetime | None
    hosts: tuple[tuple[UUID, str], ...]


async def slots_of(session: Session, offer_ids: Collection[UUID]) -> Mapping[UUID, list[SlotRow]]:
    """The dates of each offer, in their order, with their hosts: two statements."""
    slots = (
        await session.execute(
            sa.select(SLOTS).where(SLOTS.c.offer_id.in_(offer_ids)).order_by(SLOTS.c.starts_at, SLOTS.c.id)
        )
    ).all()
    hosts = await session.execute(
        sa.select(
            SLOT_HOSTS.c.slot_id,
            PEOPLE.c.id,
            (PEOPLE.c.given_name + " " + PEOPLE.c.family_name).label("name"),
        )
        .join(SLOTS, SLOTS.c.id == SLOT_HOSTS.c.slot_id)
        .join(PEOPLE, PEOPLE.c.id == SLOT_HOSTS.c.person_id)
        .where(SLOTS.c.offer_id.in_(offer_ids))
        .order_by(PEOPLE.c.family_name, PEOPLE.c.id)
    )
    by_slot: dict[UUID, list[tuple[UUID, str]]] = {row.id: [] for row in slots}
    for row in hosts:
        by_slot[row.slot_id].append((row.id, row.name))
    found: dict[UUID, list[SlotRow]] = {one: [] for one in offer_ids}
    for row in slots:
        found[row.offer_id].append(SlotRow(**row._mapping, hosts=tuple(by_slot[row.id])))
    return found


async def days_of(session: Session, edition_id: UUID) -> list[datetime]:
    """The starts of every date open in an edition, at most 400: what possible days are chosen from."""
    found = await session.execute(
        sa.select(SLOTS.c.starts_at)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(
            OFFERS.c.edition_id == edition_id,
            OFFERS.c.status == OfferStatus.OPEN,
            SLOTS.c.cancelled_at.is_(None),
        )
        .distinct()
        .order_by(SLOTS.c.starts_at)
        .limit(400)
    )
    return list(found.scalars())
