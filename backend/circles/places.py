"""Who gets the last place: one conditional statement each, so that no race can give it twice."""

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors
from backend.circles.models import CIRCLES, CircleStatus
from backend.core.db import Session


class Place(NamedTuple):
    """A place taken in a circle, or a number in its waiting list."""

    seated: bool
    queue_number: int


async def take(session: Session, circle_id: UUID) -> Place:
    """Take a free place if nobody waits for it, else the next number of the waiting list.

    The statement locks the circle's row, so whoever follows in this transaction is alone in this circle.
    Errors: CircleClosed.
    """
    free = sa.and_(
        CIRCLES.c.waiting_count == 0,
        sa.or_(CIRCLES.c.capacity.is_(None), CIRCLES.c.member_count < CIRCLES.c.capacity),
    )
    taken = (
        await session.execute(
            sa.update(CIRCLES)
            .where(CIRCLES.c.id == circle_id, CIRCLES.c.status == CircleStatus.ACTIVE)
            .values(
                member_count=CIRCLES.c.member_count + sa.case((free, 1), else_=0),
                waiting_count=CIRCLES.c.waiting_count + sa.case((free, 0), else_=1),
                queue_last=CIRCLES.c.queue_last + 1,
            )
            .returning(CIRCLES.c.waiting_count, CIRCLES.c.queue_last)
        )
    ).one_or_none()
    if taken is None:
        raise errors.CircleClosed
    # A place is only taken while nobody waits, so a count above zero means that we wait.
    return Place(seated=taken.waiting_count == 0, queue_number=taken.queue_last)


async def lock(session: Session, circle_id: UUID) -> None:
    """Be alone in the circle until the end of the transaction."""
    await session.execute(
        sa.update(CIRCLES).where(CIRCLES.c.id == circle_id).values(queue_last=CIRCLES.c.queue_last)
    )


async def lock_open(session: Session, circle_id: UUID) -> None:
    """Be alone in the circle, which is open to changes. Errors: CircleClosed."""
    locked = await session.execute(
        sa.update(CIRCLES)
        .where(CIRCLES.c.id == circle_id, CIRCLES.c.status != CircleStatus.ARCHIVED)
        .values(queue_last=CIRCLES.c.queue_last)
    )
    if not locked.rowcount:
        raise errors.CircleClosed


async def count(
    session: Session, circle_id: UUID, *, members: int = 0, leads: int = 0, waiting: int = 0
) -> None:
    """Move the circle's counters by these differences."""
    await session.execute(
        sa.update(CIRCLES)
        .where(CIRCLES.c.id == circle_id)
        .values(
            member_count=CIRCLES.c.member_count + members,
            lead_count=CIRCLES.c.lead_count + leads,
            waiting_count=CIRCLES.c.waiting_count + waiting,
        )
    )


async def give_up_lead(session: Session, circle_id: UUID) -> None:
    """One lead fewer, never none. Errors: LastLead."""
    given = await session.execute(
        sa.update(CIRCLES)
        .where(CIRCLES.c.id == circle_id, CIRCLES.c.lead_count > 1)
        .values(lead_count=CIRCLES.c.lead_count - 1)
    )
    if not given.rowcount:
        raise errors.LastLead
