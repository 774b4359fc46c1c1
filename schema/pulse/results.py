"""What a sealed wave released: cells, trend, comments, as the caller may read them."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry

from backend import pulse
from backend.core.errors import NotFound
from backend.core.listing import Page
from schema.context import Info
from schema.ids import decode, encode
from schema.pages import Connection, connection
from schema.pulse.comments import PulseComment, comment_type
from schema.pulse.figures import AnswerCount, Enps, ReleasedFigure, count_type, figure_type
from schema.pulse.measuring import measured_commitment
from schema.pulse.reading import ResultsReading, results_reading
from schema.texts import LocalizedText

if TYPE_CHECKING:
    from schema.commitments.types import Commitment


OfUnit = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The unit; left out, the caller's own part of the company."),
]


@strawberry.enum(description="The attribute that a release is cut by; never two at once.")
class ReleaseCut(Enum):
    UNIT = "unit"
    SITE = "site"
    JOB_FAMILY = "family"


@strawberry.type(description="A group's results; all null, and no figures, where it is not shown.")
class ReleaseCell:
    label: str = strawberry.field(
        description="Its name; empty for the whole, and for whoever is nowhere else."
    )
    org_unit_id: strawberry.ID | None = strawberry.field(description="The unit, where it is one.")
    shown: bool = strawberry.field(description="Whether anything of it is shown.")
    dates_from: int | None = strawberry.field(description="The earlier wave whose value stays.")
    coarsened: bool = strawberry.field(description="Whether one of its figures stops short of the end.")
    count: AnswerCount | None = strawberry.field(description="How many answered.")
    favourable: int | None = strawberry.field(description="Percent, over its agreement questions.")
    mean: float | None = strawberry.field(description="From 1 to 5, over its agreement questions.")
    enps: Enps | None = strawberry.field(description="Of its recommendation question.")
    figures: list[ReleasedFigure] = strawberry.field(description="Question by question.")


@strawberry.type(description="A unit, or the whole company, beside the groups right inside it.")
class Release:
    cells: list[ReleaseCell] = strawberry.field(description="The group itself first, then those inside it.")


@strawberry.type(description="A question over the waves of its series, oldest first.")
class Trend:
    question: str = strawberry.field(description="The question's key.")
    text: LocalizedText = strawberry.field(description="The question.")
    points: list[ReleasedFigure] = strawberry.field(description="One for each wave that released it.")
    measures_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The commitment whose effect it measures again; null where it is none's.")
    async def measures(
        self, info: Info
    ) -> Annotated["Commitment", strawberry.lazy("schema.commitments.types")] | None:
        return await measured_commitment(info, self.measures_id)


@strawberry.type
class ReleasedWave:
    """What a wave has once it is sealed; `Wave` inherits it."""

    @strawberry.field(description="Its results; null until it is sealed, and for what is not the caller's.")
    async def release(
        self,
        info: Info,
        by: Annotated[ReleaseCut, strawberry.argument(description="What it is cut by.")] = ReleaseCut.UNIT,
        org_unit_id: OfUnit = None,
    ) -> Release | None:
        results = await _results(self, info, org_unit_id, pulse.Cut(by.value))
        return (
            Release(cells=[_cell(one, results) for one in (results.unit, *results.parts)])
            if results
            else None
        )

    @strawberry.field(description="The caller's part of it over the waves of the series.")
    async def trend(self, info: Info, org_unit_id: OfUnit = None) -> list[Trend] | None:
        results = await _results(self, info, org_unit_id, pulse.Cut.UNIT)
        if results is None:
            return None
        return [
            Trend(
                question=one.key,
                text=LocalizedText(fr=one.text.get("fr", ""), en=one.text.get("en", "")),
                points=[figure_type(cell) for cell in results.trend.get(one.key, ())],
                measures_id=one.measures_id,
            )
            for one in results.questions
        ]

    @strawberry.field(
        description="What stands out of the caller's part; null where too few questions are shown."
    )
    async def reading(self, info: Info, org_unit_id: OfUnit = None) -> ResultsReading | None:
        results = await _results(self, info, org_unit_id, pulse.Cut.UNIT)
        found = pulse.reading_of(results.unit, results.questions) if results else None
        return results_reading(found) if found else None

    @strawberry.field(description="Comments of a unit the caller leads; null where none may be read.")
    async def comments(
        self,
        info: Info,
        first: int = 20,
        after: str | None = None,
        org_unit_id: OfUnit = None,
        search: str = "",
    ) -> Connection[PulseComment] | None:
        unit = decode(org_unit_id, "OrgUnit", "orgUnitId") if org_unit_id else None
        try:
            found = await pulse.comments_of(
                info.context.session,
                info.context.caller("pulse"),
                _wave_id(self),
                unit,
                search[:200],
                Page(first, after),
            )
        except NotFound:
            return None
        return connection(found, comment_type)


def _wave_id(wave: Any) -> UUID:
    return UUID(str(wave.id))


async def _results(
    wave: Any, info: Info, org_unit_id: strawberry.ID | None, by: pulse.Cut
) -> pulse.Results | None:
    unit = decode(org_unit_id, "OrgUnit", "orgUnitId") if org_unit_id else None
    actor = info.context.caller("pulse")
    try:
        return await pulse.results_of(info.context.session, actor, _wave_id(wave), unit, by)
    except NotFound:
        return None


def _cell(group: pulse.GroupResults, results: pulse.Results) -> ReleaseCell:
    figures = [figure_type(group.cells[one.key]) for one in results.questions if one.key in group.cells]
    shares = [one.favourable for one in figures if one.favourable is not None]
    means = [one.mean for one in figures if one.mean is not None]
    row = group.row.group
    is_unit = row.cut is pulse.Cut.UNIT
    return ReleaseCell(
        label=group.row.label,
        org_unit_id=strawberry.ID(encode("OrgUnit", UUID(row.key))) if is_unit else None,
        shown=group.is_shown,
        dates_from=group.dates_from,
        coarsened=any(one.coarsened for one in figures),
        count=count_type(group.count) if group.count else None,
        favourable=round(sum(shares) / len(shares)) if shares else None,
        mean=round(sum(means) / len(means), 1) if means else None,
        enps=next((one.enps for one in figures if one.enps), None),
        figures=figures,
    )
