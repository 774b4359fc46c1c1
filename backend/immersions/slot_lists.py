"""The waiting lists of an offer whose dates changed: whom each date still suits, who waits for nothing."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.immersions.again import published_run, situation
from backend.immersions.matching import rule_against
from backend.immersions.models import WAITING, Edition, WaitingStatus


async def take_offers_back(session: Session, slot_id: UUID) -> None:
    """Whoever is offered a place of this date waits again, where they were in the list."""
    await session.execute(
        sa.update(WAITING)
        .where(WAITING.c.offered_slot_id == slot_id, WAITING.c.status == WaitingStatus.OFFERED)
        .values(status=WaitingStatus.WAITING, offered_slot_id=None, expires_at=None, changed_at=now())
    )


async def keep_lists(session: Session, edition: Edition, offer_id: UUID) -> None:
    """Write whom each date of the offer suits now; whoever may have none of them leaves its list."""
    list_ = sa.and_(
        WAITING.c.run_id == published_run(edition.id),
        WAITING.c.offer_id == offer_id,
        WAITING.c.status == WaitingStatus.WAITING,
    )
    waiting = list((await session.execute(sa.select(WAITING.c.person_id).where(list_))).scalars())
    problem = await situation(session, edition, waiting)
    slots = [one for one in problem.slots if one.offer == str(offer_id)]
    suited, left = [], []
    for person in problem.people:
        allowed = sorted(one.key for one in slots if rule_against(problem, person, one) is None)
        if allowed:
            suited.append({"who": UUID(person.key), "allowed": allowed})
        else:
            left.append(UUID(person.key))
    if suited:
        one = sa.and_(list_, WAITING.c.person_id == sa.bindparam("who"))
        await session.execute(sa.update(WAITING).where(one).values(slot_ids=sa.bindparam("allowed")), suited)
    await session.execute(
        sa.update(WAITING)
        .where(list_, WAITING.c.person_id.in_(left))
        .values(status=WaitingStatus.LEFT, changed_at=now())
    )
