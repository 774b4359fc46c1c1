"""Circles as an audience for other slices."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import CIRCLES, MEMBERSHIPS, CircleStatus, MembershipStatus
from backend.core.db import Session


def members_of(circle_ids: Collection[UUID]) -> sa.Select[tuple[UUID]]:
    """A subquery of the active members of these circles, for `IN`."""
    return sa.select(MEMBERSHIPS.c.person_id).where(
        MEMBERSHIPS.c.circle_id.in_(circle_ids), MEMBERSHIPS.c.status == MembershipStatus.ACTIVE
    )


async def known_circles(session: Session, circle_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of those of these circles that are open."""
    found = await session.execute(
        sa.select(CIRCLES.c.id, CIRCLES.c.name).where(
            CIRCLES.c.id.in_(circle_ids), CIRCLES.c.status == CircleStatus.ACTIVE
        )
    )
    return {row.id: row.name for row in found}
