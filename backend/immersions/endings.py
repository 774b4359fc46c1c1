"""How somebody's place ends before its day."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.immersions.models import PLACEMENTS, SLOTS, PlacementEnd


async def end_places(
    session: Session, person_id: UUID | None, how: PlacementEnd, edition_id: UUID | None = None
) -> dict[UUID, UUID]:
    """End the person's places whose day has not begun, in one edition or in all: edition → slot."""
    to_come = sa.select(SLOTS.c.id).where(SLOTS.c.starts_at > now())
    ended = await session.execute(
        sa.update(PLACEMENTS)
        .where(
            PLACEMENTS.c.edition_id == edition_id if edition_id else sa.true(),
            PLACEMENTS.c.person_id == person_id,
            PLACEMENTS.c.ended_at.is_(None),
            PLACEMENTS.c.slot_id.in_(to_come),
        )
        .values(ended_at=now(), ended_as=how)
        .returning(PLACEMENTS.c.edition_id, PLACEMENTS.c.slot_id)
    )
    return {row.edition_id: row.slot_id for row in ended}
