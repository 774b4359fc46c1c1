"""Bringing in an edition that is over: for seeds, and for a company that moves in with its programme."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.local_time import on_the_clock
from backend.core.text import slugify
from backend.immersions.models import (
    EDITION_PHASES,
    EDITIONS,
    LEFT_OUT,
    PLACEMENTS,
    SLOTS,
    VISITS,
    Arrival,
    Edition,
    Offer,
    Phase,
)
from backend.immersions.phases import ORDER


async def date_phases(session: Session, edition: Edition, opened: Mapping[Phase, datetime]) -> None:
    """Say when the phases of an edition that exists already opened, before it was brought in here."""
    for phase, at in opened.items():
        await session.execute(
            sa.update(EDITION_PHASES)
            .where(EDITION_PHASES.c.edition_id == edition.id, EDITION_PHASES.c.phase == phase)
            .values(opened_at=at)
        )


async def date_offer(session: Session, offer: Offer, starts_at: datetime, ends_at: datetime) -> None:
    """Say when the one date of an offer took place, in an edition that exists already."""
    edition = await session.get_one(Edition, offer.edition_id)
    day = on_the_clock(starts_at, edition.time_zone).date()
    at = {"day": day, "starts_at": starts_at, "ends_at": ends_at}
    await session.execute(sa.update(SLOTS).where(SLOTS.c.offer_id == offer.id).values(**at))
    offer.first_starts_at = starts_at
    await session.flush()


async def date_visit(
    session: Session, edition: Edition, person_id: UUID, at: datetime, *, came: bool = True
) -> None:
    """Say that somebody arrived at an instant, the rules acknowledged the day before, or could not come."""
    placement_id = await session.scalar(
        sa.select(PLACEMENTS.c.id).where(
            PLACEMENTS.c.edition_id == edition.id,
            PLACEMENTS.c.person_id == person_id,
            PLACEMENTS.c.ended_at.is_(None),
        )
    )
    said = {"arrived_at": at, "arrived_by": Arrival.BUTTON} if came else {"missed_at": at}
    visit = {"placement_id": placement_id, "acknowledged_at": at - timedelta(days=1), **said}
    await session.execute(sa.insert(VISITS).values(**visit))


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition that is over: when each phase opened, who ran it, who wished and had nothing."""

    name: str
    summary: str
    org_unit_id: UUID | None
    created_by_id: UUID | None
    opened: Mapping[Phase, datetime]
    left_out: Collection[UUID] = ()


async def bring_in_edition(session: Session, past: PastEdition) -> Edition:
    """Write the edition as closed; no event is recorded, no reaction follows."""
    edition = Edition(
        id=new_id(),
        slug=slugify(past.name),
        name=past.name,
        summary=past.summary,
        org_unit_id=past.org_unit_id,
        created_by_id=past.created_by_id,
        created_at=min(past.opened.values()),
        phase=Phase.CLOSED,
    )
    await session.execute(sa.insert(EDITIONS), [edition.model_dump()])
    phases = [
        {
            "edition_id": edition.id,
            "phase": phase,
            "opens_at": past.opened[phase],
            "opened_at": past.opened[phase],
            "opened_by_id": past.created_by_id,
        }
        for phase in ORDER
    ]
    await session.execute(sa.insert(EDITION_PHASES), phases)
    if past.left_out:
        rows = [{"edition_id": edition.id, "person_id": one} for one in past.left_out]
        await session.execute(sa.insert(LEFT_OUT), rows)
    found: Edition = await session.get_one(Edition, edition.id)
    return found
