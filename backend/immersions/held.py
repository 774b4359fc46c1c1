"""The place that somebody holds in an edition: what the day, its notes and its debrief are about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.immersions import errors
from backend.immersions.models import ACTIVITIES, OFFERS, PLACEMENTS, SLOTS, Edition


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's place in an edition, and the date it is for; `ruled` where its activity has a checklist."""

    placement_id: UUID
    person_id: UUID
    slot_id: UUID
    starts_at: datetime
    ends_at: datetime
    ruled: bool


async def held_by(
    session: Session, edition: Edition, person_id: UUID | None, *, oneself: bool = True
) -> Held:
    """The place somebody holds in the edition; `oneself`: it is they who ask. Errors: NotExpected."""
    found = await session.execute(
        sa.select(
            PLACEMENTS.c.id.label("placement_id"),
            PLACEMENTS.c.person_id,
            PLACEMENTS.c.slot_id,
            SLOTS.c.starts_at,
            SLOTS.c.ends_at,
            ACTIVITIES.c.checklist,
        )
        .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .where(
            PLACEMENTS.c.edition_id == edition.id,
            PLACEMENTS.c.person_id == person_id,
            PLACEMENTS.c.ended_at.is_(None),
        )
    )
    row = found.one_or_none()
    if row is None:
        raise errors.NotExpected(oneself=oneself)
    return Held(
        placement_id=row.placement_id,
        person_id=row.person_id,
        slot_id=row.slot_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        ruled=bool(row.checklist),
    )
