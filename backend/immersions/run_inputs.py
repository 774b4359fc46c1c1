"""What a run is given, read in a fixed number of statements whatever the number of people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.identity import JOB_FAMILIES, PEOPLE, SITES, PersonStatus
from backend.immersions.matching import Coordinates, Engagement, Host, Person, Priority, Problem, Slot
from backend.immersions.models import (
    ACTIVITY_PREREQUISITES,
    APPROVALS,
    LEFT_OUT,
    OFFERS,
    PARTICIPANTS,
    PERSON_PREREQUISITES,
    PINS,
    PLACEMENTS,
    SLOT_HOSTS,
    SLOTS,
    WISHES,
    ApprovalStatus,
    Edition,
    OfferStatus,
)

Together = defaultdict[UUID, set[str]]


async def problem_of(session: Session, edition: Edition, seed: int) -> Problem:
    """The people who wish or are pinned, the dates of open offers, and what keeps them apart."""
    pins = await session.execute(
        sa.select(PINS.c.person_id, PINS.c.slot_id).where(PINS.c.edition_id == edition.id)
    )
    pinned = {str(row.person_id): str(row.slot_id) for row in pins}
    return Problem(
        people=tuple(await _people(session, edition)),
        slots=tuple(await _slots(session, edition)),
        seed=seed,
        pins=pinned,
        rest=timedelta(hours=edition.rest_hours),
        furthest_km=edition.furthest_km,
    )


async def _slots(session: Session, edition: Edition) -> list[Slot]:
    of_edition = sa.and_(OFFERS.c.edition_id == edition.id, OFFERS.c.status == OfferStatus.OPEN)
    required = await _sets(
        session,
        sa.select(OFFERS.c.id, ACTIVITY_PREREQUISITES.c.prerequisite_id)
        .join(ACTIVITY_PREREQUISITES, ACTIVITY_PREREQUISITES.c.activity_id == OFFERS.c.activity_id)
        .where(of_edition),
    )
    received = await session.execute(
        sa.select(SLOT_HOSTS.c.slot_id, SLOT_HOSTS.c.person_id, PEOPLE.c.org_unit_id)
        .join(SLOTS, SLOTS.c.id == SLOT_HOSTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(PEOPLE, PEOPLE.c.id == SLOT_HOSTS.c.person_id)
        .where(of_edition)
        .order_by(SLOT_HOSTS.c.slot_id, SLOT_HOSTS.c.person_id)
    )
    hosts: defaultdict[UUID, list[Host]] = defaultdict(list)
    for row in received:
        hosts[row.slot_id].append(Host(str(row.person_id), _key(row.org_unit_id)))
    found = await session.execute(
        sa.select(SLOTS, SITES.c.latitude, SITES.c.longitude)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .where(of_edition, SLOTS.c.cancelled_at.is_(None))
    )
    zone = ZoneInfo(edition.time_zone)
    return [
        Slot(
            key=str(row.id),
            offer=str(row.offer_id),
            capacity=row.capacity,
            minimum=row.minimum,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            day=row.starts_at.astimezone(zone).date(),
            place=_place(row),
            requires=frozenset(required[row.offer_id]),
            hosts=tuple(hosts[row.id]),
        )
        for row in found
    ]


async def _people(session: Session, edition: Edition) -> list[Person]:
    wished = sa.select(WISHES.c.person_id).where(WISHES.c.edition_id == edition.id)
    pinned = sa.select(PINS.c.person_id).where(PINS.c.edition_id == edition.id)
    concerned = sa.union(wished, pinned)
    wishes, refused = await _wishes(session, edition.id)
    has = await _sets(
        session,
        sa.select(PERSON_PREREQUISITES.c.person_id, PERSON_PREREQUISITES.c.prerequisite_id).where(
            PERSON_PREREQUISITES.c.person_id.in_(concerned)
        ),
    )
    engaged = await _engagements(session, edition.id, concerned)
    left_out = sa.exists().where(
        LEFT_OUT.c.edition_id == edition.previous_id, LEFT_OUT.c.person_id == PEOPLE.c.id
    )
    found = await session.execute(
        sa.select(
            PEOPLE.c.id,
            PEOPLE.c.manager_id,
            PEOPLE.c.org_unit_id,
            SITES.c.latitude,
            SITES.c.longitude,
            sa.func.coalesce(JOB_FAMILIES.c.customer_facing, sa.false()).label("customer_facing"),
            left_out.label("left_out"),
            PARTICIPANTS.c.days,
            PARTICIPANTS.c.furthest_km,
        )
        .outerjoin(SITES, SITES.c.id == PEOPLE.c.site_id)
        .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
        .outerjoin(
            PARTICIPANTS,
            sa.and_(PARTICIPANTS.c.person_id == PEOPLE.c.id, PARTICIPANTS.c.edition_id == edition.id),
        )
        .where(PEOPLE.c.id.in_(concerned), PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    return [
        Person(
            key=str(row.id),
            wishes=tuple(wishes[row.id]),
            priority=_priority(row),
            refused=frozenset(refused[row.id]),
            days=frozenset(date.fromisoformat(day) for day in row.days) if row.days else None,
            place=_place(row),
            furthest_km=row.furthest_km,
            has=frozenset(has[row.id]),
            manager=_key(row.manager_id),
            team=_key(row.org_unit_id),
            engagements=tuple(engaged[row.id]),
        )
        for row in found
    ]


async def _wishes(session: Session, edition_id: UUID) -> tuple[defaultdict[UUID, list[str]], Together]:
    """Everybody's wishes, best first, and those that wait for an approval or were refused it."""
    found = await session.execute(
        sa.select(WISHES.c.person_id, WISHES.c.offer_id, APPROVALS.c.status)
        .outerjoin(
            APPROVALS,
            sa.and_(APPROVALS.c.offer_id == WISHES.c.offer_id, APPROVALS.c.person_id == WISHES.c.person_id),
        )
        .where(WISHES.c.edition_id == edition_id)
        .order_by(WISHES.c.person_id, WISHES.c.rank)
    )
    wishes: defaultdict[UUID, list[str]] = defaultdict(list)
    refused: Together = defaultdict(set)
    for row in found:
        wishes[row.person_id].append(str(row.offer_id))
        if row.status not in (None, ApprovalStatus.APPROVED):
            refused[row.person_id].add(str(row.offer_id))
    return wishes, refused


