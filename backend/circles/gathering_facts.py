"""What is told about a gathering, and whom it is told to, a batch at a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.circles.audience import members_of
from backend.circles.models import CIRCLES, GATHERINGS, MEMBERSHIPS
from backend.core.db import Session


@dataclass(frozen=True, slots=True)
class GatheringFacts:
    """A gathering with its circle, as it is now."""

    id: UUID
    title: str
    starts_at: datetime
    circle_id: UUID
    circle_slug: str
    circle_name: str


async def gathering_facts(session: Session, gathering_id: UUID) -> GatheringFacts | None:
    """The gathering, if it still exists."""
    found = await session.execute(
        sa.select(
            GATHERINGS.c.id,
            GATHERINGS.c.title,
            GATHERINGS.c.starts_at,
            CIRCLES.c.id.label("circle_id"),
            CIRCLES.c.slug.label("circle_slug"),
            CIRCLES.c.name.label("circle_name"),
        )
        .join(CIRCLES, CIRCLES.c.id == GATHERINGS.c.circle_id)
        .where(GATHERINGS.c.id == gathering_id)
    )
    row = found.one_or_none()
    return GatheringFacts(**row._mapping) if row else None


async def next_members(session: Session, circle_id: UUID, after: UUID | None, limit: int) -> list[UUID]:
    """The next members of a circle, in the order of their ids."""
    statement = members_of([circle_id]).order_by(MEMBERSHIPS.c.person_id).limit(limit)
    if after is not None:
        statement = statement.where(MEMBERSHIPS.c.person_id > after)
    return list((await session.execute(statement)).scalars())
