"""What an organisation adds up to, kept by set-based statements: units, closure, heads.

Imports and seeds call these after writing people; each writes nothing where nothing changed.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.core.ids import new_id
from backend.core.text import fold
from backend.identity.models import ORG_UNIT_HEADS, ORG_UNIT_TREE, ORG_UNITS, PEOPLE, PersonStatus

WORKING = PEOPLE.c.status == PersonStatus.ACTIVE


async def add_units(session: Session, paths: Iterable[str]) -> int:
    """Make the units at these paths (names joined by `/`), those above them, and their closure.

    Returns how many were missing.
    """
    wanted = {path for full in paths for path in _and_above(full)}
    known = {
        path: unit_id for unit_id, path in await session.execute(sa.select(ORG_UNITS.c.id, ORG_UNITS.c.path))
    }
    missing = sorted(wanted - known.keys(), key=lambda path: (path.count("/"), path))
    rows = []
    for path in missing:
        above, _, name = path.rpartition("/")
        known[path] = new_id()
        rows.append(
            {
                "id": known[path],
                "parent_id": known[above] if above else None,
                "name": name,
                "path": path,
                "search": fold(name)[:120],
                "depth": path.count("/"),
            }
        )
    if rows:
        await session.execute(sa.insert(ORG_UNITS), rows)
        await _close_tree(session)
    return len(rows)


def _and_above(path: str) -> list[str]:
    names = path.split("/")
    return ["/".join(names[: i + 1]) for i in range(len(names))]


async def _close_tree(session: Session) -> None:
    """Add the closure rows of units that have none; a new unit is never above an old one."""
    bare = (
        sa.select(ORG_UNITS.c.id, ORG_UNITS.c.parent_id)
        .where(ORG_UNITS.c.id.not_in(sa.select(ORG_UNIT_TREE.c.descendant_id)))
        .cte("bare")
    )
    climb = sa.select(bare.c.id, bare.c.id.label("above"), sa.literal(0).label("distance")).cte(
        "climb", recursive=True
    )
    climb = climb.union_all(
        sa.select(climb.c.id, ORG_UNITS.c.parent_id, climb.c.distance + 1)
        .join(ORG_UNITS, ORG_UNITS.c.id == climb.c.above)
        .where(ORG_UNITS.c.parent_id.is_not(None))
    )
    await session.execute(
        sa.insert(ORG_UNIT_TREE).from_select(
            ["descendant_id", "ancestor_id", "distance"],
            sa.select(climb.c.id, climb.c.above, climb.c.distance),
        )
    )


async def rebuild_heads(session: Session) -> None:
    """The head of a unit is whoever was declared, else the commonest manager among its direct members.

    Between managers of as many members, the first external id.
    """
    manager = alias_of(PEOPLE, "manager")
    counted = (
        sa.select(
            PEOPLE.c.org_unit_id,
            manager.c.id.label("person_id"),
            sa.func.row_number()
            .over(
                partition_by=PEOPLE.c.org_unit_id,
                order_by=[
                    sa.func.count().desc(),
                    sa.func.coalesce(manager.c.external_id, manager.c.email),
                    manager.c.id,
                ],
            )
            .label("place"),
        )
        .join(manager, manager.c.id == PEOPLE.c.manager_id)
        .where(WORKING, manager.c.status == PersonStatus.ACTIVE, PEOPLE.c.org_unit_id.is_not(None))
        .group_by(PEOPLE.c.org_unit_id, manager.c.id, manager.c.external_id, manager.c.email)
        .subquery("counted")
    )
    commonest = sa.select(counted.c.org_unit_id, counted.c.person_id).where(counted.c.place == 1)
    gone = sa.select(PEOPLE.c.id).where(PEOPLE.c.status != PersonStatus.ACTIVE)
    await session.execute(sa.delete(ORG_UNIT_HEADS).where(ORG_UNIT_HEADS.c.person_id.in_(gone)))
    await session.execute(
        sa.delete(ORG_UNIT_HEADS).where(
            ~ORG_UNIT_HEADS.c.declared,
            sa.tuple_(ORG_UNIT_HEADS.c.org_unit_id, ORG_UNIT_HEADS.c.person_id).not_in(commonest),
        )
    )
    headed = sa.select(ORG_UNIT_HEADS.c.org_unit_id)
    await session.execute(
        sa.insert(ORG_UNIT_HEADS).from_select(
            ["org_unit_id", "person_id", "declared"],
            sa.select(counted.c.org_unit_id, counted.c.person_id, sa.false()).where(
                counted.c.place == 1, counted.c.org_unit_id.not_in(headed)
            ),
        )
    )
