"""Wishes: a ranked list of offers, and what somebody says of themselves for the matching."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.inserts import insert_into
from backend.immersions import approvals, errors
from backend.immersions.inputs import ParticipantInput
from backend.immersions.models import (
    OFFERS,
    PARTICIPANTS,
    PERSON_PREREQUISITES,
    PREREQUISITES,
    WISHES,
    Edition,
    OfferStatus,
)
from backend.immersions.phases import Deed
from backend.immersions.policy import require_in_scope, require_now
from backend.immersions.standing import standing_of
from backend.immersions.swaps import offers_own_day
from backend.immersions.wish_rows import hosted_by

ASKED_FOR = 3
"""How many wishes are asked for where as many offers are open."""


async def rank_wishes(session: Session, actor: Actor, edition: Edition, offer_ids: Sequence[UUID]) -> None:
    """Bring the actor's wishes in the edition to this list, the first one first; an empty list withdraws all.

    New wishes ask for the manager's approval as the edition says.
    Errors: InScopeOnly, PhaseForbids, TooManyWishes(most), WishTwice, OfferNotOpen, OwnOffer, SwapFirst.
    """
    person_id = await _taking_part(session, actor, edition)
    if len(set(offer_ids)) != len(offer_ids):
        raise errors.WishTwice
    if len(offer_ids) > edition.most_wishes:
        raise errors.TooManyWishes(most=edition.most_wishes)
    mine = sa.and_(WISHES.c.edition_id == edition.id, WISHES.c.person_id == person_id)
    held = await session.execute(sa.select(WISHES.c.offer_id).where(mine).order_by(WISHES.c.rank))
    before = list(held.scalars())
    if before == list(offer_ids):
        return
    added, dropped = set(offer_ids) - set(before), set(before) - set(offer_ids)
    await _require_open(session, actor, edition, added)
    await session.execute(sa.delete(WISHES).where(mine))
    rows = [
        {
            "id": new_id(),
            "edition_id": edition.id,
            "person_id": person_id,
            "offer_id": offer_id,
            "rank": rank,
            "made_at": now(),
        }
        for rank, offer_id in enumerate(offer_ids, 1)
    ]
    if rows:
        await session.execute(sa.insert(WISHES), rows)
    await _count(session, added, dropped)
    await approvals.ask(session, actor, edition, added)
    await approvals.forget(session, person_id, dropped)
    await events.record(session, actor, "wishes.ranked", "edition", edition.id, wishes=len(offer_ids))


async def say_constraints(session: Session, actor: Actor, edition: Edition, given: ParticipantInput) -> None:
    """Note the days, the distance and the needs of the actor for this edition, and what they hold.

    Errors: InScopeOnly, PhaseForbids, UnknownPrerequisite.
    """
    person_id = await _taking_part(session, actor, edition)
    known = await session.execute(
        sa.select(PREREQUISITES.c.id).where(PREREQUISITES.c.id.in_(given.prerequisite_ids))
    )
    wanted = set(given.prerequisite_ids)
    if set(known.scalars()) != wanted:
        raise errors.UnknownPrerequisite
    await session.execute(
        sa.update(PARTICIPANTS)
        .where(PARTICIPANTS.c.edition_id == edition.id, PARTICIPANTS.c.person_id == person_id)
        .values(
            days=sorted({day.isoformat() for day in given.days}) or None,
            furthest_km=given.furthest_km,
            needs=given.needs,
            changed_at=now(),
        )
    )
    mine = PERSON_PREREQUISITES.c.person_id == person_id
    await session.execute(sa.delete(PERSON_PREREQUISITES).where(mine))
    if wanted:
        rows = [{"person_id": person_id, "prerequisite_id": one, "said_at": now()} for one in wanted]
        await session.execute(sa.insert(PERSON_PREREQUISITES), rows)
    # What somebody needs is between them and their host: the event does not repeat it.
    await events.record(session, actor, "wishes.constrained", "edition", edition.id)


async def _taking_part(session: Session, actor: Actor, edition: Edition) -> UUID:
    """The actor, alone with their wishes until the end of the transaction."""
    require_in_scope(await standing_of(session, actor, edition))
    require_now(edition, Deed.WISH)
    assert actor.person_id is not None
    statement = insert_into(session, PARTICIPANTS).values(
        edition_id=edition.id, person_id=actor.person_id, needs="", changed_at=now()
    )
    # Writing the row that is there already takes its lock: two requests of one person take turns.
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["edition_id", "person_id"], set_={"changed_at": statement.excluded.changed_at}
        )
    )
    return actor.person_id


async def _require_open(session: Session, actor: Actor, edition: Edition, offer_ids: set[UUID]) -> None:
    if not offer_ids:
        return
    found = (
        await session.execute(
            sa.select(OFFERS.c.id, OFFERS.c.swapper_id, hosted_by(actor).label("hosted")).where(
                OFFERS.c.id.in_(offer_ids),
                OFFERS.c.edition_id == edition.id,
                OFFERS.c.status == OfferStatus.OPEN,
            )
        )
    ).all()
    if len(found) != len(offer_ids):
        raise errors.OfferNotOpen
    if any(row.hosted for row in found):
        raise errors.OwnOffer
    if any(row.swapper_id for row in found) and not await offers_own_day(session, actor, edition.id):
        raise errors.SwapFirst


async def _count(session: Session, added: set[UUID], dropped: set[UUID]) -> None:
    """Count the wishes of each offer, in an order that no two people cross.

    Errors: OfferNotOpen, for one taken back this instant.
    """
    for offer_id in sorted(added | dropped):
        more = 1 if offer_id in added else -1
        counted = await session.execute(
            sa.update(OFFERS)
            .where(OFFERS.c.id == offer_id, OFFERS.c.status == OfferStatus.OPEN)
            .values(wish_count=OFFERS.c.wish_count + more)
        )
        if offer_id in added and not counted.rowcount:
            raise errors.OfferNotOpen
