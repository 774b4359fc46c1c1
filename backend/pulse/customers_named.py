"""What customers of a unit named in a year, how often, and how many were helped at once, as it may be told.

The year ends with the last month that is over. Reasons and steps are counted right in each unit, so that no
count of a unit minus those inside it tells of fewer than 5 customers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.months import months_after
from backend.identity import subtree
from backend.journeys import STEPS
from backend.pulse.disclosure import FIGURES_FLOOR as K
from backend.pulse.disclosure import CountRange, count_range, rounded_share
from backend.pulse.models import CUSTOMER_SCORES
from backend.pulse.shown_units import Above, Opinion, told_by_unit, unit_group
from backend.pulse.told_intervals import Told

YEAR_MONTHS = 12
MOST_NAMED = 8
MOST_COUNTED = 100
"""Names that are looked at, to keep of them those that are told by the highest counts."""


@dataclass(frozen=True, slots=True)
class Named:
    """A reason or a step that customers named, and how many did, as it is told."""

    name: str
    count: CountRange


async def customers_named(
    session: Session, unit_id: UUID | None, name: sa.ColumnElement[str], until: date, above: Above
) -> list[Named]:
    """What the unit's customers named most in a year, as far as it may be told; one statement."""
    scored = CUSTOMER_SCORES.outerjoin(STEPS, STEPS.c.id == CUSTOMER_SCORES.c.step_id)
    customers = sa.func.count()
    most = (
        sa.select(name)
        .select_from(scored)
        .where(*_lately(until), *_inside(unit_id), name != "")
        .group_by(name)
        .having(customers >= K)
        .order_by(customers.desc(), name)
        .limit(MOST_COUNTED)
    )
    rows = await session.execute(
        sa.select(name.label("name"), CUSTOMER_SCORES.c.counted_unit_id, customers.label("customers"))
        .select_from(scored)
        .where(*_lately(until), name.in_(most))
        .group_by(name, CUSTOMER_SCORES.c.counted_unit_id)
    )
    counted: dict[str, dict[UUID | None, tuple[int]]] = {}
    for row in rows:
        counted.setdefault(row.name, {})[row.counted_unit_id] = (row.customers,)
    wanted, told = unit_group(unit_id), list[Named]()
    for named, by_unit in counted.items():
        found = told_by_unit(by_unit, above).get(wanted)
        if found:
            told.append(Named(named, count_range(found[0])))
    # In the order of what is told: among equal ranges, that of the counts would say which is the larger.
    return sorted(told, key=lambda one: (-one.count.min, one.name))[:MOST_NAMED]


async def solved_share(session: Session, unit_id: UUID | None, until: date, above: Above) -> Told | None:
    """Percent helped at the first contact in a year, and where it stops; None if not told. One statement."""
    solved = CUSTOMER_SCORES.c.is_solved
    yes = sa.func.sum(sa.case((solved, 1), else_=0))
    rows = await session.execute(
        sa.select(CUSTOMER_SCORES.c.counted_unit_id, yes.label("yes"), sa.func.count().label("given"))
        .where(*_lately(until), solved.is_not(None))
        .group_by(CUSTOMER_SCORES.c.counted_unit_id)
    )
    counted = {row.counted_unit_id: (row.yes, row.given - row.yes) for row in rows}
    found = told_by_unit(counted, above, Opinion()).get(unit_group(unit_id))
    return rounded_share(found[0], sum(found)) if found else None


def _lately(until: date) -> Iterable[sa.ColumnElement[bool]]:
    yield CUSTOMER_SCORES.c.is_counted
    yield CUSTOMER_SCORES.c.given_on >= months_after(until.replace(day=1), -YEAR_MONTHS)


def _inside(unit_id: UUID | None) -> Iterable[sa.ColumnElement[bool]]:
    if unit_id is not None:
        yield CUSTOMER_SCORES.c.counted_unit_id.in_(subtree(unit_id))
