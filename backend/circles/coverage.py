"""Coverage: how many colleagues there are for each ambassador, unit by unit and site by site.

Headcounts come from the roll-up that imports keep; ambassadors are the distinct active members of circles,
counted now. A handful of statements, whatever the size of the company.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import CIRCLES, MEMBERSHIPS, CircleStatus, MembershipStatus
from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import (
    HEADCOUNTS,
    ORG_UNIT_TREE,
    ORG_UNITS,
    PEOPLE,
    SITES,
    NotAllowed,
    OrgUnitRow,
    Permission,
    PersonStatus,
    child_units,
    path_to,
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
    """A unit with all below it, or a region; `name` is what it is called."""

    id: UUID | None
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


@dataclass(frozen=True, slots=True)
class Coverage(Share):
    """A unit, or the whole company: the parts right below it, its regions, and unit × site.

    `cells` are ordered by region, site and unit; `bare` holds the largest of `bare_count`, the largest first.
    """

    unit: OrgUnitRow | None
    path: Sequence[OrgUnitRow]
    parts: Sequence[Part]
    regions: Sequence[Part]
    cells: Sequence[Cell]
    bare: Sequence[BareUnit]
    bare_count: int

    def thin(self, target: int) -> list[Part]:
        """The parts that have ambassadors, but far too few; the thinnest first."""
        found = [part for part in self.parts if part.level(target) == 1]
        return sorted(found, key=lambda part: -(part.ratio or 0))


async def coverage_of(session: Session, actor: Actor, unit_id: UUID | None = None) -> Coverage:
    """The coverage under a unit; the whole company for no unit. Errors: NotAllowed, NotFound."""
    if not actor.may(Permission.COVERAGE_SEE):
        raise NotAllowed(permission=Permission.COVERAGE_SEE)
    if unit_id is None:
        tops = await child_units(session, None)
        # A company whose units all hang from one starts there: a map of one tile shows nothing.
        unit_id = tops[0].id if len(tops) == 1 else None
    path = await path_to(session, unit_id)
    if unit_id is not None and not path:
        raise NotFound
    cells = await _cells(session, unit_id)
    bare, bare_count = await _bare_units(session, actor, unit_id)
    return Coverage(
        headcount=sum(cell.headcount for cell in cells),
        ambassadors=sum(cell.ambassadors for cell in cells),
        unit=path[-1] if path else None,
        path=path,
        parts=_summed((cell.unit_id, cell.unit, cell) for cell in cells),
        regions=_summed((None, cell.region, cell) for cell in cells),
        cells=cells[:MOST_CELLS],
        bare=bare,
        bare_count=bare_count,
    )


def _summed(parts: Iterable[tuple[UUID | None, str, Cell]]) -> list[Part]:
    sums: dict[tuple[UUID | None, str], tuple[int, int]] = {}
    for unit_id, name, cell in parts:
        people, ambassadors = sums.get((unit_id, name), (0, 0))
        sums[unit_id, name] = people + cell.headcount, ambassadors + cell.ambassadors
    found = [Part(people, ambassadors, *key) for key, (people, ambassadors) in sums.items()]
    return sorted(found, key=lambda part: (part.name, str(part.id)))


def _ambassadors() -> sa.Select[Any]:
    """Active members of circles that are open, each person once."""
    return (
        sa.select(PEOPLE.c.id, PEOPLE.c.org_unit_id, PEOPLE.c.site_id)
        .join(MEMBERSHIPS, MEMBERSHIPS.c.person_id == PEOPLE.c.id)
        .join(CIRCLES, CIRCLES.c.id == MEMBERSHIPS.c.circle_id)
        .where(
            CIRCLES.c.status == CircleStatus.ACTIVE,
            MEMBERSHIPS.c.status == MembershipStatus.ACTIVE,
            # An equality would have SQLite begin with everybody at work instead of with the members.
            PEOPLE.c.status != PersonStatus.INACTIVE,
        )
        .distinct()
    )


async def _cells(session: Session, unit_id: UUID | None) -> list[Cell]:
    """Each part right below the unit, and the unit's own members, on each site."""
    part, tree = ORG_UNITS.alias("part"), ORG_UNIT_TREE
    right_below = part.c.parent_id.is_(None) if unit_id is None else part.c.parent_id == unit_id
    below = sa.select(part.c.id, tree.c.descendant_id.label("member_of")).join(
        tree, tree.c.ancestor_id == part.c.id
    )
    itself = sa.select(part.c.id, part.c.id)
    of = sa.union_all(below.where(right_below), itself.where(part.c.id == unit_id)).cte("parts")
    ambassadors = _ambassadors().subquery("ambassador")
    counted = sa.union_all(
        sa.select(
            HEADCOUNTS.c.org_unit_id, HEADCOUNTS.c.site_id, HEADCOUNTS.c.people, sa.literal(0).label("some")
        ),
        sa.select(ambassadors.c.org_unit_id, ambassadors.c.site_id, sa.literal(0), sa.literal(1)),
    ).subquery("counted")
    # Summed by id before anything is named: grouping by names as well takes three times as long.
    summed = (
        sa.select(
            of.c.id,
            counted.c.site_id,
            sa.func.sum(counted.c.people).label("people"),
            sa.func.sum(counted.c.some).label("some"),
        )
        .join(of, of.c.member_of == counted.c.org_unit_id)
        .group_by(of.c.id, counted.c.site_id)
        .subquery("summed")
    )
    found = await session.execute(
        sa.select(summed, ORG_UNITS.c.name, SITES.c.name.label("site"), SITES.c.region)
        .join(ORG_UNITS, ORG_UNITS.c.id == summed.c.id)
        .join(SITES, SITES.c.id == summed.c.site_id)
        .order_by(SITES.c.region, SITES.c.name, SITES.c.id, ORG_UNITS.c.name, ORG_UNITS.c.id)
    )
    return [
        Cell(int(row.people), int(row.some), row.id, row.name, row.site_id, row.site, row.region)
        for row in found
    ]


