"""What already takes somebody's time: days they host, their places elsewhere, the day they had."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.immersions.matching import Engagement
from backend.immersions.models import (
    EDITIONS,
    OFFERS,
    PINS,
    PLACEMENTS,
    SLOT_HOSTS,
    SLOTS,
    OfferStatus,
    Phase,
)
from backend.immersions.phases import ALLOWED, Deed

Concerned = sa.Select[Any] | sa.CompoundSelect[Any]
"""A selection of the ids of people."""

# A draft takes nobody's time, and a day to swap takes its host's once somebody comes.
HOSTED = sa.and_(
    SLOTS.c.id == SLOT_HOSTS.c.slot_id,
    OFFERS.c.id == SLOTS.c.offer_id,
    OFFERS.c.status == OfferStatus.OPEN,
    sa.or_(OFFERS.c.swapper_id.is_(None), SLOTS.c.placed_count > 0),
    SLOTS.c.cancelled_at.is_(None),
)
"""Joins hosts to the dates that take their time."""


async def engagements_of(
    session: Session, edition_id: UUID, concerned: Concerned
) -> defaultdict[UUID, list[Engagement]]:
    """Days to come of these people: as hosts anywhere, and as visitors or pinned in other editions."""
    hosting = sa.select(SLOT_HOSTS.c.person_id, SLOTS.c.starts_at, SLOTS.c.ends_at).where(
        HOSTED, SLOT_HOSTS.c.person_id.in_(concerned)
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
        .join(EDITIONS, EDITIONS.c.id == PINS.c.edition_id)
        .where(
            PINS.c.person_id.in_(concerned),
            PINS.c.edition_id != edition_id,
            # Once its matching is published, a pin is a placement, which may have been given back.
            EDITIONS.c.phase.in_([phase for phase in Phase if Deed.MATCH in ALLOWED[phase]]),
        )
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


def engaged_near(
    person_id: sa.ColumnElement[UUID],
    edition_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    rest: timedelta,
) -> sa.ColumnElement[bool]:
    """Whether a person hosts, or visits in another edition, with less than this rest around the date."""
    near = sa.and_(SLOTS.c.starts_at < ends_at + rest, SLOTS.c.ends_at > starts_at - rest)
    hosts = sa.exists().where(HOSTED, SLOT_HOSTS.c.person_id == person_id, near)
    visits = sa.exists().where(
        PLACEMENTS.c.person_id == person_id,
        PLACEMENTS.c.ended_at.is_(None),
        PLACEMENTS.c.edition_id != edition_id,
        SLOTS.c.id == PLACEMENTS.c.slot_id,
        SLOTS.c.cancelled_at.is_(None),
        near,
    )
    return sa.or_(visits, hosts)


def had_their_day(
    person_id: sa.ColumnElement[UUID], edition_id: sa.ColumnElement[UUID] | UUID
) -> sa.ColumnElement[bool]:
    """Whether the day of a person's place in the edition has begun: it is the one they have in it."""
    # Aliases, so that the condition means the same inside a statement about slots.
    place, day = alias_of(PLACEMENTS, "place_held"), alias_of(SLOTS, "day_had")
    held = sa.exists().where(
        place.c.person_id == person_id,
        place.c.edition_id == edition_id,
        place.c.ended_at.is_(None),
        day.c.id == place.c.slot_id,
        day.c.starts_at <= now(),
    )
    # The person and the edition may be those of any statement around, not of the nearest one alone.
    return held.correlate_except(place, day)
