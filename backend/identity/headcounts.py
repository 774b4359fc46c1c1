"""How many people work where, kept by set-based statements: by unit and site, with and without what is below.

Imports and seeds call this after writing people; it writes nothing where nothing changed.
"""

from typing import Any

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity.models import (
    HEADCOUNTS,
    HEADCOUNTS_BELOW,
    ORG_UNIT_TREE,
    ORG_UNITS,
    PEOPLE,
    PersonStatus,
)


async def rebuild_headcounts(session: Session) -> None:
    """Count active people again, in each unit and in each unit with all below it; by site, and in all."""
    tree = ORG_UNIT_TREE
    direct = (
        sa.select(PEOPLE.c.org_unit_id, PEOPLE.c.site_id, sa.func.count().label("people"))
        .where(
            PEOPLE.c.status == PersonStatus.ACTIVE,
            PEOPLE.c.org_unit_id.is_not(None),
            PEOPLE.c.site_id.is_not(None),
        )
        .group_by(PEOPLE.c.org_unit_id, PEOPLE.c.site_id)
    )
    await _keep(session, HEADCOUNTS, direct)
    below = (
        sa.select(tree.c.ancestor_id, HEADCOUNTS.c.site_id, sa.func.sum(HEADCOUNTS.c.people).label("people"))
        .join(HEADCOUNTS, HEADCOUNTS.c.org_unit_id == tree.c.descendant_id)
        .group_by(tree.c.ancestor_id, HEADCOUNTS.c.site_id)
    )
    await _keep(session, HEADCOUNTS_BELOW, below)
    summed = (
        sa.select(HEADCOUNTS_BELOW.c.org_unit_id, sa.func.sum(HEADCOUNTS_BELOW.c.people).label("people"))
        .group_by(HEADCOUNTS_BELOW.c.org_unit_id)
        .subquery("summed")
    )
    await session.execute(
        sa.update(ORG_UNITS)
        .where(ORG_UNITS.c.id == summed.c.org_unit_id, ORG_UNITS.c.headcount != summed.c.people)
        .values(headcount=summed.c.people)
    )
    peopled = sa.select(HEADCOUNTS_BELOW.c.org_unit_id)
    await session.execute(
        sa.update(ORG_UNITS)
        .where(ORG_UNITS.c.headcount != 0, ORG_UNITS.c.id.not_in(peopled))
        .values(headcount=0)
    )


async def _keep(session: Session, cells: sa.Table, counted: sa.Select[Any]) -> None:
    """Bring a table of unit, site and people to what was counted; only the cells that changed are written."""
    cell = sa.tuple_(cells.c.org_unit_id, cells.c.site_id, cells.c.people)
    await session.execute(sa.delete(cells).where(cell.not_in(counted)))
    fresh = counted.subquery("counted")
    unit, site, _ = fresh.c
    known = sa.select(cells.c.org_unit_id, cells.c.site_id)
    await session.execute(
        sa.insert(cells).from_select(
            ["org_unit_id", "site_id", "people"],
            sa.select(fresh).where(sa.tuple_(unit, site).not_in(known)),
        )
    )
