"""The turns of people in waiting lists, and how they end when one leaves a list."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.immersions.models import WAITING, WaitingStatus

LIVE = (WaitingStatus.WAITING, WaitingStatus.OFFERED)
"""Of those who still wait in a list, a place offered to them or not."""


async def leave_lists(session: Session, *whose: sa.ColumnElement[bool]) -> list[UUID]:
    """End the turns of those who still wait, where the conditions hold; returns the slots offered to them."""
    live = sa.and_(WAITING.c.status.in_(LIVE), *whose)
    # Locked, for a place may be offered at this very moment.
    found = await session.execute(sa.select(WAITING.c.offered_slot_id).where(live).with_for_update())
    await session.execute(
        sa.update(WAITING)
        .where(live)
        .values(status=WaitingStatus.LEFT, offered_slot_id=None, expires_at=None, changed_at=now())
    )
    return [slot_id for slot_id in found.scalars() if slot_id is not None]


async def leave_lesser_lists(
    session: Session, people: Collection[UUID], run_id: UUID, rank: int
) -> list[UUID]:
    """End these people's turns for offers wished for less than this rank; the slots offered there."""
    lesser = (WAITING.c.run_id == run_id, WAITING.c.person_id.in_(people), WAITING.c.rank > rank)
    return await leave_lists(session, *lesser)
