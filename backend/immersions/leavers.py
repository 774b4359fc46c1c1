"""Whoever leaves the company: their places go to those who wait for them."""

from uuid import UUID

from backend import events
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.immersions.endings import end_places
from backend.immersions.models import WAITING, PlacementEnd
from backend.immersions.turns import leave_lists
from backend.immersions.waiting import free_place


async def release_person(session: Session, person_id: UUID) -> None:
    """End the placements to come of somebody who has left, and their turns in lists. Safe to run twice."""
    given_back = await end_places(session, person_id, PlacementEnd.WITHDRAWN)
    offered = await leave_lists(session, WAITING.c.person_id == person_id)
    for slot_id in sorted({*offered, *given_back.values()}):
        await free_place(session, slot_id)
    for edition_id, slot_id in given_back.items():
        facts = {"edition_id": edition_id, "slot_id": slot_id}
        await events.record(session, SYSTEM, "placement.withdrawn", "person", person_id, **facts)
