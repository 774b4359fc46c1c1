"""The statements behind coverage: each reads roll-ups, and a bounded part of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import AMBASSADOR_COUNTS
from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.identity import (
    HEADCOUNTS,
    HEADCOUNTS_BELOW,
    ORG_UNIT_TREE,
    ORG_UNITS,
    SITES,
    Permission,
    subtree,
)

MOST_CELLS = 2000
MOST_BARE_UNITS = 100
THIN = 2.5
"""A part with more than this many times the target for one ambassador is as good as a blind spot."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many people, and how many ambassadors among them."""

    headcount: int
    ambassadors: int

    @property
    def ratio(self) -> int | None:
        """Colleagues for one ambassador, rounded up; None where there is no ambassador."""
        return -(-self.headcount // self.ambassadors) if self.ambassadors else None

    def level(self, target: int) -> int:
        """0 none, then 1 to 4: 4 reaches the target, 3 and 2 are within 1.5 and 2.5 times."""
        if self.ratio is None:
            return 0
        return next((4 - n for n, times in enumerate((1, 1.5, THIN)) if self.ratio <= times * target), 1)


@dataclass(frozen=True, slots=True)
class Part(Share):
    """A unit with all below it."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Region(Share):
    name: str


@dataclass(frozen=True, slots=True)
class Cell(Share):
    """One unit on one site."""

    unit_id: UUID
    unit: str
    site_id: UUID
    site: str
    region: str


@dataclass(frozen=True, slots=True)
class BareUnit(Share):
    """A whole unit without any ambassador, under one that has some; the reader may create a circle in it."""

    id: UUID
    name: str
    parent: str | None
    may_create: bool


def _counted(unit_id: UUID | None) -> sa.Subquery:
    """Each part right below the unit, and the unit's own members, on each site: people, ambassadors."""
    whole, own, some = HEADCOUNTS_BELOW, HEADCOUNTS, AMBASSADOR_COUNTS
    below = ORG_UNITS.c.parent_id.is_(None) if unit_id is None else ORG_UNITS.c.parent_id == unit_id
    parts, none = sa.select(ORG_UNITS.c.id).where(below), sa.literal(0)
    return sa.union_all(
        sa.select(
            whole.c.org_unit_id.label("unit_id"), whole.c.site_id, whole.c.people, none.label("some")
        ).where(whole.c.org_unit_id.in_(parts)),
        sa.select(own.c.org_unit_id, own.c.site_id, own.c.people, none).where(own.c.org_unit_id == unit_id),
        sa.select(some.c.org_unit_id, some.c.site_id, none, some.c.people).where(
            some.c.org_unit_id.in_(parts)
        ),
        sa.select(some.c.org_unit_id, some.c.site_id, none, some.c.own).where(
            some.c.org_unit_id == unit_id, some.c.own > 0
        ),
    ).subquery("counted")


def _summed(unit_id: UUID | None) -> sa.Subquery:
    """`_counted`, one row for each part and site. It is summed by id before anything is named."""
    counted = _counted(unit_id)
    return (
        sa.select(counted.c.unit_id, counted.c.site_id, *_sums(counted))
        .group_by(counted.c.unit_id, counted.c.site_id)
        .subquery("summed")
    )


def _sums(counted: sa.Subquery) -> tuple[sa.Label[Any], sa.Label[Any]]:
    return sa.func.sum(counted.c.people).label("people"), sa.func.sum(counted.c.some).label("some")


async def parts(session: Session, unit_id: UUID | None) -> list[Part]:
    cells = _summed(unit_id)
    summed = sa.select(cells.c.unit_id, *_sums(cells)).group_by(cells.c.unit_id).subquery("part")
    found = await session.execute(
        sa.select(summed, ORG_UNITS.c.name)
        .join(ORG_UNITS, ORG_UNITS.c.id == summed.c.unit_id)
        .order_by(ORG_UNITS.c.search, ORG_UNITS.c.id)
    )
    return [Part(int(row.people), int(row.some), row.unit_id, row.name) for row in found]


async def regions(session: Session, unit_id: UUID | None) -> tuple[list[Region], int, int]:
    """The regions by name; how many cells they have in all, and how many pairs of a part and a region."""
    cells = _summed(unit_id)
    found = await session.execute(
        sa.select(
            SITES.c.region,
            *_sums(cells),
            sa.func.count().label("cells"),
            sa.func.count(cells.c.unit_id.distinct()).label("parts"),
        )
        .join(cells, cells.c.site_id == SITES.c.id)
        .group_by(SITES.c.region)
    )
    rows = found.all()
    regions = [Region(int(row.people), int(row.some), row.region) for row in rows]
    pairs = sum(row.parts for row in rows)
    return sorted(regions, key=lambda region: region.name), sum(row.cells for row in rows), pairs


async def cells(session: Session, unit_id: UUID | None, most: int) -> list[Cell]:
    summed = _summed(unit_id)
    found = await session.execute(
        sa.select(summed, ORG_UNITS.c.name, SITES.c.name.label("site"), SITES.c.region)
        .join(ORG_UNITS, ORG_UNITS.c.id == summed.c.unit_id)
        .join(SITES, SITES.c.id == summed.c.site_id)
        .order_by(SITES.c.region, SITES.c.name, SITES.c.id, ORG_UNITS.c.search, ORG_UNITS.c.id)
        .limit(min(most, MOST_CELLS))
    )
    return [
        Cell(int(row.people), int(row.some), row.unit_id, row.name, row.site_id, row.site, row.region)
        for row in found
    ]


async def bare_units(session: Session, actor: Actor, unit_id: UUID | None) -> tuple[list[BareUnit], int]:
    """The highest units without any ambassador: their parent has some, or is where the reader looks from."""
    parent, unit = alias_of(ORG_UNITS, "parent"), alias_of(ORG_UNITS, "unit")
    has_some = sa.select(AMBASSADOR_COUNTS.c.org_unit_id)
    highest = sa.or_(unit.c.parent_id.is_(None), unit.c.parent_id.in_(has_some))
    if unit_id is not None:
        highest = sa.or_(highest, unit.c.parent_id == unit_id)
        highest = sa.and_(highest, unit.c.id != unit_id, unit.c.id.in_(subtree(unit_id)))
    # The largest are chosen among thousands by what sorts them; only then is anything named.
    largest = (
        sa.select(unit.c.id, sa.func.count().over().label("all"))
        .where(highest, unit.c.headcount > 0, unit.c.id.not_in(has_some))
        .order_by(unit.c.headcount.desc(), unit.c.search, unit.c.id)
        .limit(MOST_BARE_UNITS)
        .subquery("largest")
    )
    found = await session.execute(
        sa.select(
            ORG_UNITS.c.id,
            ORG_UNITS.c.name,
            ORG_UNITS.c.headcount,
            parent.c.name.label("parent"),
            _creates(actor).label("may_create"),
            largest.c.all,
        )
        .join(largest, largest.c.id == ORG_UNITS.c.id)
        .outerjoin(parent, parent.c.id == ORG_UNITS.c.parent_id)
        .order_by(ORG_UNITS.c.headcount.desc(), ORG_UNITS.c.search, ORG_UNITS.c.id)
    )
    rows = found.all()
    bare = [BareUnit(row.headcount, 0, row.id, row.name, row.parent, bool(row.may_create)) for row in rows]
    return bare, rows[0].all if rows else 0


def _creates(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the actor's right to create circles reaches the unit of the row."""
    units = actor.reach.get(Permission.CIRCLES_CREATE, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    reach = alias_of(ORG_UNIT_TREE, "reach")
    return ORG_UNITS.c.id.in_(sa.select(reach.c.descendant_id).where(reach.c.ancestor_id.in_(units)))
