"""What a sealed wave released: cells, trend, comments, as the caller may read them."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry

from backend import pulse
from backend.core.errors import DomainError, NotFound
from backend.core.listing import Page
from schema.context import Info
from schema.ids import decode
from schema.loaders import load
from schema.pages import Connection, connection
from schema.pulse.cells import ReleaseCell, ReleasePlace, cell_type, place_type
from schema.pulse.comments import CommentTerm, PulseComment, comment_type
from schema.pulse.figures import ReleasedFigure, figure_type
from schema.pulse.measuring import measured_commitment
from schema.pulse.question_types import Question, question_type
from schema.pulse.reading import ResultsReading, results_reading
from schema.texts import LocalizedText, localized

if TYPE_CHECKING:
    from schema.commitments.types import Commitment


OfUnit = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The unit; left out, the caller's own part of the company."),
]
OfAll = Annotated[
    bool, strawberry.argument(description="With no unit: all those asked, not the caller's own part.")
]


@strawberry.enum(description="The attribute that a release is cut by; never two at once.")
class ReleaseCut(Enum):
    UNIT = "unit"
    SITE = "site"
    JOB_FAMILY = "family"


@strawberry.type(description="A unit, or all those asked, beside the groups inside it.")
class Release:
    cells: list[ReleaseCell] = strawberry.field(
        description="The group itself first; then those right inside it, or inside the single one that is."
    )
    whole: ReleaseCell = strawberry.field(description="All those asked, beside whom gaps are marked.")
    beside: ReleaseCell | None = strawberry.field(
        description="Where the group is not shown, or is dated: the smallest around it that is shown now."
    )
    stands_in: bool = strawberry.field(
        description="Whether it is the smallest with results around the caller's unit, itself too small."
    )
    path: list[ReleasePlace] = strawberry.field(
        description="From all those asked down to the group, itself included."
    )
    questions: list[Question] = strawberry.field(description="What was asked there, the comment apart.")
    cuts: list[ReleaseCut] = strawberry.field(description="What anything of the wave is released by.")
    viewer_leads: bool = strawberry.field(
        description="Whether the caller reads what is inside it, and may commit to something there."
    )
    told_after: int = strawberry.field(
        description="Working days from the close until results were there; five are promised."
    )
    answer_by: date = strawberry.field(description="The day by which whoever leads it is to answer.")


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

    @strawberry.field(
        description="Its results; null until it is sealed, for what is not the caller's, and for a token "
        "that somebody else made."
    )
    async def release(
        self,
        info: Info,
        by: Annotated[ReleaseCut, strawberry.argument(description="What it is cut by.")] = ReleaseCut.UNIT,
        org_unit_id: OfUnit = None,
        everybody: OfAll = False,
    ) -> Release | None:
        results = await _results(self, info, org_unit_id, everybody, pulse.Cut(by.value))
        return _release(info, results) if results else None

    @strawberry.field(description="The caller's part of it over the waves of the series.")
    async def trend(
        self, info: Info, org_unit_id: OfUnit = None, everybody: OfAll = False
    ) -> list[Trend] | None:
        results = await _results(self, info, org_unit_id, everybody)
        if results is None:
            return None
        return [
            Trend(
                question=one.key,
                text=localized(one.text),
                points=[figure_type(cell) for cell in results.trend.get(one.key, ())],
                measures_id=one.measures_id,
            )
            for one in results.questions
        ]

    @strawberry.field(
        description="What stands out of the caller's part; null where too few questions are shown."
    )
    async def reading(
        self, info: Info, org_unit_id: OfUnit = None, everybody: OfAll = False
    ) -> ResultsReading | None:
        results = await _results(self, info, org_unit_id, everybody)
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
        everybody: OfAll = False,
    ) -> Connection[PulseComment] | None:
        results = await _results(self, info, org_unit_id, everybody)
        if results is None or not results.may_read_comments:
            return None
        found = await pulse.comments_with(info.context.session, results, search[:200], Page(first, after))
        return connection(found, comment_type)

    @strawberry.field(
        description="What comes back in those comments, at most twelve words; null where none may be read."
    )
    async def terms(
        self, info: Info, org_unit_id: OfUnit = None, everybody: OfAll = False
    ) -> list[CommentTerm] | None:
        results = await _results(self, info, org_unit_id, everybody)
        if results is None or not results.may_read_comments:
            return None
        found = await pulse.terms_in(info.context.session, results)
        return [CommentTerm(word=one.word, comments=one.comments) for one in found]


async def _results(
    wave: Any, info: Info, org_unit_id: strawberry.ID | None, everybody: bool, by: pulse.Cut = pulse.Cut.UNIT
) -> pulse.Results | None:
    """The results that a field is of, read once for all the fields that are of the same."""
    unit = decode(org_unit_id, "OrgUnit", "orgUnitId") if org_unit_id else None
    actor, session = info.context.caller("pulse"), info.context.session

    async def read(ids: Sequence[UUID]) -> dict[UUID, Any]:
        found: dict[UUID, Any] = {}
        for one in ids:
            try:
                found[one] = await pulse.results_of(session, actor, one, unit, by, everybody=everybody)
            except NotFound:
                found[one] = None
            except DomainError as refused:
                # Of this wave alone: the others of the batch have theirs.
                found[one] = refused
        return found

    results: pulse.Results | None = await load(info, f"results {unit} {by} {everybody}", wave.id, read)
    return results


def _release(info: Info, results: pulse.Results) -> Release:
    session = info.context.session
    assert results.closed_at is not None
    assert results.sealed_at is not None
    return Release(
        cells=[cell_type(one, results) for one in (results.unit, *results.parts)],
        whole=cell_type(results.whole, results),
        beside=cell_type(results.beside, results) if results.beside else None,
        stands_in=results.stands_in,
        path=[place_type(row.label, row.group) for row in results.path],
        questions=[question_type(one) for one in results.questions],
        cuts=[one for one in ReleaseCut if pulse.Cut(one.value) in results.cuts],
        viewer_leads=results.leads,
        told_after=pulse.reached_in(session, results.closed_at, results.sealed_at),
        answer_by=pulse.answer_by(session, results.closed_at),
    )
