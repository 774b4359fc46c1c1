"""The dates of offers, with the hosts of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import PEOPLE, display_name
from backend.immersions.models import OFFERS, SLOT_HOSTS, SLOTS, OfferStatus


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A date of an offer. `hosts` are names."""

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
            sa.select(*(SLOTS.c[name] for name in SlotRow.__slots__ if name in SLOTS.c))
            .where(SLOTS.c.offer_id.in_(offer_ids))
            .order_by(SLOTS.c.starts_at, SLOTS.c.id)
        )
    ).all()
    hosts = await session.execute(
        sa.select(
            SLOT_HOSTS.c.slot_id,
            PEOPLE.c.id,
            display_name(PEOPLE).label("name"),
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


async def days_of(session: Session, edition_id: UUID) -> list[date]:
    """The days of an edition's open dates, on its clocks, at most 400: what possible days are chosen from.

    It steps from each day to the next one through an index, whatever the number of dates.
    """
    days = sa.select(_next_day(edition_id).label("day")).cte("days", recursive=True)
    following = _next_day(edition_id, after=days.c.day)
    days = days.union_all(sa.select(following).where(days.c.day.is_not(None)))
    found = await session.execute(sa.select(days.c.day).where(days.c.day.is_not(None)).limit(400))
    return sorted(found.scalars())


def _next_day(edition_id: UUID, after: sa.ColumnElement[date] | None = None) -> sa.ScalarSelect[date]:
    """The first day of an open date, or the first one after another day."""
    statement = (
        sa.select(SLOTS.c.day)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(
            SLOTS.c.edition_id == edition_id,
            SLOTS.c.cancelled_at.is_(None),
            OFFERS.c.status == OfferStatus.OPEN,
        )
        .order_by(SLOTS.c.day)
        .limit(1)
    )
    if after is not None:
        statement = statement.where(SLOTS.c.day > after)
    return statement.scalar_subquery()
