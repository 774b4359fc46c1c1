"""The org tree: ancestors and subtrees by its closure table, units as lists show them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.text import like
from backend.identity.models import ORG_UNIT_TREE, ORG_UNITS


@dataclass(frozen=True, slots=True)
class OrgUnitRow:
    """A unit as lists show it; `path` is its full name, `depth` 0 at the top."""

    id: UUID
    parent_id: UUID | None
    name: str
    path: str
    depth: int


async def get_org_unit(session: Session, unit_id: UUID) -> OrgUnitRow:
    """The unit with this id; everybody may know of every unit. Errors: NotFound."""
    found = (await units_by_ids(session, [unit_id])).get(unit_id)
    if found is None:
        raise NotFound
    return found


async def units_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, OrgUnitRow]:
    """These units by id; one statement."""
    if not ids:
        return {}
    return {unit.id: unit for unit in await _units(session, ORG_UNITS.c.id.in_(ids))}


async def child_units(session: Session, unit_id: UUID | None) -> list[OrgUnitRow]:
    """The units right below, by name; those at the top for no unit."""
    below = ORG_UNITS.c.parent_id.is_(None) if unit_id is None else ORG_UNITS.c.parent_id == unit_id
    return await _units(session, below)


async def path_to(session: Session, unit_id: UUID | None) -> list[OrgUnitRow]:
    """The way down to a unit: its ancestors from the top, then itself; nothing for no unit."""
    if unit_id is None:
        return []
    found = await session.execute(
        sa.select(ORG_UNITS)
        .join(ORG_UNIT_TREE, ORG_UNIT_TREE.c.ancestor_id == ORG_UNITS.c.id)
        .where(ORG_UNIT_TREE.c.descendant_id == unit_id)
        .order_by(ORG_UNIT_TREE.c.distance.desc())
    )
    return [_row(row) for row in found]


async def search_units(session: Session, words: str, limit: int) -> list[OrgUnitRow]:
    """The first units, by name, whose own name holds these words."""
    found = await session.execute(
        sa.select(ORG_UNITS)
        .where(ORG_UNITS.c.search.like(like(words), escape="\\"))
        .order_by(ORG_UNITS.c.search, ORG_UNITS.c.id)
        .limit(limit)
    )
    return [_row(row) for row in found]


async def _units(session: Session, which: sa.ColumnElement[bool]) -> list[OrgUnitRow]:
    found = await session.execute(
        sa.select(ORG_UNITS).where(which).order_by(ORG_UNITS.c.search, ORG_UNITS.c.id)
    )
    return [_row(row) for row in found]


def _row(row: sa.Row[Any]) -> OrgUnitRow:
    return OrgUnitRow(**{name: row._mapping[name] for name in OrgUnitRow.__slots__})


async def headcount_of(session: Session, unit_id: UUID | None) -> int:
    """Active people in the unit and all below it, as of the last import; the whole company for no unit."""
    which = ORG_UNITS.c.parent_id.is_(None) if unit_id is None else ORG_UNITS.c.id == unit_id
    counted = sa.select(sa.func.coalesce(sa.func.sum(ORG_UNITS.c.headcount), 0)).where(which)
    return int((await session.execute(counted)).scalar_one())


_ANCESTORS = (
    sa.select(ORG_UNIT_TREE.c.ancestor_id)
    .where(ORG_UNIT_TREE.c.descendant_id == sa.bindparam("unit_id"))
    .order_by(ORG_UNIT_TREE.c.distance)
)


async def ancestors(session: Session, unit_id: UUID | None) -> tuple[UUID, ...]:
    """The unit and its ancestors, nearest first; nothing for no unit (the whole company)."""
    if unit_id is None:
        return ()
    return tuple((await session.execute(_ANCESTORS, {"unit_id": unit_id})).scalars())


def subtree(unit_id: UUID) -> sa.Select[Any]:
    """A subquery of the unit and everything below it, for `IN`."""
    return sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id == unit_id)


class UnitChoice(NamedTuple):
    """A unit to choose in a form; `path` is its full name, its parts joined by `/`."""

    id: UUID
    path: str


async def units_to_choose(
    session: Session, reach: Collection[UUID | None], asked: UUID | None = None
) -> list[UnitChoice]:
    """The units of `reach` (None among them: the whole company) and two levels below, at most 500.

    `asked` is there too, however deep: the one a link leads to, or that was chosen before.
    """
    tops = ORG_UNITS.c.depth == 0 if None in reach else ORG_UNITS.c.id.in_([one for one in reach if one])
    near = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
        ORG_UNIT_TREE.c.ancestor_id.in_(sa.select(ORG_UNITS.c.id).where(tops)), ORG_UNIT_TREE.c.distance <= 2
    )
    found = await session.execute(
        sa.select(ORG_UNITS.c.id, ORG_UNITS.c.path)
        .where(sa.or_(ORG_UNITS.c.id.in_(near), ORG_UNITS.c.id == asked))
        .order_by(ORG_UNITS.c.path)
        .limit(500)
    )
    return [UnitChoice(*row) for row in found]
