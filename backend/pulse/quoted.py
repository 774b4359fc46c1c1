"""Figures quoted elsewhere, read back from the release: only what everybody may see counts."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import ancestors
from backend.pulse.disclosure import Cut
from backend.pulse.models import (
    RELEASE_CELLS,
    SURVEYS,
    WAVES,
    WITHHELD_FROM_MEMBERS,
    WaveStatus,
)


class Cell(NamedTuple):
    """One question of a wave in one group."""

    wave_id: UUID
    question: str
    cut: str
    key: str


async def quotable(
    session: Session, cells: Collection[Cell], org_unit_id: UUID | None
) -> dict[Cell, Mapping[str, Any]]:
    """The figures of those of these cells that a sealed wave released to a whole part of the company.

    A cell withheld from any of its members is left out: a letter goes to them too. Two statements.
    """
    table, kept = RELEASE_CELLS.c, WITHHELD_FROM_MEMBERS.c
    withheld = sa.exists().where(
        kept.wave_id == table.wave_id,
        kept.question == table.question,
        kept.cut == table.cut,
        kept.key == table.key,
    )
    named = sa.tuple_(table.wave_id, table.question, table.cut, table.key)
    wanted = [(one.wave_id, one.question, Cut(one.cut), one.key) for one in cells]
    rows = await session.execute(
        sa.select(table.wave_id, table.question, table.cut, table.key, table.figures)
        .join(WAVES, WAVES.c.id == table.wave_id)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(named.in_(wanted), await told_to_all(session, org_unit_id), ~withheld)
    )
    return {Cell(row.wave_id, row.question, row.cut.value, row.key): row.figures for row in rows}


async def told_to_all(session: Session, org_unit_id: UUID | None) -> sa.ColumnElement[bool]:
    """Whether a wave is sealed and left out nobody of a part of the company (all of it for none).

    A condition on waves and their surveys.
    """
    around = await ancestors(session, org_unit_id)
    return sa.and_(
        WAVES.c.status == WaveStatus.SEALED,
        sa.or_(SURVEYS.c.org_unit_id.is_(None), SURVEYS.c.org_unit_id.in_(around)),
        ~WAVES.c.is_partial,
    )


async def is_told_to_all(session: Session, wave_id: UUID, org_unit_id: UUID | None) -> bool:
    """The same of one wave: whether everybody there may be led to its results."""
    found = await session.execute(
        sa.select(WAVES.c.id)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(WAVES.c.id == wave_id, await told_to_all(session, org_unit_id))
    )
    return found.first() is not None
