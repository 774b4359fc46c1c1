"""The org tree: ancestors and subtrees by its closure table."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity.models import ORG_UNIT_TREE


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
