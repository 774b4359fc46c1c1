"""Offers: drafted and proposed by hosts, opened to wishes by those who run the edition."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.immersions import errors
from backend.immersions.dropped_wishes import drop_wishes, take_turns
from backend.immersions.inputs import OfferInput
from backend.immersions.models import (
    EDITIONS,
    OFFERS,
    SLOT_HOSTS,
    SLOTS,
    Edition,
    Offer,
    OfferStatus,
)
from backend.immersions.offer_slots import values_of, write_slots
from backend.immersions.phases import Deed
from backend.immersions.policy import require_in_scope, require_lead, require_now
from backend.immersions.standing import get_edition_by_id, standing_of

CHANGEABLE = frozenset({OfferStatus.DRAFT, OfferStatus.PROPOSED, OfferStatus.DECLINED})


async def get_offer(session: Session, actor: Actor, offer_id: UUID) -> Offer:
    """The offer. Errors: NotFound, also where it is not open and the actor neither hosts nor leads."""
    offer: Offer | None = await session.get(Offer, offer_id)
    if offer is None:
        raise NotFound
    edition = await get_edition_by_id(session, actor, offer.edition_id)
    if offer.status is OfferStatus.OPEN or await _is_host(session, actor, offer):
        return offer
    if not (await standing_of(session, actor, edition)).leads:
        raise NotFound
    return offer


async def draft_offer(session: Session, actor: Actor, edition: Edition, given: OfferInput) -> Offer:
    """A draft, hosted by whoever drafts it unless others are named.

    Errors: InScopeOnly, PhaseForbids, UnknownActivity, UnknownPlace, UnknownHost, SlotEndsBeforeStart,
    SlotInThePast, MinimumOverCapacity, NoSuchHour.
    """
    require_in_scope(await standing_of(session, actor, edition))
    require_now(edition, Deed.OFFER)
    values, slots = await values_of(session, edition, given)
    offer = Offer(edition_id=edition.id, created_by_id=actor.person_id, **values)
    session.add(offer)
    await session.flush()
    await write_slots(session, offer, slots, given.host_ids)
    await _record(session, actor, "offer.drafted", offer)
    return offer


async def change_offer(session: Session, actor: Actor, offer: Offer, given: OfferInput) -> Offer:
    """Bring an offer that is not open yet to `given`; one that was declined is a draft again.

    Errors: HostsOnly, PhaseForbids, OfferSettled, and those of `draft_offer`.
    """
    edition = await _edited(session, actor, offer)
    require_now(edition, Deed.OFFER)
    if offer.status not in CHANGEABLE:
        raise errors.OfferSettled(status=offer.status.value)
    values, slots = await values_of(session, edition, given)
    for name, value in values.items():
        setattr(offer, name, value)
    if offer.status is OfferStatus.DECLINED:
        offer.status = OfferStatus.DRAFT
    await session.flush()
    await session.execute(sa.delete(SLOTS).where(SLOTS.c.offer_id == offer.id))
    await write_slots(session, offer, slots, given.host_ids)
    await _record(session, actor, "offer.changed", offer)
    return offer


async def publish_offer(session: Session, actor: Actor, offer: Offer) -> Offer:
    """Propose a draft to those who run the edition; theirs opens at once.

    Errors: HostsOnly, PhaseForbids, OfferSettled.
    """
    edition = await _edited(session, actor, offer)
    require_now(edition, Deed.OFFER)
    standing = await standing_of(session, actor, edition)
    await _move(session, offer, (OfferStatus.DRAFT,), OfferStatus.PROPOSED)
    await _record(session, actor, "offer.proposed", offer)
    if standing.leads:
        await _open(session, actor, offer)
    return offer


async def approve_offer(
    session: Session, actor: Actor, offer: Offer, *, accept: bool = True, note: str = ""
) -> Offer:
    """Open a proposed offer to wishes, or decline it with a word. Errors: EditionLeadersOnly, PhaseForbids,
    OfferSettled."""
    edition = await get_edition_by_id(session, actor, offer.edition_id)
    require_lead(await standing_of(session, actor, edition))
    require_now(edition, Deed.DECIDE)
    offer.note = note[:500]
    if accept:
        return await _open(session, actor, offer)
    await _move(session, offer, (OfferStatus.PROPOSED,), OfferStatus.DECLINED, by=actor)
    await _record(session, actor, "offer.declined", offer)
    return offer


async def withdraw_offer(session: Session, actor: Actor, offer: Offer) -> Offer:
    """Take an offer back before the matching; wishes for it end, and those who made them are told.

    Errors: HostsOnly, PhaseForbids, OfferSettled.
    """
    edition = await _edited(session, actor, offer)
    require_now(edition, Deed.DECIDE)
    was_open = offer.status is OfferStatus.OPEN
    await take_turns(session, offer)
    allowed = tuple(set(OfferStatus) - {OfferStatus.WITHDRAWN})
    await _move(session, offer, allowed, OfferStatus.WITHDRAWN, by=actor)
    if was_open:
        await count_open(session, offer.edition_id, -1)
    people = await drop_wishes(session, offer)
    await _record(session, actor, "offer.withdrawn", offer, people=[str(one) for one in people])
    return offer


async def count_open(session: Session, edition_id: UUID, more: int) -> None:
    """Count so many more open offers in an edition."""
    await session.execute(
        sa.update(EDITIONS)
        .where(EDITIONS.c.id == edition_id)
        .values(offer_count=EDITIONS.c.offer_count + more)
    )


async def _open(session: Session, actor: Actor, offer: Offer) -> Offer:
    await _move(session, offer, (OfferStatus.PROPOSED,), OfferStatus.OPEN, by=actor)
    await count_open(session, offer.edition_id, 1)
    await _record(session, actor, "offer.opened", offer)
    return offer


async def _move(
    session: Session,
    offer: Offer,
    before: Sequence[OfferStatus],
    after: OfferStatus,
    *,
    by: Actor | None = None,
) -> None:
    """Change the status in the statement that checks it, so that two who decide at once take turns."""
    await session.flush()
    decided = {"decided_by_id": by.person_id, "decided_at": now()} if by else {}
    moved = await session.execute(
        sa.update(OFFERS)
        .where(OFFERS.c.id == offer.id, OFFERS.c.status.in_(before))
        .values(status=after, **decided)
    )
    if not moved.rowcount:
        raise errors.OfferSettled(status=offer.status.value)
    await session.refresh(offer)


async def _edited(session: Session, actor: Actor, offer: Offer) -> Edition:
    """The offer's edition, for those who may change the offer. Errors: HostsOnly."""
    edition = await get_edition_by_id(session, actor, offer.edition_id)
    if not await _is_host(session, actor, offer):
        standing = await standing_of(session, actor, edition)
        if not standing.leads:
            raise errors.HostsOnly
    return edition


async def _is_host(session: Session, actor: Actor, offer: Offer) -> bool:
    if actor.is_system or offer.created_by_id == actor.person_id:
        return True
    mine = (
        sa.select(SLOT_HOSTS.c.slot_id)
        .join(SLOTS, SLOTS.c.id == SLOT_HOSTS.c.slot_id)
        .where(SLOTS.c.offer_id == offer.id, SLOT_HOSTS.c.person_id == actor.person_id)
    )
    return await session.scalar(mine.limit(1)) is not None


async def _record(session: Session, actor: Actor, name: str, offer: Offer, **facts: object) -> None:
    await events.record(session, actor, name, "offer", offer.id, edition_id=offer.edition_id, **facts)
