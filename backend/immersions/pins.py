"""Pins: people whom the leaders put in a date themselves; both leave the runs to come."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import PEOPLE, PersonStatus
from backend.immersions import errors
from backend.immersions.models import OFFERS, PINS, SLOTS, Edition, OfferStatus, Pin
from backend.immersions.phases import Deed
from backend.immersions.policy import require_lead, require_now
from backend.immersions.standing import standing_of


async def pin_placement(
    session: Session, actor: Actor, edition: Edition, person_id: UUID, slot_id: UUID | None
) -> None:
    """Put somebody in a slot whatever the next runs find, or, without a slot, leave them to the runs again.

    Errors: EditionLeadersOnly, PhaseForbids, NotFound, UnknownSlot, NoPlaceLeft(places).
    """
    require_lead(await standing_of(session, actor, edition))
    # Held, so that no run is published between this look at the phase and the pin.
    await session.refresh(edition, with_for_update={"key_share": True})
    require_now(edition, Deed.MATCH)
    known = await session.scalar(
        sa.select(PEOPLE.c.id).where(PEOPLE.c.id == person_id, PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    if known is None:
        raise NotFound
    mine = sa.and_(PINS.c.edition_id == edition.id, PINS.c.person_id == person_id)
    await session.execute(sa.delete(PINS).where(mine))
    if slot_id is not None:
        places = await _places(session, edition, slot_id)
        taken = await session.scalar(
            sa.select(sa.func.count()).select_from(PINS).where(PINS.c.slot_id == slot_id)
        )
        if taken is None or taken >= places:
            raise errors.NoPlaceLeft(places=places)
        session.add(
            Pin(edition_id=edition.id, person_id=person_id, slot_id=slot_id, pinned_by_id=actor.person_id)
        )
        await session.flush()
    name = "placement.pinned" if slot_id else "placement.unpinned"
    await events.record(session, actor, name, "person", person_id, edition_id=edition.id)


async def _places(session: Session, edition: Edition, slot_id: UUID) -> int:
    """The places of a slot of the edition, its row locked so that two who pin take turns."""
    found = await session.execute(
        sa.select(SLOTS.c.capacity)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(
            SLOTS.c.id == slot_id,
            SLOTS.c.cancelled_at.is_(None),
            OFFERS.c.edition_id == edition.id,
            OFFERS.c.status == OfferStatus.OPEN,
            OFFERS.c.swapper_id.is_(None),
        )
        .with_for_update(of=SLOTS)
    )
    places: int | None = found.scalar_one_or_none()
    if places is None:
        raise errors.UnknownSlot
    return places
