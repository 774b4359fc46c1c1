"""Bringing in a day that took place: who welcomed whom, and what was told of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from backend import journeys
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.local_time import on_the_clock
from backend.immersions.debriefs import SOURCE
from backend.immersions.inputs import FeltInput
from backend.immersions.models import (
    Debrief,
    Edition,
    Offer,
    OfferStatus,
    Placement,
    PlacementSource,
    Side,
    Slot,
    SlotHost,
)
from backend.immersions.past import date_visit
from backend.immersions.visit_notes import placed


@dataclass(frozen=True, slots=True)
class PastDay:
    """A visitor's day at a host's; `quote` is what they let everybody read of it."""

    activity_id: UUID
    title: str
    site_id: UUID | None
    host_id: UUID
    visitor_id: UUID
    starts_at: datetime
    ends_at: datetime
    surprised: str = ""
    quote: str = ""
    irritants: tuple[FeltInput, ...] = ()


async def bring_in_day(session: Session, edition: Edition, day: PastDay) -> Debrief:
    """Write the day as it was, told the day after; no reaction follows. Errors: UnknownPlaceOfJourney."""
    offer = Offer(
        edition_id=edition.id,
        activity_id=day.activity_id,
        title=day.title,
        site_id=day.site_id,
        status=OfferStatus.OPEN,
        place_count=1,
        first_starts_at=day.starts_at,
        created_by_id=day.host_id,
    )
    slot = Slot(
        offer_id=offer.id,
        edition_id=edition.id,
        day=on_the_clock(day.starts_at, edition.time_zone).date(),
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        placed_count=1,
    )
    told_at = day.ends_at + timedelta(days=1)
    debrief = Debrief(
        edition_id=edition.id,
        slot_id=slot.id,
        person_id=day.visitor_id,
        side=Side.VISITOR,
        surprised=day.surprised,
        quote=day.quote,
        quote_shared=bool(day.quote),
        submitted_at=told_at,
    )
    place = Placement(
        edition_id=edition.id, person_id=day.visitor_id, slot_id=slot.id, source=PlacementSource.RUN
    )
    for row in (offer, slot, SlotHost(slot_id=slot.id, person_id=day.host_id), place, debrief):
        session.add(row)
        await session.flush()
    edition.offer_count += 1
    await date_visit(session, edition, day.visitor_id, day.starts_at)
    for one in day.irritants:
        step_id, handoff_id = await placed(session, one.place)
        felt = journeys.IrritantInput(
            text=one.text, frequency=one.frequency, step_id=step_id, handoff_id=handoff_id
        )
        await journeys.note_irritant(
            session, SYSTEM, felt, source_kind=SOURCE, source_id=debrief.id, noted_at=told_at
        )
    await session.flush()
    return debrief
