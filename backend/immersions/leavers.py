"""Whoever leaves the company: their places go to those who wait for them."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.immersions.models import PLACEMENTS, SLOTS, WAITING, PlacementEnd, WaitingStatus
from backend.immersions.waiting import free_place
from backend.immersions.waiting_rows import LIVE


async def release_person(session: Session, person_id: UUID) -> None:
    """End the placements to come of somebody who has left, and their turns in lists. Safe to run twice."""
    to_come = sa.select(SLOTS.c.id).where(SLOTS.c.starts_at > now())
    ended = await session.execute(
        sa.update(PLACEMENTS)
        .where(
            PLACEMENTS.c.person_id == person_id,
            PLACEMENTS.c.ended_at.is_(None),
            PLACEMENTS.c.slot_id.in_(to_come),
        )
        .values(ended_at=now(), ended_as=PlacementEnd.WITHDRAWN)
        .returning(PLACEMENTS.c.slot_id, PLACEMENTS.c.edition_id)
    )
    given_back = ended.all()
    waited = sa.and_(WAITING.c.person_id == person_id, WAITING.c.status.in_(LIVE))
    offered = await session.execute(
        sa.select(WAITING.c.offered_slot_id).where(waited, WAITING.c.offered_slot_id.is_not(None))
    )
    freed = {*offered.scalars(), *(row.slot_id for row in given_back)}
    await session.execute(
        sa.update(WAITING)
        .where(waited)
        .values(status=WaitingStatus.LEFT, offered_slot_id=None, expires_at=None, changed_at=now())
    )
    for slot_id in sorted(freed):
        await free_place(session, slot_id)
    for slot_id, edition_id in given_back:
        facts = {"edition_id": edition_id, "slot_id": slot_id}
        await events.record(session, SYSTEM, "placement.withdrawn", "person", person_id, **facts)
