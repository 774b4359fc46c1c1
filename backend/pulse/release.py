"""Results: the only reader of what waves were answered. Pages, CSV, GraphQL and digest all come here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import ancestors
from backend.pulse import errors
from backend.pulse.audience import parts_of
from backend.pulse.counting import COMMENTS
from backend.pulse.disclosure import ROOT, Cut
from backend.pulse.group_results import GroupResults, group_results
from backend.pulse.models import RELEASED_GROUPS, Survey, Wave, WaveStatus
from backend.pulse.policy import may_run
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
)
from backend.pulse.surveys import questions_of


@dataclass(frozen=True, slots=True)
class Results:
    """One unit's results in one wave, beside those of the whole company, or of the part it is a survey of.

    `path` leads from `whole`, all those that the survey is for, to the unit; `parts` are the cells inside it,
    for those who lead it: right inside, or where that is a single unit, those inside that one;
    `cuts` are those of which anything is released; `rate` is the whole's participation, where it is shown;
    `asked_all`: the whole is everybody in the survey's part of the company, or a sample of them;
    `beside` is the smallest group around it that is shown, where the unit itself is not, or is dated;
    `stands_in`: the unit is the smallest with results around the reader's, where too few were asked.
    """

    wave_id: UUID
    survey_id: UUID
    number: int
    title: Mapping[str, str]
    closed_at: datetime | None
    sealed_at: datetime | None
    invited: int
    rate: int | None
    k: int
    comment_k: int
    questions: Sequence[Question]
    asked_all: bool
    whole: GroupResults
    unit: GroupResults
    path: Sequence[GroupRow]
    parts: Sequence[GroupResults]
    beside: GroupResults | None
    stands_in: bool
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

    Of a survey of one part, nothing goes by the name of what is around it: that part is told in its place.
    `by` a site or a job family cuts the whole alone. Errors: NotFound, for a wave that is not sealed,
    for whoever does not read it, a unit that it did not ask, or one that neither leads nor is around theirs.
    """
    wave, survey, reader = await _sealed(session, actor, wave_id)
    part = str(survey.org_unit_id or "")
    units = await units_around(session, wave.id, {ROOT.key, part, *reader.keys, str(unit_id or "")})
    around = _path(units, _wanted(units, reader, unit_id, everybody=everybody))
    whole = units.get(part, units[ROOT.key])
    if whole not in around:
        around = _path(units, whole.group.key)
    path = around[around.index(whole) :]
    here = path[-1]
    leads = reader.may_lead(_ids(around))
    if not leads and here not in {row for key in reader.keys for row in _path(units, key)}:
        raise NotFound
    inside: list[GroupRow] = []
    if leads and by is Cut.UNIT:
        inside = await _inside(session, wave.id, here.group.key, by)
    elif leads and here == whole:
        inside = await _inside(session, wave.id, ROOT.key, by)
    cells = await latest_cells(session, wave, {row.group for row in (*path, *inside)}, reader.groups)
    told = {row.group: group_results(row, cells, wave.number) for row in (*path, *inside)}
    current = [told[row.group] for row in reversed(path[:-1]) if told[row.group].is_current]
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
        rate=wave.rate,
        k=wave.k,
        comment_k=wave.comment_k,
        questions=[
            one
            for one in await questions_of(session, survey.id, wave.version, wave.id)
            if one.is_closed and one.unit in (None, here.group.key)
        ],
        asked_all=await _asked_all(session, wave),
        whole=told[whole.group],
        unit=unit,
        path=path,
        parts=[told[row.group] for row in inside],
        beside=current[0] if current and not unit.is_current else None,
        stands_in=not (unit_id or everybody or leads) and here.group.key != str(actor.org_unit_id),
        trend=trend,
        leads=leads,
        cuts=await released_cuts(session, wave.id),
        runs=reader.runs,
        may_read_comments=leads and unit.says_now(COMMENTS),
    )


async def _asked_all(session: Session, wave: Wave) -> bool:
    return not wave.is_partial or (wave.is_drawn and not await parts_of(session, wave.survey_id))


async def _sealed(session: Session, actor: Actor, wave_id: UUID) -> tuple[Wave, Survey, Reader]:
    wave: Wave | None = await session.get(Wave, wave_id)
    if wave is None:
        raise NotFound
    survey = await session.get_one(Survey, wave.survey_id)
    if wave.status is not WaveStatus.SEALED:
        runs = may_run(actor, await ancestors(session, survey.org_unit_id))
        raise errors.ResultsNotReady if runs else NotFound
    reader = await reader_of(session, actor, wave, survey)
    if not reader.reads:
        raise NotFound
    return wave, survey, reader


async def _inside(session: Session, wave_id: UUID, key: str, by: Cut) -> list[GroupRow]:
    """The groups right inside a unit; of a single unit inside, those inside that one, down to several."""
    of, cuts = RELEASED_GROUPS.c, [Cut.UNIT, Cut.DIRECT] if by is Cut.UNIT else [by]
    found = await groups_of(session, wave_id, of.parent_key == key, of.cut.in_(cuts))
    if len(found) == 1 and found[0].group.cut is Cut.UNIT:
        return await _inside(session, wave_id, found[0].group.key, by) or found
    return found


def _wanted(units: Mapping[str, GroupRow], reader: Reader, unit_id: UUID | None, *, everybody: bool) -> str:
    """The key asked for, or everybody's; else the highest unit the reader leads, or the smallest around."""
    if unit_id is not None:
        if str(unit_id) not in units:
            raise NotFound
        return str(unit_id)
    if reader.runs or everybody:
        return ROOT.key
    own = sorted((len(_path(units, key)), units[key].label, key) for key in reader.keys)
    led = [one for one in own if one[2] and UUID(one[2]) in reader.heads]
    return led[0][2] if led else own[-1][2]


def _path(units: Mapping[str, GroupRow], key: str) -> list[GroupRow]:
    found = [units[key]]
    while found[0].parent_key is not None:
        found.insert(0, units[found[0].parent_key])
    return found


def _ids(path: Sequence[GroupRow]) -> frozenset[UUID]:
    return frozenset(UUID(row.group.key) for row in path if row.group.key)
