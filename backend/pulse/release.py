"""Results: the only reader of what waves were answered. Pages, CSV, GraphQL and digest all come here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.pulse.comment_rows import CommentRow, comment_texts, comments_in
from backend.pulse.counting import COMMENTS, PARTICIPATION
from backend.pulse.disclosure import ROOT, CountRange, Cut, Group
from backend.pulse.models import RELEASED_GROUPS, Survey, Wave, WaveStatus
from backend.pulse.questions import Question
from backend.pulse.release_policy import Reader, reader_of
from backend.pulse.release_rows import (
    CellRow,
    GroupRow,
    cells_over_time,
    groups_of,
    latest_cells,
    released_cuts,
    units_around,
    units_below,
)
from backend.pulse.surveys import questions_of
from backend.pulse.terms import Term, terms_of

MOST_COMMENTS = 50
MOST_COUNTED = 2000
"""Comments whose words are counted: drawn at random, as the others they stand for."""


@dataclass(frozen=True, slots=True)
class GroupResults:
    """A group and its figures by question; none are there where the group is not shown."""

    row: GroupRow
    cells: Mapping[str, CellRow]
    wave_number: int

    @property
    def is_shown(self) -> bool:
        return bool(self.cells)

    @property
    def count(self) -> CountRange | None:
        """How many answered, as it is told."""
        return self.cells[PARTICIPATION].count if PARTICIPATION in self.cells else None

    @property
    def dates_from(self) -> int | None:
        """The earlier wave whose value stays, if its figures are not of this one."""
        number = self.cells[PARTICIPATION].number if PARTICIPATION in self.cells else self.wave_number
        return number if number != self.wave_number else None


@dataclass(frozen=True, slots=True)
class Results:
    """One unit's results in one wave, beside the whole company's.

    `path` leads from the top to the unit; `parts` are the cells right inside it, for those who lead it;
    `cuts` are those of which anything is released;
    `beside` is the smallest group around it that is shown, where the unit itself is not, or is dated.
    """

    wave_id: UUID
    survey_id: UUID
    number: int
    title: Mapping[str, str]
    closed_at: datetime | None
    sealed_at: datetime | None
    invited: int
    k: int
    comment_k: int
    questions: Sequence[Question]
    whole: GroupResults
    unit: GroupResults
    path: Sequence[GroupRow]
    parts: Sequence[GroupResults]
    beside: GroupResults | None
    trend: Mapping[str, Sequence[CellRow]]
    leads: bool
    cuts: frozenset[Cut]
    runs: bool
    may_read_comments: bool


async def results_of(
    session: Session,
    actor: Actor,
    wave_id: UUID,
    unit_id: UUID | None = None,
    by: Cut = Cut.UNIT,
    *,
    everybody: bool = False,
) -> Results:
    """The results of a unit; for none, of the reader's own part of the company, or of `everybody` asked.

    `by` a site or a job family cuts the whole company alone. Errors: NotFound, for a wave that is not sealed,
    a unit it did not ask, or one the reader neither belongs to nor leads.
    """
    wave, survey, reader = await _sealed(session, actor, wave_id)
    asked = {ROOT.key, *([str(unit_id)] if unit_id else map(str, reader.heads | reader.path))}
    units = await units_around(session, wave.id, asked)
    path = _path(units, _wanted(units, reader, unit_id, everybody=everybody))
    here, around = path[-1], _ids(path)
    if here.group != ROOT and not reader.may_see(UUID(here.group.key), around):
        raise NotFound
    leads = reader.may_lead(around)
    inside: list[GroupRow] = []
    if leads or by is not Cut.UNIT:
        cuts = [Cut.UNIT, Cut.DIRECT] if by is Cut.UNIT else [by]
        of = RELEASED_GROUPS.c
        inside = await groups_of(session, wave.id, of.parent_key == here.group.key, of.cut.in_(cuts))
        if by is not Cut.UNIT and (here.group != ROOT or not leads):
            inside = []
    cells = await latest_cells(session, wave, {ROOT, *(row.group for row in (*path, *inside))}, reader.groups)
    told = {row.group: _results(row, cells, wave.number) for row in (*path, *inside)}
    current = [told[row.group] for row in reversed(path[:-1]) if _is_current(told[row.group])]
    unit = told[here.group]
    trend: dict[str, list[CellRow]] = {}
    for cell in await cells_over_time(session, wave, here.group, reader.groups):
        trend.setdefault(cell.question, []).append(cell)
    assert wave.k is not None
    assert wave.comment_k is not None
    return Results(
        wave_id=wave.id,
        survey_id=wave.survey_id,
        number=wave.number,
        title=survey.title,
        closed_at=wave.closed_at,
        sealed_at=wave.sealed_at,
        invited=wave.invited,
        k=wave.k,
        comment_k=wave.comment_k,
        questions=[
            one
            for one in await questions_of(session, survey.id, wave.version, wave.id)
            if one.is_closed and one.unit in (None, here.group.key)
        ],
        whole=told[ROOT],
        unit=unit,
        path=path,
        parts=[told[row.group] for row in inside],
        beside=current[0] if current and not _is_current(unit) else None,
        trend=trend,
        leads=leads,
        cuts=await released_cuts(session, wave.id),
        runs=reader.runs,
        may_read_comments=leads and _of_this_wave(unit, COMMENTS),
    )


async def comments_of(
    session: Session,
    actor: Actor,
    wave_id: UUID,
    unit_id: UUID | None = None,
    words: str = "",
    page: Page | None = None,
) -> Listing[CommentRow]:
    """One page of the comments of a unit's people, in an order shuffled once for all.

    Errors: NotFound, also where fewer than the wave's threshold could have written; BadCursor.
    """
    results = await results_of(session, actor, wave_id, unit_id)
    return await comments_in(session, wave_id, _readable(results), words, page or Page(MOST_COMMENTS))


async def terms_in(session: Session, results: Results) -> list[Term]:
    """What comes back in the comments of these results. Errors: NotFound, as `comments_of`."""
    return terms_of(await comment_texts(session, results.wave_id, _readable(results), MOST_COUNTED))


def _readable(results: Results) -> sa.Select[tuple[str]] | None:
    """The units whose comments may be read with these results, all for none. Errors: NotFound."""
    if not results.may_read_comments:
        raise NotFound
    here = results.unit.row.group
    return None if here == ROOT else units_below(results.wave_id, here.key)


async def _sealed(session: Session, actor: Actor, wave_id: UUID) -> tuple[Wave, Survey, Reader]:
    wave: Wave | None = await session.get(Wave, wave_id)
    if wave is None or wave.status is not WaveStatus.SEALED:
        raise NotFound
    survey = await session.get_one(Survey, wave.survey_id)
    return wave, survey, await reader_of(session, actor, wave, survey)


def _wanted(units: Mapping[str, GroupRow], reader: Reader, unit_id: UUID | None, *, everybody: bool) -> str:
    """The key asked for, or everybody's; else the highest unit the reader leads, or the smallest around."""
    if unit_id is not None:
        if str(unit_id) not in units:
            raise NotFound
        return str(unit_id)
    if reader.runs or everybody:
        return ROOT.key
    led, own = (
        sorted(
            (len(_path(units, key)), row.label, key)
            for key, row in units.items()
            if key and UUID(key) in some
        )
        for some in (reader.heads, reader.path)
    )
    if not led and not own:
        raise NotFound
    return led[0][2] if led else own[-1][2]


def _path(units: Mapping[str, GroupRow], key: str) -> list[GroupRow]:
    found = [units[key]]
    while found[0].parent_key is not None:
        found.insert(0, units[found[0].parent_key])
    return found


def _ids(path: Sequence[GroupRow]) -> frozenset[UUID]:
    return frozenset(UUID(row.group.key) for row in path if row.group.key)


def _results(row: GroupRow, cells: Mapping[tuple[str, Group], CellRow], number: int) -> GroupResults:
    mine = {question: cell for (question, group), cell in cells.items() if group == row.group}
    if PARTICIPATION not in mine:
        return GroupResults(row, {}, number)
    # A figure withheld in the wave that is told is not replaced by what it was before.
    wave = mine[PARTICIPATION].number
    return GroupResults(row, {name: cell for name, cell in mine.items() if cell.number == wave}, number)


def _is_current(results: GroupResults) -> bool:
    return results.is_shown and results.dates_from is None


def _of_this_wave(results: GroupResults, question: str) -> bool:
    return question in results.cells and results.cells[question].number == results.wave_number
