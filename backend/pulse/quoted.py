"""Figures quoted elsewhere, read back from the release: only what everybody may see counts."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.pulse.disclosure import Cut
from backend.pulse.models import RELEASE_CELLS, WAVES, WITHHELD_FROM_MEMBERS, WaveStatus


class Cell(NamedTuple):
    """One question of a wave in one group."""

    wave_id: UUID
    question: str
    cut: str
    key: str


async def quotable(session: Session, cells: Collection[Cell]) -> dict[Cell, Mapping[str, Any]]:
    """The figures of those of these cells that a sealed wave released to everybody, in one statement.

    A cell withheld from any of its members is left out: a letter goes to them too.
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
        .where(named.in_(wanted), WAVES.c.status == WaveStatus.SEALED, ~withheld)
    )
    return {Cell(row.wave_id, row.question, row.cut.value, row.key): row.figures for row in rows}
