"""Customers' scores of units, month by month, as they may be shown: those of months that are over.

The rules of a release hold over the tree of units: 5 answers, nothing by subtraction, nobody nearly of one
mind, rounded figures. What is counted, and where, is decided in `customer_lots`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.pulse.disclosure import CountRange
from backend.pulse.models import CUSTOMER_SCORES
from backend.pulse.scoring import score_of
from backend.pulse.shown_units import Above, Opinion, told_by_unit, unit_group
from backend.pulse.statistics import CUSTOMERS

SCORE = Opinion(values=(1, 0, -1), is_score=True)


@dataclass(frozen=True, slots=True)
class Point:
    """A score that may be shown, on the day it is told for, with its interval at 95 %."""

    on: date
    score: int
    low: int
    high: int
    count: CountRange
    coarsened: bool


async def customer_points(session: Session, unit_id: UUID | None, since: date, above: Above) -> list[Point]:
    """The unit's score month by month, on the month's first day; one statement."""
    given = CUSTOMER_SCORES.c
    year, month = sa.extract("year", given.given_on), sa.extract("month", given.given_on)
    rows = await session.execute(
        sa.select(
            year.label("year"),
            month.label("month"),
            given.counted_unit_id,
            _sum(given.score >= CUSTOMERS.promoters_from).label("promoters"),
            sa.func.count().label("given"),
            _sum(given.score <= CUSTOMERS.detractors_to).label("detractors"),
        )
        .where(given.is_counted, given.given_on >= since)
        .group_by(year, month, given.counted_unit_id)
    )
    months: dict[date, dict[UUID | None, tuple[int, int, int]]] = {}
    for row in rows:
        counts = (row.promoters, row.given - row.promoters - row.detractors, row.detractors)
        months.setdefault(date(int(row.year), int(row.month), 1), {})[row.counted_unit_id] = counts
    wanted, points = unit_group(unit_id), []
    for first, counted in sorted(months.items()):
        found = told_by_unit(counted, above, SCORE).get(wanted)
        if found:
            told = score_of(found)
            interval = told.interval
            points.append(Point(first, told.value, interval.low, interval.high, told.count, told.coarsened))
    return points


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
