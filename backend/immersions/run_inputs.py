"""What a run is given, read in a fixed number of statements whatever the number of people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import journeys
from backend.core.db import Session
from backend.identity import ORG_UNIT_TREE, PEOPLE, SITES
from backend.immersions.matching import Host, Problem, Slot
from backend.immersions.models import (
    ACTIVITY_PREREQUISITES,
    OFFERS,
    PINS,
    SLOT_HOSTS,
    SLOTS,
    WISHES,
    Edition,
    OfferStatus,
)
from backend.immersions.run_people import key_of, people_for, place_of, sets_of

MOST_HANDOFFS = 5


async def problem_of(session: Session, edition: Edition, seed: int) -> Problem:
    """The people who wish or are pinned, the dates of open offers, and what keeps them apart."""
    pins = await session.execute(
        sa.select(PINS.c.person_id, PINS.c.slot_id).where(PINS.c.edition_id == edition.id)
    )
    wished = sa.select(WISHES.c.person_id).where(WISHES.c.edition_id == edition.id)
    pinned = sa.select(PINS.c.person_id).where(PINS.c.edition_id == edition.id)
    return Problem(
        people=tuple(await people_for(session, edition, sa.union(wished, pinned))),
        slots=tuple(await slots_for(session, edition)),
        swaps=tuple(await slots_for(session, edition, swaps=True)),
        seed=seed,
        pins={str(row.person_id): str(row.slot_id) for row in pins},
        rest=timedelta(hours=edition.rest_hours),
        furthest_km=edition.furthest_km,
        handoffs=tuple(await handoffs_to_join(session)) if edition.join_handoffs else (),
    )


async def handoffs_to_join(session: Session) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The handoffs that hurt most, as the teams below the unit of each side's owner."""
    worst = await journeys.worst_handoffs(session, MOST_HANDOFFS)
    below: defaultdict[UUID, set[str]] = defaultdict(set)
    found = await session.execute(
        sa.select(PEOPLE.c.id, ORG_UNIT_TREE.c.descendant_id)
        .join(ORG_UNIT_TREE, ORG_UNIT_TREE.c.ancestor_id == PEOPLE.c.org_unit_id)
        .where(PEOPLE.c.id.in_({owner for sides in worst for owner in sides}))
    )
    for row in found:
        below[row.id].add(str(row.descendant_id))
    return [(frozenset(below[one]), frozenset(below[other])) for one, other in worst]


async def slots_for(session: Session, edition: Edition, *, swaps: bool = False) -> list[Slot]:
    """The dates of the open offers of an edition that are not cancelled: those to swap, or the others."""
    of_edition = sa.and_(
        OFFERS.c.edition_id == edition.id,
        OFFERS.c.status == OfferStatus.OPEN,
        OFFERS.c.swapper_id.is_not(None) if swaps else OFFERS.c.swapper_id.is_(None),
    )
    required = await sets_of(
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
        hosts[row.slot_id].append(Host(str(row.person_id), key_of(row.org_unit_id)))
    found = await session.execute(
        sa.select(SLOTS, SITES.c.latitude, SITES.c.longitude)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .where(of_edition, SLOTS.c.cancelled_at.is_(None))
    )
    return [
        Slot(
            key=str(row.id),
            offer=str(row.offer_id),
            capacity=row.capacity,
            minimum=row.minimum,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            day=row.day,
            place=place_of(row),
            requires=frozenset(required[row.offer_id]),
            hosts=tuple(hosts[row.id]),
        )
        for row in found
    ]


def batches(rows: list[dict[str, Any]], size: int = 2_000) -> Iterable[list[dict[str, Any]]]:
    """Rows by parcels that one statement takes."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
