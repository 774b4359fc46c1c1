"""Results of a sealed wave: a unit's own page, its parts, its trend, its first comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from starlette.responses import Response

from backend import commitments, lineage, pulse
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.pulse import (
    CellRow,
    CommentRow,
    Cut,
    GroupResults,
    HeatCell,
    Question,
    Reading,
    Results,
    SurveyTheme,
    Term,
    UnitPromise,
)
from backend.web.page import Context, Visit
from backend.web.pulse.asked_results import asked_as, cut_asked, results_asked

FEW = 3


@dataclass(frozen=True)
class HeatLine:
    """A line of the heat map; `href` leads inside, where there is an inside to read."""

    results: GroupResults
    cells: Sequence[HeatCell | None]
    href: str | None


@dataclass(frozen=True)
class TrendLine:
    """A question over time: its last values, oldest first, as points of a curve on a 0–100 scale.

    `change` is what the last one added, 0 within its margin, None for a first; `bound` is where that stops.
    """

    question: Question
    cells: Sequence[CellRow]
    values: Sequence[int]
    change: int | None
    bound: str | None


@dataclass(frozen=True)
class Answer:
    """In how many working days results came, by when they are to be answered, and the answer.

    `due` is None where it is not for the reader to answer, somebody did already, or this wave tells nothing.
    Beside a commitment is
    what people said of it in this wave, where that is shown.
    """

    reached_in: int
    due: date | None
    today: date
    promises: Sequence[tuple[UnitPromise, CellRow | None]]
    themes: Sequence[SurveyTheme] = tuple(SurveyTheme)


@dataclass(frozen=True)
class ResultsPage(Context):
    """`by` is the cut: units, sites or job families. `measured` leads from a commitment that a question
    measures again to what it answered, by its id.
    """

    results: Results
    themes: Sequence[SurveyTheme]
    whole: HeatLine
    unit_line: HeatLine
    parts: Sequence[HeatLine]
    trend: Sequence[TrendLine]
    comments: Sequence[CommentRow]
    terms: Sequence[Term]
    answer: Answer
    reading: Reading | None
    measured: Mapping[UUID, str]
    here: str
    by: str


async def show(visit: Visit) -> Response:
    """The unit of the address, or the reader's own. Errors: NotFound."""
    results = await results_asked(visit)
    here = f"/pulse/{results.wave_id}/results"
    themes = pulse.themes_of(results.questions)

    def line(one: GroupResults, *, linked: bool = True) -> HeatLine:
        inside = linked and one.row.group.cut is Cut.UNIT
        href = f"{here}?unit={asked_as(one.row.group)}" if inside else None
        return HeatLine(one, pulse.heat_row(one, results.whole, results.questions, themes), href)

    unit_id = UUID(results.unit.row.group.key) if results.unit.row.group.key else None
    comments: Sequence[CommentRow] = ()
    terms: Sequence[Term] = ()
    if results.may_read_comments:
        comments = (await pulse.comments_with(visit.session, results, page=Page(FEW))).items
        terms = await pulse.terms_in(visit.session, results)
    promises = await pulse.commitments_to(visit.session, unit_id, Page(FEW))
    page = ResultsPage(
        results=results,
        themes=themes,
        whole=line(results.whole),
        unit_line=line(results.unit, linked=False),
        parts=[line(one) for one in results.parts],
        trend=_trends(results),
        comments=comments,
        terms=terms,
        answer=_answer(visit, results, promises.items),
        reading=pulse.reading_of(results.unit, results.questions),
        measured=await _measured(visit, results),
        here=here,
        by=cut_asked(visit),
    )
    return await visit.render("pulse/results.html", page, asked_as=asked_as)


def _answer(visit: Visit, results: Results, promises: Sequence[UnitPromise]) -> Answer:
    assert results.closed_at is not None
    assert results.sealed_at is not None
    is_answered = any(one.wave_id == results.wave_id for one in promises)
    is_due = results.leads and results.unit.is_current and not is_answered
    return Answer(
        reached_in=pulse.reached_in(visit.session, results.closed_at, results.sealed_at),
        due=pulse.answer_by(visit.session, results.closed_at) if is_due else None,
        today=today_in(visit.time_zone),
        promises=[(one, results.unit.cells.get(pulse.key_of(one.commitment.id))) for one in promises],
    )


async def _measured(visit: Visit, results: Results) -> dict[UUID, str]:
    asked = [one.measures_id for one in results.questions if one.measures_id]
    rows = await commitments.commitments_by_ids(visit.session, asked)
    return await lineage.about(visit.session, visit.actor, list(rows.values()))


def _trends(results: Results) -> list[TrendLine]:
    told_in = results.unit.dates_from or results.number
    lines = [trend_of(one, results.trend.get(one.key, ()), told_in) for one in results.questions]
    return [line for line in lines if line]


def trend_of(question: Question, cells: Sequence[CellRow], told_in: int) -> TrendLine | None:
    """The curve of a question up to the wave that is told; one that this wave withholds has none."""
    cells = list(cells)[-6:]
    name = "score" if question.kind is pulse.QuestionKind.RECOMMENDATION else "favourable"
    if not cells or cells[-1].number != told_in or name not in cells[-1].figures:
        return None
    told = [cell.figures for cell in cells if name in cell.figures]
    values = [one[name] for one in told]
    change = values[-1] - values[-2] if len(values) > 1 else None
    if change and not pulse.is_apart(change, *map(_margin, told[-2:])):
        change = 0
    return TrendLine(question, cells, values, change, told[-1].get("bound"))


def _margin(figures: Mapping[str, Any]) -> float:
    if "margin" in figures:
        return float(figures["margin"])
    return float(figures["high"] - figures["low"]) / 2
