"""When a customer's score counts, and in which unit: once its month is over, in lots of at least 5.

Whatever is told of a unit, a month or a year is a sum of whole lots. Two looks, before and after an import,
a month's end or a change of the tree, never differ by fewer than 5 customers.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.local_time import company_today
from backend.core.months import months_after
from backend.core.turns import one_at_a_time
from backend.pulse.disclosure import FIGURES_FLOOR as K
from backend.pulse.models import CUSTOMER_SCORES
from backend.pulse.shown_units import Above, units_above

Place = UUID | None
"""A unit; the whole company for None."""


async def count_customers(session: Session) -> None:
    """Count the scores of months that are over: those of a unit in it, fewer than 5 with the unit around it.

    Fewer than 5 of the whole company wait for others of their month.
    """
    # Two at once would make two lots of one.
    await one_at_a_time(session, "customers")
    score = CUSTOMER_SCORES.c
    year, month = sa.extract("year", score.given_on), sa.extract("month", score.given_on)
    rows = await session.execute(
        sa.select(
            year.label("year"), month.label("month"), score.org_unit_id, sa.func.count().label("customers")
        )
        .where(~score.is_counted, score.given_on < company_today(session).replace(day=1))
        .group_by(year, month, score.org_unit_id)
    )
    months: dict[date, dict[Place, int]] = {}
    for row in rows:
        first = date(int(row.year), int(row.month), 1)
        months.setdefault(first, {})[row.org_unit_id] = row.customers
    if not months:
        return
    above = await units_above(session)
    found = [
        {"first": first, "next": months_after(first, 1), "unit": unit, "place": place}
        for first, waiting in months.items()
        for unit, place in placed(waiting, above).items()
    ]
    for of_unit in (True, False):
        some = [one for one in found if (one["unit"] is not None) is of_unit]
        if some:
            await session.execute(_count(of_unit), some)


def placed(waiting: Mapping[Place, int], above: Above) -> dict[Place, Place]:
    """In which unit those who wait in each are counted; what is not there waits on.

    >>> placed({None: 3}, {})
    {}
    """
    customers, held = Counter(waiting), {unit: [unit] for unit in waiting}
    depths = {unit: depth for one in waiting for unit, depth in _depths(one, above)}
    found: dict[Place, Place] = {}
    for place in sorted(depths, key=lambda one: (-depths[one], str(one))):
        here = held.get(place, [])
        if customers[place] >= K:
            found.update(dict.fromkeys(here, place))
        elif place is not None:
            customers[above[place]] += customers[place]
            held.setdefault(above[place], []).extend(here)
    return found


def _depths(unit: Place, above: Above) -> list[tuple[Place, int]]:
    """The unit and all around it, the whole company at 0."""
    chain: list[Place] = [unit]
    while chain[-1] is not None:
        chain.append(above[chain[-1]])
    return [(one, len(chain) - 1 - place) for place, one in enumerate(chain)]


def _count(of_unit: bool) -> sa.Update:
    score = CUSTOMER_SCORES.c
    unit: sa.BindParameter[UUID] = sa.bindparam("unit", type_=score.org_unit_id.type)
    return (
        sa.update(CUSTOMER_SCORES)
        .where(
            ~score.is_counted,
            score.given_on >= sa.bindparam("first"),
            score.given_on < sa.bindparam("next"),
            score.org_unit_id == unit if of_unit else score.org_unit_id.is_(None),
        )
        .values(is_counted=True, counted_unit_id=sa.bindparam("place"))
    )
