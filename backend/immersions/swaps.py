"""Reciprocal swaps: one offers one's own day and wishes for another's; each visits the other if both do."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.immersions import errors
from backend.immersions.inputs import OfferInput, SlotInput, SwapInput
from backend.immersions.models import (
    ACTIVITIES,
    OFFERS,
    PLACEMENTS,
    SLOTS,
    ActivityKind,
    Edition,
    Offer,
    OfferStatus,
)
from backend.immersions.offer_slots import values_of, write_slots
from backend.immersions.offers import count_open
from backend.immersions.phases import Deed
from backend.immersions.policy import require_in_scope, require_now
from backend.immersions.standing import standing_of


async def propose_swap(session: Session, actor: Actor, edition: Edition, given: SwapInput) -> Offer:
    """Offer the actor's own day, where they work, in exchange for another's; it is open to wishes at once.

    Errors: InScopeOnly, PhaseForbids, AlreadySwapping, UnknownActivity unless it is a swap,
    SlotEndsBeforeStart, SlotInThePast, NoSuchHour.
    """
    require_in_scope(await standing_of(session, actor, edition))
    require_now(edition, Deed.SWAP)
    assert actor.person_id is not None
    if await offers_own_day(session, actor, edition.id):
        raise errors.AlreadySwapping
    kind = await session.scalar(sa.select(ACTIVITIES.c.kind).where(ACTIVITIES.c.id == given.activity_id))
    if kind is not ActivityKind.RECIPROCAL_SWAP:
        raise errors.UnknownActivity
    site_id = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == actor.person_id))
    day = SlotInput(starts_at=given.starts_at, ends_at=given.ends_at)
    texts = given.model_dump(exclude={"starts_at", "ends_at"})
    values, slots = await values_of(session, edition, OfferInput(**texts, site_id=site_id, slots=[day]))
    offer = Offer(
        edition_id=edition.id,
        created_by_id=actor.person_id,
        swapper_id=actor.person_id,
        status=OfferStatus.OPEN,
        **values,
    )
    session.add(offer)
    await session.flush()
    await write_slots(session, offer, slots, [actor.person_id])
    await count_open(session, edition.id, 1)
    await events.record(session, actor, "swap.proposed", "offer", offer.id, edition_id=edition.id)
    return offer


async def offers_own_day(session: Session, actor: Actor, edition_id: UUID) -> bool:
    """Whether the actor offers their own day in exchange in this edition."""
    mine = sa.select(OFFERS.c.id).where(
        OFFERS.c.edition_id == edition_id,
        OFFERS.c.swapper_id == actor.person_id,
        OFFERS.c.status == OfferStatus.OPEN,
    )
    return await session.scalar(mine) is not None


async def close_swaps(session: Session, edition_id: UUID) -> None:
    """Take back the days that the published run exchanged with nobody's: their hosts are free again."""
    alone = ~sa.exists().where(
        SLOTS.c.offer_id == OFFERS.c.id,
        PLACEMENTS.c.slot_id == SLOTS.c.id,
        PLACEMENTS.c.ended_at.is_(None),
    )
    closed = await session.execute(
        sa.update(OFFERS)
        .where(
            OFFERS.c.edition_id == edition_id,
            OFFERS.c.swapper_id.is_not(None),
            OFFERS.c.status == OfferStatus.OPEN,
            alone,
        )
        .values(status=OfferStatus.WITHDRAWN, decided_at=now())
        .returning(OFFERS.c.id)
    )
    ids = list(closed.scalars())
    await session.execute(sa.update(SLOTS).where(SLOTS.c.offer_id.in_(ids)).values(cancelled_at=now()))
    await count_open(session, edition_id, -len(ids))
