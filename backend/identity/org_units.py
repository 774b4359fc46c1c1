"""The org tree: ancestors and subtrees by its closure table."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity.models import ORG_UNIT_TREE, ORG_UNITS


async def ancestors(session: Session, unit_id: UUID | None) -> tuple[UUID, ...]:
    """The unit and its ancestors, nearest first; nothing for no unit (the whole company)."""
    if unit_id is None:
        return ()
    found = await session.execute(
        sa.select(ORG_UNIT_TREE.c.ancestor_id)
        .where(ORG_UNIT_TREE.c.descendant_id == unit_id)
        .order_by(ORG_UNIT_TREE.c.distance)
    )
    return tuple(found.scalars())


def subtree(unit_id: UUID) -> sa.Select[Any]:
    """A subquery of the unit and everything below it, for `IN`."""
    return sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id == unit_id)


class UnitChoice(NamedTuple):
    """A unit to choose in a form; `path` is its full name, its parts joined by `/`."""

    id: UUID
    path: str


async def units_to_choose(session: Session, reach: Collection[UUID | None]) -> list[UnitChoice]:
    """The units of `reach` (None among them: the whole company) and two levels below, at most 500."""
    tops = ORG_UNITS.c.depth == 0 if None in reach else ORG_UNITS.c.id.in_([one for one in reach if one])
    near = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
        ORG_UNIT_TREE.c.ancestor_id.in_(sa.select(ORG_UNITS.c.id).where(tops)), ORG_UNIT_TREE.c.distance <= 2
    )
    found = await session.execute(
        sa.select(ORG_UNITS.c.id, ORG_UNITS.c.path)
        .where(ORG_UNITS.c.id.in_(near))
        .order_by(ORG_UNITS.c.path)
        .limit(500)
    )
    return [UnitChoice(*row) for row in found]
