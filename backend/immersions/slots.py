"""The dates of offers after publication: moving one, cancelling one, and what becomes of its people."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import instant, on_the_clock
from backend.immersions import errors
from backend.immersions.again import Fates, place_again, situation
from backend.immersions.held_slots import HeldSlot, held_slot
from backend.immersions.inputs import SlotChangeInput
from backend.immersions.matching import Rule, in_order, rule_against
from backend.immersions.models import OFFERS, PLACEMENTS, SLOTS, Edition, PlacementEnd
from backend.immersions.slot_lists import keep_lists, take_offers_back
from backend.immersions.waiting import free_place

OF_TIME = frozenset({Rule.NOT_AVAILABLE, Rule.NO_REST})
"""Rules that another date may break; the others were answered when the place was given."""


async def change_slot(
    session: Session, actor: Actor, edition: Edition, slot_id: UUID, given: SlotChangeInput
) -> Fates:
    """Move a date or change its places; whom it no longer suits, or no longer holds, is placed again.

    Errors: those of `held_slot`, SlotEndsBeforeStart, SlotInThePast, MinimumOverCapacity, NoSuchHour.
    """
    await _lock(session, slot_id)
    slot = await held_slot(session, actor, edition, slot_id)
    starts_at = instant(given.starts_at, edition.time_zone, "starts_at")
    ends_at = instant(given.ends_at, edition.time_zone, "ends_at")
    if ends_at <= starts_at:
        raise errors.SlotEndsBeforeStart(field="ends_at")
    if starts_at <= now():
        raise errors.SlotInThePast(field="starts_at")
    if given.minimum > given.capacity:
        raise errors.MinimumOverCapacity(field="minimum")
    await take_offers_back(session, slot_id)
    ranks = await _placed(session, slot_id)
    lost = await _lost(session, edition, slot_id, ranks, starts_at, ends_at, given.capacity)
    await _end(session, slot_id, lost)
    await session.execute(
        sa.update(SLOTS)
        .where(SLOTS.c.id == slot_id)
        .values(
            day=_day(edition, starts_at),
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=given.capacity,
            minimum=given.minimum,
            placed_count=len(ranks) - len(lost),
        )
    )
    fates = await place_again(session, edition, lost)
    await keep_lists(session, edition, slot.offer_id)
    await _tell_offer(session, slot.offer_id)
    await free_place(session, slot_id)
    kept = [one for one in ranks if one not in set(lost)]
    moved = (starts_at, ends_at) != (slot.starts_at, slot.ends_at)
    told = kept if moved else []
    await _record(session, actor, "slot.changed", edition, slot, given.reason, fates, told, moved)
    return fates


async def cancel_slot(
    session: Session, actor: Actor, edition: Edition, slot_id: UUID, *, reason: str = ""
) -> Fates:
    """Cancel a date; everybody placed there is placed again. Errors: those of `held_slot`."""
    await _lock(session, slot_id)
    slot = await held_slot(session, actor, edition, slot_id)
    await take_offers_back(session, slot_id)
    people = list(await _placed(session, slot_id))
    await _end(session, slot_id, people)
    await session.execute(
        sa.update(SLOTS).where(SLOTS.c.id == slot_id).values(cancelled_at=now(), placed_count=0)
    )
    fates = await place_again(session, edition, people)
    await keep_lists(session, edition, slot.offer_id)
    await _tell_offer(session, slot.offer_id)
    await _record(session, actor, "slot.cancelled", edition, slot, reason[:500], fates, [])
    return fates


async def _lock(session: Session, slot_id: UUID) -> None:
    """Hold the slot's offer until the end of the transaction, as whoever passes its places on does."""
    offer_id = sa.select(SLOTS.c.offer_id).where(SLOTS.c.id == slot_id).scalar_subquery()
    await session.execute(sa.select(OFFERS.c.id).where(OFFERS.c.id == offer_id).with_for_update())


async def _placed(session: Session, slot_id: UUID) -> Mapping[UUID, int]:
    """Who holds a place of the slot, with the rank of their wish; 0 for a place kept by the leaders."""
    found = await session.execute(
        sa.select(PLACEMENTS.c.person_id, PLACEMENTS.c.rank)
        .where(PLACEMENTS.c.slot_id == slot_id, PLACEMENTS.c.ended_at.is_(None))
        .order_by(PLACEMENTS.c.person_id)
        .with_for_update()
    )
    return {row.person_id: row.rank or 0 for row in found}


async def _lost(
    session: Session,
    edition: Edition,
    slot_id: UUID,
    ranks: Mapping[UUID, int],
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
) -> list[UUID]:
    """Whom the date as it is to be does not suit, then the last in the order of lists beyond its places."""
    problem = await situation(session, edition, list(ranks), notice=timedelta())
    as_is = next((one for one in problem.slots if one.key == str(slot_id)), None)
    if as_is is None:
        return []
    as_to_be = replace(as_is, starts_at=starts_at, ends_at=ends_at, day=_day(edition, starts_at))
    wanted = [(one, ranks[UUID(one.key)], as_is.offer) for one in problem.people]
    suited: list[UUID] = []
    unsuited: list[UUID] = []
    for one in in_order(problem.seed, wanted):
        against = rule_against(problem, one[0], as_to_be)
        (unsuited if against in OF_TIME else suited).append(UUID(one[0].key))
    return unsuited + suited[capacity:]


def _day(edition: Edition, starts_at: datetime) -> date:
    return on_the_clock(starts_at, edition.time_zone).date()


async def _end(session: Session, slot_id: UUID, people: Collection[UUID]) -> None:
    await session.execute(
        sa.update(PLACEMENTS)
        .where(
            PLACEMENTS.c.slot_id == slot_id,
            PLACEMENTS.c.person_id.in_(people),
            PLACEMENTS.c.ended_at.is_(None),
        )
        .values(ended_at=now(), ended_as=PlacementEnd.LOST)
    )


async def _tell_offer(session: Session, offer_id: UUID) -> None:
    """Bring the offer's own figures to its dates; without one left, its first date stays known."""
    live = sa.and_(SLOTS.c.offer_id == offer_id, SLOTS.c.cancelled_at.is_(None))
    first = sa.select(sa.func.min(SLOTS.c.starts_at)).where(live).scalar_subquery()
    places = sa.select(sa.func.coalesce(sa.func.sum(SLOTS.c.capacity), 0)).where(live).scalar_subquery()
    await session.execute(
        sa.update(OFFERS)
        .where(OFFERS.c.id == offer_id)
        .values(place_count=places, first_starts_at=sa.func.coalesce(first, OFFERS.c.first_starts_at))
    )


async def _record(
    session: Session,
    actor: Actor,
    name: str,
    edition: Edition,
    slot: HeldSlot,
    reason: str,
    fates: Fates,
    kept: Collection[UUID],
    moved: bool = True,
) -> None:
    facts: dict[str, Any] = {
        "edition_id": edition.id,
        "offer_id": slot.offer_id,
        "starts_at": slot.starts_at.isoformat(),
        "reason": reason,
        "moved": moved,
        "kept": [str(one) for one in kept],
        "placed": {str(one): [str(who) for who in people] for one, people in fates.placed.items()},
        "unplaced": [str(one) for one in fates.unplaced],
    }
    await events.record(session, actor, name, "slot", slot.id, **facts)
