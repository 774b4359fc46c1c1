"""Whoever leaves the company: their places go to those who wait for them."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.immersions.models import PLACEMENTS, SLOTS, WAITING, PlacementEnd
from backend.immersions.turns import leave_lists
from backend.immersions.waiting import free_place


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
    offered = await leave_lists(session, WAITING.c.person_id == person_id)
    freed = {*offered, *(row.slot_id for row in given_back)}
    for slot_id in sorted(freed):
        await free_place(session, slot_id)
    for slot_id, edition_id in given_back:
        facts = {"edition_id": edition_id, "slot_id": slot_id}
        await events.record(session, SYSTEM, "placement.withdrawn", "person", person_id, **facts)
