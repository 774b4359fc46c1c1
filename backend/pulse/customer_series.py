"""Customers' scores of units, month by month, as they may be shown; what customers named, and how often.

The rules of a release hold over the tree of units: 5 answers, nothing by subtraction, nobody nearly of one
mind, rounded figures.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import ORG_UNITS, subtree
from backend.journeys import STEPS
from backend.pulse.disclosure import FIGURES_FLOOR as K
from backend.pulse.disclosure import (
    ROOT,
    CountRange,
    Cut,
    Group,
    Tally,
    Votes,
    below_threshold,
    complement,
    count_range,
    is_extreme_choice,
    of_one_mind,
    rounded_share,
)
from backend.pulse.models import CUSTOMER_SCORES
from backend.pulse.scoring import score_of
from backend.pulse.statistics import CUSTOMERS

YEAR_MONTHS = 12
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A score that may be shown, on the day it is told for, with its interval at 95 %."""

    on: date
    score: int
    low: int
    high: int
    count: CountRange
    coarsened: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A reason or a step that customers named, and how many did, as it is told."""

    name: str
    count: CountRange


async def customer_points(session: Session, unit_id: UUID | None, since: date) -> list[Point]:
    """The unit's score month by month, on the month's first day; two statements."""
    above = {
        row.id: row.parent_id
        for row in await session.execute(sa.select(ORG_UNITS.c.id, ORG_UNITS.c.parent_id))
    }
    given = CUSTOMER_SCORES.c
    year, month = sa.extract("year", given.given_on), sa.extract("month", given.given_on)
    rows = await session.execute(
        sa.select(
            year.label("year"),
            month.label("month"),
            given.org_unit_id,
            _sum(given.score >= CUSTOMERS.promoters_from).label("promoters"),
            sa.func.count().label("given"),
            _sum(given.score <= CUSTOMERS.detractors_to).label("detractors"),
        )
        .where(given.given_on >= since)
        .group_by(year, month, given.org_unit_id)
    )
    months: dict[date, dict[UUID | None, tuple[int, int, int]]] = {}
    for row in rows:
        counts = (row.promoters, row.given - row.promoters - row.detractors, row.detractors)
        months.setdefault(date(int(row.year), int(row.month), 1), {})[row.org_unit_id] = counts
    wanted = Group(Cut.UNIT, str(unit_id)) if unit_id else ROOT
    points = []
    for first, counted in sorted(months.items()):
        votes, shown = shown_units(counted, above)
        if wanted in shown:
            told = score_of(votes.by_group[wanted])
            interval = told.interval
            points.append(Point(first, told.value, interval.low, interval.high, told.count, told.coarsened))
    return points


def shown_units(
    counted: Mapping[UUID | None, tuple[int, int, int]], above: Mapping[UUID, UUID | None]
) -> tuple[Votes, Set[Group]]:
    """What units answered, and those of them that may be shown.

    `counted` is promoters, passives and detractors right in each unit, under None for those of no unit. Units
    are the only cut, so that the sums inside the tree are all that can be subtracted.
    """
    chains = {unit: _chain(unit, above) for unit in counted}
    parents: dict[Group, Group | None] = {ROOT: None}
    for chain in chains.values():
        parents.update(zip(chain, [*chain, ROOT][1:], strict=True))
    holders = {outer for outer in parents.values() if outer}
    atoms = {}
    for unit, chain in chains.items():
        own = chain[0] if chain else ROOT
        groups = {ROOT, *chain}
        if own in holders:
            direct = Group(Cut.DIRECT, own.key)
            parents[direct] = own
            groups.add(direct)
        atoms[frozenset(groups)] = counted[unit]
    votes = Votes(atoms, (1, 0, -1), is_score=True)
    tally = Tally(parents, {groups: sum(counts) for groups, counts in atoms.items()})
    shown = frozenset(parents) - below_threshold(tally, K) - votes.extremes()
    before: Set[Group] = frozenset()
    while shown != before:
        before = shown
        for tree in tally.trees:
            hide = complement(tree, tally.answers, shown, K) or of_one_mind(tree, votes, shown)
            shown -= hide
    return votes, shown


def _chain(unit: UUID | None, above: Mapping[UUID, UUID | None]) -> list[Group]:
    found = []
    while unit is not None:
        found.append(Group(Cut.UNIT, str(unit)))
        unit = above[unit]
    return found


async def customers_named(
    session: Session, unit_id: UUID | None, name: sa.ColumnElement[str], until: date
) -> list[Counted]:
    """What customers named most in a year, but for what fewer than 5 did."""
    counted = sa.func.count()
    rows = await session.execute(
        sa.select(name.label("name"), counted.label("people"))
        .select_from(CUSTOMER_SCORES)
        .outerjoin(STEPS, STEPS.c.id == CUSTOMER_SCORES.c.step_id)
        .where(*_lately(unit_id, until), name != "")
        .group_by(name)
        .having(counted >= K)
        .order_by(counted.desc(), name)
        .limit(MOST_NAMED)
    )
    return [Counted(row.name, count_range(row.people)) for row in rows]


async def solved_share(session: Session, unit_id: UUID | None, until: date) -> int | None:
    solved = CUSTOMER_SCORES.c.is_solved
    row = (
        await session.execute(
            sa.select(sa.func.count().label("given"), _sum(solved).label("yes"))
            .select_from(CUSTOMER_SCORES)
            .where(*_lately(unit_id, until), solved.is_not(None))
        )
    ).one()
    if row.given < K or is_extreme_choice((row.yes, row.given - row.yes), row.given):
        return None
    return rounded_share(row.yes, row.given)[0]


def _lately(unit_id: UUID | None, until: date) -> Iterable[sa.ColumnElement[bool]]:
    given = CUSTOMER_SCORES.c
    yield given.given_on >= months_before(until, YEAR_MONTHS)
    if unit_id is not None:
        yield given.org_unit_id.in_(subtree(unit_id))


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)
