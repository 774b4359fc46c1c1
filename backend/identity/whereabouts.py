"""Where people work: the middle of the sites of a unit, or of a region, each weighed by its people."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity.models import HEADCOUNTS, ORG_UNIT_TREE, SITES


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east."""

    latitude: float
    longitude: float


async def middles_of_units(
    session: Session, ids: Collection[UUID], itself: UUID | None = None
) -> dict[UUID, Point]:
    """The middle of each unit with all below it, and of the own members alone of the unit `itself`.

    Units whose sites have no coordinates are left out.
    """
    unit = ORG_UNIT_TREE.c.ancestor_id
    return await _middles(
        session,
        unit,
        sa.and_(
            unit.in_(ids), sa.or_(unit != itself, ORG_UNIT_TREE.c.distance == 0) if itself else sa.true()
        ),
    )


async def middles_of_regions(session: Session) -> dict[str, Point]:
    """The middle of each region some of whose sites have coordinates."""
    return await _middles(session, SITES.c.region, ORG_UNIT_TREE.c.distance == 0)


async def _middles(
    session: Session, key: sa.ColumnElement[Any], where: sa.ColumnElement[bool]
) -> dict[Any, Point]:
    people = sa.func.sum(HEADCOUNTS.c.people)
    found = await session.execute(
        sa.select(
            key.label("key"),
            (sa.func.sum(SITES.c.latitude * HEADCOUNTS.c.people) / people).label("north"),
            (sa.func.sum(SITES.c.longitude * HEADCOUNTS.c.people) / people).label("east"),
        )
        .select_from(HEADCOUNTS)
        .join(ORG_UNIT_TREE, ORG_UNIT_TREE.c.descendant_id == HEADCOUNTS.c.org_unit_id)
        .join(SITES, SITES.c.id == HEADCOUNTS.c.site_id)
        .where(where, SITES.c.latitude.is_not(None), SITES.c.longitude.is_not(None))
        .group_by(key)
    )
    return {row.key: Point(float(row.north), float(row.east)) for row in found}
