"""Placements after publication: withdrawing, and answering a place that was freed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.identity import PEOPLE
from backend.immersions import errors
from backend.immersions.endings import end_places
from backend.immersions.engagements import engaged_near
from backend.immersions.models import (
    LEFT_OUT,
    MATCHING_RUNS,
    PLACEMENTS,
    SLOTS,
    WAITING,
    Edition,
    PlacementEnd,
    PlacementSource,
    WaitingStatus,
)
from backend.immersions.phases import Deed
from backend.immersions.policy import require_lead, require_now
from backend.immersions.standing import standing_of
from backend.immersions.turns import leave_lesser_lists
from backend.immersions.waiting import free_place


async def withdraw_placement(
    session: Session, actor: Actor, edition: Edition, *, person_id: UUID | None = None
) -> None:
    """Give a place back before its day, one's own or, for whoever runs the edition, somebody's.

    The next of the list is offered it by a job. Errors: EditionLeadersOnly, PhaseForbids, NotPlaced.
    """
    if person_id not in (None, actor.person_id):
        require_lead(await standing_of(session, actor, edition))
    require_now(edition, Deed.PLACE)
    whose = person_id or actor.person_id
    given_back = await end_places(session, whose, PlacementEnd.WITHDRAWN, edition.id)
    if not given_back:
        raise errors.NotPlaced
    slot_id = given_back[edition.id]
    await free_place(session, slot_id)
    await events.record(
        session, actor, "placement.withdrawn", "person", whose, edition_id=edition.id, slot_id=slot_id
    )


async def accept_waiting_offer(session: Session, actor: Actor, edition: Edition, offer_id: UUID) -> None:
    """Take the place that the list offers; the place held before, and lists for less wished offers, are left.

    Errors: PhaseForbids, WaitingOfferGone, ExpectedElsewhere(hours); ChangedMeanwhile when the same person
    takes two of one edition at once.
    """
    require_now(edition, Deed.PLACE)
    assert actor.person_id is not None
    # Whoever takes places of two editions at once takes one after the other.
    me = sa.select(PEOPLE.c.id).where(PEOPLE.c.id == actor.person_id)
    await session.execute(me.with_for_update(key_share=True))
    offered = await _answer(session, actor.person_id, edition, offer_id, WaitingStatus.ACCEPTED)
    before = await end_places(session, actor.person_id, PlacementEnd.MOVED, edition.id)
    await session.execute(
        sa.insert(PLACEMENTS).values(
            id=new_id(),
            edition_id=edition.id,
            person_id=actor.person_id,
            slot_id=offered.slot_id,
            rank=offered.rank,
            source=PlacementSource.WAITING_LIST,
            placed_at=now(),
        )
    )
    freed = await leave_lesser_lists(session, [actor.person_id], offered.run_id, offered.rank)
    await session.execute(
        sa.delete(LEFT_OUT).where(
            LEFT_OUT.c.edition_id == edition.id, LEFT_OUT.c.person_id == actor.person_id
        )
    )
    for slot_id in {*freed, *before.values()}:
        await free_place(session, slot_id)
    await events.record(
        session,
        actor,
        "waiting.accepted",
        "person",
        actor.person_id,
        edition_id=edition.id,
        offer_id=offer_id,
    )


async def decline_waiting_offer(session: Session, actor: Actor, edition: Edition, offer_id: UUID) -> None:
    """Leave the place to the next of the list, and the list. Errors: PhaseForbids, WaitingOfferGone."""
    require_now(edition, Deed.PLACE)
    assert actor.person_id is not None
    offered = await _answer(session, actor.person_id, edition, offer_id, WaitingStatus.DECLINED)
    await free_place(session, offered.slot_id)
    await events.record(
        session,
        actor,
        "waiting.declined",
        "person",
        actor.person_id,
        edition_id=edition.id,
        offer_id=offer_id,
    )


async def _answer(
    session: Session, person_id: UUID, edition: Edition, offer_id: UUID, status: WaitingStatus
) -> sa.Row[Any]:
    """Answer an offer that still holds, in one conditional statement: (slot_id, run_id, rank, …).

    Who is expected elsewhere with less than the edition's rest may only decline.
    """
    published = sa.select(MATCHING_RUNS.c.id).where(
        MATCHING_RUNS.c.edition_id == edition.id, MATCHING_RUNS.c.published_at.is_not(None)
    )
    mine = sa.and_(
        WAITING.c.run_id.in_(published),
        WAITING.c.offer_id == offer_id,
        WAITING.c.person_id == person_id,
        WAITING.c.status == WaitingStatus.OFFERED,
        WAITING.c.expires_at > now(),
    )
    slot_id = WAITING.c.offered_slot_id.label("slot_id")
    found = await session.execute(
        sa.select(slot_id, WAITING.c.run_id, WAITING.c.rank, SLOTS.c.starts_at, SLOTS.c.ends_at)
        .join(SLOTS, SLOTS.c.id == WAITING.c.offered_slot_id)
        .where(mine, SLOTS.c.cancelled_at.is_(None))
    )
    offered: sa.Row[Any] | None = found.one_or_none()
    if offered is None:
        raise errors.WaitingOfferGone
    rest = timedelta(hours=edition.rest_hours)
    elsewhere = engaged_near(WAITING.c.person_id, edition.id, offered.starts_at, offered.ends_at, rest)
    free = sa.true() if status is WaitingStatus.DECLINED else ~elsewhere
    still = sa.and_(mine, WAITING.c.offered_slot_id == offered.slot_id)
    answered = await session.execute(
        sa.update(WAITING)
        .where(still, free)
        .values(status=status, offered_slot_id=None, expires_at=None, changed_at=now())
    )
    if not answered.rowcount:
        if await session.scalar(sa.select(WAITING.c.offer_id).where(still)):
            raise errors.ExpectedElsewhere(hours=edition.rest_hours)
        raise errors.WaitingOfferGone
    return offered
