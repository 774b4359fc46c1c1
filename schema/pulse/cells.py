"""The cells of a release: a group, what it says question by question and theme by theme."""

from uuid import UUID

import strawberry

from backend import pulse
from schema.ids import encode
from schema.pulse.figures import AnswerCount, Enps, ReleasedFigure, count_type, figure_type
from schema.themes import SurveyTheme


@strawberry.type(description="A theme in a group, as the heat map draws it.")
class ThemeShare:
    theme: SurveyTheme = strawberry.field(description="The theme.")
    favourable: int = strawberry.field(description="Percent of 4 and 5, the mean of its questions.")
    bound: str | None = strawberry.field(description="`at_most` or `at_least`, where that share stops there.")
    margin: int = strawberry.field(description="Its margin at 95 %.")
    gap: int = strawberry.field(
        description="Beside all those asked: 0 within the margin, ±1 beyond it, ±2 from 10 points on."
    )


@strawberry.type(description="A group's results; all null, and no figures, where it is not shown.")
class ReleaseCell:
    label: str = strawberry.field(
        description="Its name; empty for the whole, and for whoever is nowhere else."
    )
    org_unit_id: strawberry.ID | None = strawberry.field(description="The unit, where it is one.")
    is_direct: bool = strawberry.field(
        description="Whether it is those attached right to the unit of its name, and to none inside it."
    )
    shown: bool = strawberry.field(description="Whether anything of it is shown.")
    dates_from: int | None = strawberry.field(description="The earlier wave whose value stays.")
    coarsened: bool = strawberry.field(description="Whether one of its figures stops short of the end.")
    count: AnswerCount | None = strawberry.field(description="How many answered.")
    favourable: int | None = strawberry.field(
        description="Percent, the mean over the agreement questions that are shown in this very cell."
    )
    bound: str | None = strawberry.field(
        description="`at_most` or `at_least`, where one of those shares stops there."
    )
    mean: float | None = strawberry.field(description="From 1 to 5, over the same questions.")
    enps: Enps | None = strawberry.field(description="Of its recommendation question.")
    figures: list[ReleasedFigure] = strawberry.field(description="Question by question.")
    themes: list[ThemeShare] = strawberry.field(description="Theme by theme, those that are shown.")


@strawberry.type(description="A part of the company that results are of.")
class ReleasePlace:
    label: str = strawberry.field(description="Its name; empty for everybody asked.")
    org_unit_id: strawberry.ID | None = strawberry.field(description="The unit; null for everybody asked.")


def cell_type(group: pulse.GroupResults, results: pulse.Results) -> ReleaseCell:
    """The type of a group's results."""
    figures = [figure_type(group.cells[one.key]) for one in results.questions if one.key in group.cells]
    shares = [one.favourable for one in figures if one.favourable is not None]
    stops = {one.bound for one in figures} - {None}
    means = [one.mean for one in figures if one.mean is not None]
    themes = pulse.themes_of(results.questions)
    heat = pulse.heat_row(group, results.whole, results.questions, themes)
    return ReleaseCell(
        label=group.row.label,
        org_unit_id=_unit_id(group.row.group),
        is_direct=group.row.group.cut is pulse.Cut.DIRECT,
        shown=group.is_shown,
        dates_from=group.dates_from,
        coarsened=any(one.coarsened for one in figures),
        count=count_type(group.count) if group.count else None,
        favourable=round(sum(shares) / len(shares)) if shares else None,
        bound=stops.pop() if len(stops) == 1 else None,
        mean=round(sum(means) / len(means), 1) if means else None,
        enps=next((one.enps for one in figures if one.enps), None),
        figures=figures,
        themes=[
            ThemeShare(
                theme=theme, favourable=one.favourable, bound=one.bound, margin=one.margin, gap=one.gap
            )
            for theme, one in zip(themes, heat, strict=True)
            if one
        ],
    )


def place_type(label: str, group: pulse.Group) -> ReleasePlace:
    """The type of a place, for whoever asks its results."""
    return ReleasePlace(label=label, org_unit_id=_unit_id(group))


def _unit_id(group: pulse.Group) -> strawberry.ID | None:
    return strawberry.ID(encode("OrgUnit", UUID(group.key))) if group.cut is pulse.Cut.UNIT else None
