"""Wishes for an offer that is withdrawn: they end, and the ranks of the others close up."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.immersions.matching import MOST_WISHES
from backend.immersions.models import APPROVALS, OFFERS, PARTICIPANTS, WISHES, ApprovalStatus, Offer


async def take_turns(session: Session, offer: Offer) -> None:
    """Hold the lists of those who wish for the offer until the end of the transaction."""
    wishing = sa.select(WISHES.c.person_id).where(WISHES.c.offer_id == offer.id)
    held = sa.select(PARTICIPANTS.c.person_id).where(
        PARTICIPANTS.c.edition_id == offer.edition_id, PARTICIPANTS.c.person_id.in_(wishing)
    )
    await session.execute(held.order_by(PARTICIPANTS.c.person_id).with_for_update())


async def drop_wishes(session: Session, offer: Offer) -> Collection[UUID]:
    """End the wishes for an offer and what is asked of managers about them; returns who wished for it."""
    dropped = await session.execute(
        sa.delete(WISHES).where(WISHES.c.offer_id == offer.id).returning(WISHES.c.person_id)
    )
    people = sorted(dropped.scalars())
    above = alias_of(WISHES, "above")
    same_person = sa.and_(above.c.edition_id == offer.edition_id, above.c.person_id == WISHES.c.person_id)
    # One rank after the other, for no two wishes of a person may have the same, even for an instant.
    for rank in range(2, MOST_WISHES + 1):
        await session.execute(
            sa.update(WISHES)
            .where(
                WISHES.c.edition_id == offer.edition_id,
                WISHES.c.rank == rank,
                ~sa.exists().where(same_person, above.c.rank == rank - 1),
            )
            .values(rank=rank - 1)
        )
    await session.execute(
        sa.delete(APPROVALS).where(
            APPROVALS.c.offer_id == offer.id, APPROVALS.c.status == ApprovalStatus.PENDING
        )
    )
    await session.execute(sa.update(OFFERS).where(OFFERS.c.id == offer.id).values(wish_count=0))
    return people
