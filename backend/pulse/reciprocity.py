"""Customers beside colleagues: two series of one unit on the same dates, each on its own scale.

They are never chained nor added, and both obey the same rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.local_time import company_day, company_today
from backend.core.months import months_after
from backend.identity import (
    ORG_UNIT_HEADS,
    ORG_UNITS,
    OrgUnitRow,
    Permission,
    ancestors,
    child_units,
    path_to,
)
from backend.journeys import STEPS
from backend.pulse.customer_series import Point, customer_points
from backend.pulse.customers_named import Named, customers_named, solved_share
from backend.pulse.models import (
    CUSTOMER_SCORES,
    RELEASE_CELLS,
    SURVEY_QUESTIONS,
    SURVEYS,
    WAVES,
    QuestionKind,
    Survey,
    Wave,
    WaveStatus,
)
from backend.pulse.release_policy import reader_of
from backend.pulse.release_rows import cells_over_time
from backend.pulse.shown_units import unit_group, units_above
from backend.pulse.told import is_of_all
from backend.pulse.told_intervals import Told

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """A unit (the whole company for an empty path), its series, and what customers named in twelve months.

    Of customers, months that are over alone.
    """

    path: Sequence[OrgUnitRow]
    children: Sequence[OrgUnitRow]
    since: date
    until: date
    colleagues: Sequence[Point]
    customers: Sequence[Point]
    reasons: Sequence[Named]
    steps: Sequence[Named]
    solved: Told | None
    """Percent solved at the first contact, to 5 under 100, and where it stops; None where it is not told."""


async def may_compare(session: Session, actor: Actor, unit_id: UUID | None) -> bool:
    """Who heads the unit or one around it, and who listens to customers or runs surveys there."""
    around = await ancestors(session, unit_id)
    if actor.may(Permission.SURVEYS_RUN, *around) or actor.may(Permission.CUSTOMERS_LISTEN, *around):
        return True
    heads = ORG_UNIT_HEADS.c
    mine = sa.select(heads.org_unit_id).where(
        heads.person_id == actor.person_id, heads.org_unit_id.in_(around)
    )
    return (await session.execute(mine.limit(1))).first() is not None


async def own_unit(session: Session, actor: Actor) -> UUID | None:
    """The part of the company whose scores the actor compares first: none for the whole. Errors: NotFound."""
    if await may_compare(session, actor, None):
        return None
    heads, units = ORG_UNIT_HEADS.c, ORG_UNITS.c
    held = {
        one
        for permission in (Permission.SURVEYS_RUN, Permission.CUSTOMERS_LISTEN)
        for one in actor.reach.get(permission, frozenset())
        if one
    }
    headed = sa.select(heads.org_unit_id).where(heads.person_id == actor.person_id)
    found: UUID | None = await session.scalar(
        sa.select(units.id)
        .where(sa.or_(units.id.in_(headed), units.id.in_(held)))
        .order_by(units.depth, units.path)
        .limit(1)
    )
    if found is None:
        raise NotFound
    return found


async def reciprocity(session: Session, actor: Actor, unit_id: UUID | None) -> Reciprocity:
    """Both series of a unit over two years. Errors: NotFound, for whoever may not compare them."""
    if not await may_compare(session, actor, unit_id):
        raise NotFound
    path = await path_to(session, unit_id)
    if unit_id is not None and not path:
        raise NotFound
    until = company_today(session)
    since = months_after(until.replace(day=1), 1 - MONTHS)
    above = await units_above(session)
    return Reciprocity(
        path=path,
        children=await child_units(session, unit_id),
        since=since,
        until=until,
        colleagues=await _colleagues(session, actor, unit_id, since),
        customers=await customer_points(session, unit_id, since, above),
        reasons=await customers_named(session, unit_id, CUSTOMER_SCORES.c.reason, until, above),
        steps=await customers_named(session, unit_id, STEPS.c.name, until, above),
        solved=await solved_share(session, unit_id, until, above),
    )


async def _colleagues(session: Session, actor: Actor, unit_id: UUID | None, since: date) -> list[Point]:
    """The recommendation of the last survey of which the unit was told it, as released, wave by wave.

    A wave that asked some parts of the company alone is no point of it. A token that somebody else made reads
    no results of colleagues: it has none.
    """
    if actor.by_another:
        return []
    around = await ancestors(session, unit_id)
    group = unit_group(unit_id)
    questions, cells = SURVEY_QUESTIONS.c, RELEASE_CELLS.c
    row = (
        await session.execute(
            sa.select(Wave, Survey, questions.key)
            .join(Survey, SURVEYS.c.id == WAVES.c.survey_id)
            .join(
                SURVEY_QUESTIONS,
                sa.and_(questions.survey_id == WAVES.c.survey_id, questions.version == WAVES.c.version),
            )
            .join(
                RELEASE_CELLS,
                sa.and_(
                    cells.wave_id == WAVES.c.id,
                    cells.question == questions.key,
                    cells.cut == group.cut,
                    cells.key == group.key,
                ),
            )
            .where(
                questions.kind == QuestionKind.RECOMMENDATION,
                WAVES.c.status == WaveStatus.SEALED,
                is_of_all(),
                sa.or_(SURVEYS.c.org_unit_id.is_(None), SURVEYS.c.org_unit_id.in_(around)),
            )
            .order_by(WAVES.c.closed_at.desc(), questions.position)
            .limit(1)
        )
    ).first()
    if row is None:
        return []
    wave, survey, key = row
    reader = await reader_of(session, actor, wave, survey)
    closings = await session.execute(
        sa.select(WAVES.c.number, WAVES.c.closed_at).where(WAVES.c.survey_id == survey.id, is_of_all())
    )
    closed = {row.number: row.closed_at for row in closings}
    points = []
    for cell in await cells_over_time(session, wave, group, reader.groups):
        at, told = closed.get(cell.number), cell.figures
        if cell.question != key or "score" not in told or at is None:
            continue
        if (day := company_day(session, at)) >= since:
            points.append(Point(day, told["score"], told["low"], told["high"], cell.count, cell.coarsened))
    return points
