"""Waiting lists after publication: a freed place goes to the first who may have it, for a day at most.

A place is taken by a placement or by an offer of it that still holds. `pass_places_on` counts both in one
statement, under the lock of the offer, so a place is never given twice whatever happens at once; it may be
run again at any time, and a second run changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.immersions.engagements import engaged_near, had_their_day
from backend.immersions.models import (
    EDITIONS,
    MATCHING_RUNS,
    OFFERS,
    PLACEMENTS,
    SLOTS,
    WAITING,
    Phase,
    WaitingStatus,
)
from backend.immersions.phases import ALLOWED, Deed

PASS_ON = "immersions.pass_places_on"
"""The job that offers the free places of a slot to its list."""
LONGEST = timedelta(hours=24)
BEFORE_START = timedelta(hours=12)
BEFORE_ALL = -(2**31)
"""A position before every other: those who lost their date go before the first of a list."""
PARCEL = 200
"""How many of a list are looked at in one statement."""


@dataclass(frozen=True, slots=True)
class _Date:
    id: UUID
    offer_id: UUID
    edition_id: UUID
    run_id: UUID
    starts_at: datetime
    ends_at: datetime
    capacity: int
    rest: timedelta


async def free_place(session: Session, slot_id: UUID, *, at: datetime | None = None) -> None:
    """Promise that the free places of a slot go to its list, now or when an offer lapses."""
    await jobs.enqueue(session, PASS_ON, {"slot_id": str(slot_id)}, run_at=at)


def valid_until(starts_at: datetime, offered_at: datetime) -> datetime:
    """An offer holds for 24 hours, and no later than 12 hours before the day starts."""
    return min(offered_at + LONGEST, starts_at - BEFORE_START)


async def pass_places_on(session: Session, slot_id: UUID) -> None:
    """Lapse what was not answered in time, then offer each free place to the next of the list."""
    date = await _locked(session, slot_id)
    if date is None:
        return
    await session.execute(
        sa.update(WAITING)
        .where(
            WAITING.c.offered_slot_id == slot_id,
            WAITING.c.status == WaitingStatus.OFFERED,
            WAITING.c.expires_at <= now(),
        )
        .values(status=WaitingStatus.LAPSED, offered_slot_id=None, expires_at=None, changed_at=now())
    )
    held = int(await session.scalar(sa.select(taken(sa.literal(slot_id, SLOTS.c.id.type)))) or 0)
    until = valid_until(date.starts_at, now())
    if until > now():
        for person_id in await _next(session, date, date.capacity - held):
            held += await _offer(session, date, person_id, until)
    await session.execute(sa.update(SLOTS).where(SLOTS.c.id == slot_id).values(placed_count=held))


async def _locked(session: Session, slot_id: UUID) -> _Date | None:
    """The slot in a published edition, its offer locked until the end of the transaction."""
    found = await session.execute(
        sa.select(
            SLOTS.c.id,
            SLOTS.c.offer_id,
            OFFERS.c.edition_id,
            MATCHING_RUNS.c.id.label("run_id"),
            SLOTS.c.starts_at,
            SLOTS.c.ends_at,
            SLOTS.c.capacity,
            EDITIONS.c.rest_hours,
        )
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(EDITIONS, EDITIONS.c.id == OFFERS.c.edition_id)
        .join(
            MATCHING_RUNS,
            sa.and_(MATCHING_RUNS.c.edition_id == EDITIONS.c.id, MATCHING_RUNS.c.published_at.is_not(None)),
        )
        .where(
            SLOTS.c.id == slot_id,
            SLOTS.c.cancelled_at.is_(None),
            EDITIONS.c.phase.in_([phase for phase in Phase if Deed.PLACE in ALLOWED[phase]]),
        )
        .with_for_update(of=OFFERS)
    )
    row = found.one_or_none()
    if row is None:
        return None
    values = {name: value for name, value in row._mapping.items() if name != "rest_hours"}
    return _Date(**values, rest=timedelta(hours=row.rest_hours))


def taken(slot: sa.ColumnElement[UUID]) -> sa.ColumnElement[int]:
    """Placements and offers that hold of a slot, counted in one statement: of one instant."""
    placed = sa.select(sa.func.count()).where(PLACEMENTS.c.slot_id == slot, PLACEMENTS.c.ended_at.is_(None))
    offered = sa.select(sa.func.count()).where(
        WAITING.c.offered_slot_id == slot, WAITING.c.status == WaitingStatus.OFFERED
    )
    return placed.scalar_subquery() + offered.scalar_subquery()


async def _next(session: Session, date: _Date, places: int) -> list[UUID]:
    """The first of the list who may come on this date and are not taken elsewhere, in order."""
    found: list[UUID] = []
    last = BEFORE_ALL
    while len(found) < places:
        rows = (
            await session.execute(
                sa.select(WAITING.c.person_id, WAITING.c.position, WAITING.c.slot_ids)
                .where(
                    WAITING.c.run_id == date.run_id,
                    WAITING.c.offer_id == date.offer_id,
                    WAITING.c.status == WaitingStatus.WAITING,
                    WAITING.c.position > last,
                    ~had_their_day(WAITING.c.person_id, date.edition_id),
                    ~engaged_near(
                        WAITING.c.person_id, date.edition_id, date.starts_at, date.ends_at, date.rest
                    ),
                )
                .order_by(WAITING.c.position)
                .limit(PARCEL)
                # A row held by somebody else is that of a person who is taking a place they prefer.
                .with_for_update(of=WAITING, skip_locked=True)
            )
        ).all()
        if not rows:
            break
        last = rows[-1].position
        found += [row.person_id for row in rows if str(date.id) in row.slot_ids]
    return found[: max(places, 0)]


async def _offer(session: Session, date: _Date, person_id: UUID, until: datetime) -> int:
    """Offer the place, unless they left the list this instant; 1 when it was."""
    offered = await session.execute(
        sa.update(WAITING)
        .where(
            WAITING.c.run_id == date.run_id,
            WAITING.c.offer_id == date.offer_id,
            WAITING.c.person_id == person_id,
            WAITING.c.status == WaitingStatus.WAITING,
        )
        .values(status=WaitingStatus.OFFERED, offered_slot_id=date.id, expires_at=until, changed_at=now())
    )
    if not offered.rowcount:
        await free_place(session, date.id)
        return 0
    await free_place(session, date.id, at=until)
    await events.record(
        session,
        SYSTEM,
        "waiting.offered",
        "person",
        person_id,
        edition_id=date.edition_id,
        offer_id=date.offer_id,
        slot_id=date.id,
        until=until.isoformat(),
    )
    return 1