async def _engagements(
    session: Session, edition_id: UUID, concerned: sa.CompoundSelect[Any]
) -> defaultdict[UUID, list[Engagement]]:
    """Days to come of these people: as hosts anywhere, and as visitors or pinned in other editions."""
    hosting = (
        sa.select(SLOT_HOSTS.c.person_id, SLOTS.c.starts_at, SLOTS.c.ends_at)
        .join(SLOTS, SLOTS.c.id == SLOT_HOSTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(SLOT_HOSTS.c.person_id.in_(concerned), OFFERS.c.status == OfferStatus.OPEN)
    )
    placed = (
        sa.select(PLACEMENTS.c.person_id, SLOTS.c.starts_at, SLOTS.c.ends_at)
        .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .where(
            PLACEMENTS.c.person_id.in_(concerned),
            PLACEMENTS.c.edition_id != edition_id,
            PLACEMENTS.c.ended_at.is_(None),
        )
    )
    kept = (
        sa.select(PINS.c.person_id, SLOTS.c.starts_at, SLOTS.c.ends_at)
        .join(SLOTS, SLOTS.c.id == PINS.c.slot_id)
        .where(PINS.c.person_id.in_(concerned), PINS.c.edition_id != edition_id)
    )
    recent = now() - timedelta(days=3)
    found: defaultdict[UUID, list[Engagement]] = defaultdict(list)
    for statement in (hosting, placed, kept):
        rows = await session.execute(
            statement.where(SLOTS.c.ends_at > recent, SLOTS.c.cancelled_at.is_(None))
        )
        for row in rows:
            found[row.person_id].append(Engagement(row.starts_at, row.ends_at))
    return found


async def _sets(session: Session, pairs: sa.Select[Any]) -> Together:
    found: Together = defaultdict(set)
    for one, other in (await session.execute(pairs)).all():
        found[one].add(str(other))
    return found


def _priority(row: Any) -> Priority:
    if row.left_out:
        return Priority.LEFT_OUT
    return Priority.OTHERS if row.customer_facing else Priority.FAR_FROM_CUSTOMERS


def _place(row: Any) -> Coordinates | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)


def _key(id: UUID | None) -> str | None:
    return str(id) if id else None


def batches(rows: list[dict[str, Any]], size: int = 2_000) -> Iterable[list[dict[str, Any]]]:
    """Rows by parcels that one statement takes."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
