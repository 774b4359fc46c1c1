"""Rows of the release: the only statements that read figures, and all they read is rounded and shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.pulse.counting import PARTICIPATION
from backend.pulse.disclosure import CountRange, Cut, Group
from backend.pulse.models import (
    RELEASE_CELLS,
    RELEASED_GROUPS,
    SURVEYS,
    WAVES,
    Wave,
    WaveStatus,
)
from backend.pulse.told import among, withheld_from


@dataclass(frozen=True, slots=True)
class CellRow:
    """A figure of one question in one group; `number` is the wave it dates from."""

    question: str
    group: Group
    number: int
    count: CountRange
    coarsened: bool
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a wave, with the key of the group around it; a label is empty for the whole."""

    group: Group
    parent_key: str | None
    label: str


async def groups_of(session: Session, wave_id: UUID, *conditions: sa.ColumnElement[bool]) -> list[GroupRow]:
    """Groups of a wave by name, shown or not."""
    table = RELEASED_GROUPS.c
    rows = await session.execute(
        sa.select(table.cut, table.key, table.parent_key, table.label)
        .where(table.wave_id == wave_id, *conditions)
        .order_by(table.label, table.cut, table.key)
    )
    return [GroupRow(Group(cut, key), parent_key, label) for cut, key, parent_key, label in rows]


async def units_around(session: Session, wave_id: UUID, keys: Collection[str]) -> dict[str, GroupRow]:
    """These units of a wave, those that it asked, with all around them up to the whole; one statement."""
    group = RELEASED_GROUPS.c
    here = sa.select(group.cut, group.key, group.parent_key, group.label).where(
        *_unit_of(wave_id), group.key.in_(keys)
    )
    found = here.cte("around", recursive=True)
    above = alias_of(RELEASED_GROUPS, "above")
    # Looked up one by one: a join might read the groups of every wave for a chain of a few.
    around = sa.select(above).where(*_unit_of(wave_id, above), above.c.key == found.c.parent_key)
    cut, parent_key, label = (
        around.with_only_columns(above.c[name]).scalar_subquery() for name in ("cut", "parent_key", "label")
    )
    outer = sa.select(cut, found.c.parent_key, parent_key, label).where(found.c.parent_key.is_not(None))
    found = found.union(outer)
    rows = await session.execute(sa.select(found))
    return {key: GroupRow(Group(cut, key), parent_key, label) for cut, key, parent_key, label in rows}


def units_below(wave_id: UUID, key: str) -> sa.Select[tuple[str]]:
    """The keys of a unit and of those inside it on the day of the opening."""
    below = sa.select(sa.literal(key, sa.String).label("key")).cte("below", recursive=True)
    inner = alias_of(RELEASED_GROUPS, "inner")
    below = below.union_all(
        sa.select(inner.c.key).where(*_unit_of(wave_id, inner), inner.c.parent_key == below.c.key)
    )
    return sa.select(below.c.key)


def _unit_of(wave_id: UUID, table: sa.FromClause = RELEASED_GROUPS) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.wave_id == wave_id, table.c.cut.in_((Cut.UNIT, Cut.ALL))


async def latest_cells(
    session: Session, wave: Wave, groups: Collection[Group], mine: Collection[Group]
) -> dict[tuple[str, Group], CellRow]:
    """The cells of the last release of each of these groups, in this wave or one before; one statement.

    What is withheld from a member of one of the groups `mine` is not there, nor what came before it.
    """
    cells = RELEASE_CELLS.c
    place = sa.func.row_number().over(partition_by=[cells.cut, cells.key], order_by=WAVES.c.number.desc())
    # Of what is released it is told how many took part: these rows are few, and name the wave of the others.
    ranked = (
        sa.select(cells.wave_id, cells.cut, cells.key, WAVES.c.number, place.label("place"))
        .join(WAVES, WAVES.c.id == cells.wave_id)
        .where(*_of(wave, groups), cells.question == PARTICIPATION)
        .subquery()
    )
    its = sa.and_(*(cells[name] == ranked.c[name] for name in ("wave_id", "cut", "key")))
    rows = await session.execute(
        sa.select(RELEASE_CELLS, ranked.c.number, withheld_from(mine).label("withheld"))
        .select_from(ranked)
        .join(RELEASE_CELLS, its)
        .where(ranked.c.place == 1)
    )
    found = [_row(row) for row in rows if not row.withheld]
    return {(one.question, one.group): one for one in found}


async def cells_over_time(
    session: Session, wave: Wave, group: Group, mine: Collection[Group]
) -> list[CellRow]:
    """Every value released of a group up to this wave, oldest first: one series, never chained to another."""
    rows = await session.execute(
        sa.select(RELEASE_CELLS, WAVES.c.number, withheld_from(mine).label("withheld"))
        .join(WAVES, WAVES.c.id == RELEASE_CELLS.c.wave_id)
        .where(*_of(wave, [group]))
        .order_by(WAVES.c.number)
    )
    return [_row(row) for row in rows if not row.withheld]


async def latest_answers(
    session: Session,
    asked: Collection[tuple[str, str]],
    mine: Collection[Group],
    told: sa.ColumnElement[bool],
) -> dict[str, CellRow]:
    """The last value of each question in one unit (its key; empty for everybody), by question.

    Of the waves that are `told`, a condition on them and their surveys.
    """
    cells = RELEASE_CELLS.c
    if not asked:
        return {}
    found = await session.execute(
        sa.select(RELEASE_CELLS, WAVES.c.number, withheld_from(mine).label("withheld"))
        .join(WAVES, WAVES.c.id == cells.wave_id)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(
            told,
            sa.tuple_(cells.question, cells.key).in_(list(asked)),
            cells.cut.in_((Cut.UNIT, Cut.ALL)),
        )
        .order_by(WAVES.c.number)
    )
    latest = {row.question: row for row in found}
    return {question: _row(row) for question, row in latest.items() if not row.withheld}


def _of(wave: Wave, groups: Collection[Group]) -> tuple[sa.ColumnElement[bool], ...]:
    """Cells of these groups, of this wave and of those before it."""
    return (
        WAVES.c.survey_id == wave.survey_id,
        WAVES.c.number <= wave.number,
        WAVES.c.status == WaveStatus.SEALED,
        among(RELEASE_CELLS.c.cut, RELEASE_CELLS.c.key, groups),
    )


def _row(row: Any) -> CellRow:
    count = CountRange(row.count_min, row.count_max)
    return CellRow(row.question, Group(row.cut, row.key), row.number, count, row.coarsened, row.figures)


async def released_cuts(session: Session, wave_id: UUID) -> frozenset[Cut]:
    """The attributes by which anything of a wave is released: of what is, it is told how many took part."""
    cells = RELEASE_CELLS.c
    # The first by name: of « any », PostgreSQL thinks that it finds one soon by reading whatever there is.
    told = (
        sa.select(cells.key)
        .where(cells.wave_id == wave_id, cells.question == PARTICIPATION, cells.cut == cut)
        .order_by(cells.key)
        .limit(1)
        .scalar_subquery()
        for cut in Cut
    )
    [row] = await session.execute(sa.select(*told))
    return frozenset(cut for cut, first in zip(Cut, row, strict=True) if first is not None)