async def _bare_units(session: Session, actor: Actor, unit_id: UUID | None) -> tuple[list[BareUnit], int]:
    """The highest units without any ambassador: their parent has some, or is where the reader looks from."""
    above, tree, parent = ORG_UNIT_TREE.alias("above"), ORG_UNIT_TREE, ORG_UNITS.alias("parent")
    ambassadors = _ambassadors().subquery("ambassador")
    covered = (
        sa.select(above.c.ancestor_id)
        .join(ambassadors, ambassadors.c.org_unit_id == above.c.descendant_id)
        .distinct()
        .cte("covered")
    )
    has_some = sa.select(covered.c.ancestor_id)
    highest = sa.or_(ORG_UNITS.c.parent_id.is_(None), ORG_UNITS.c.parent_id.in_(has_some))
    if unit_id is not None:
        highest = sa.or_(highest, ORG_UNITS.c.parent_id == unit_id)
        highest = sa.and_(highest, ORG_UNITS.c.id != unit_id, ORG_UNITS.c.id.in_(subtree(unit_id)))
    people = sa.func.sum(HEADCOUNTS.c.people).label("people")
    found = await session.execute(
        sa.select(
            ORG_UNITS.c.id,
            ORG_UNITS.c.name,
            parent.c.name.label("parent"),
            people,
            _creates(actor).label("may_create"),
            sa.func.count().over().label("all"),
        )
        .outerjoin(parent, parent.c.id == ORG_UNITS.c.parent_id)
        .join(tree, tree.c.ancestor_id == ORG_UNITS.c.id)
        .join(HEADCOUNTS, HEADCOUNTS.c.org_unit_id == tree.c.descendant_id)
        .where(highest, ORG_UNITS.c.id.not_in(has_some))
        .group_by(ORG_UNITS.c.id, ORG_UNITS.c.name, parent.c.name)
        .order_by(people.desc(), ORG_UNITS.c.name, ORG_UNITS.c.id)
        .limit(MOST_BARE_UNITS)
    )
    rows = found.all()
    bare = [BareUnit(int(row.people), 0, row.id, row.name, row.parent, bool(row.may_create)) for row in rows]
    return bare, rows[0].all if rows else 0


def _creates(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the actor's right to create circles reaches the unit of the row."""
    units = actor.reach.get(Permission.CIRCLES_CREATE, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    reach = ORG_UNIT_TREE.alias("reach")
    return ORG_UNITS.c.id.in_(sa.select(reach.c.descendant_id).where(reach.c.ancestor_id.in_(units)))
