"""The heat map: each theme's share favourable beside the whole company's, from released figures only."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from backend.pulse.group_results import GroupResults
from backend.pulse.models import QuestionKind, SurveyTheme
from backend.pulse.questions import Question
from backend.pulse.statistics import share_margin

FAR = 10


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A theme in a group: percent favourable, its margin, the gap with the whole (−2 to 2, 0 within it), and
    the bound of the share where one of its questions' stops.
    """

    favourable: int
    margin: int
    gap: int
    bound: str | None = None


def is_apart(gap: float, *margins: float) -> bool:
    """Whether a gap is larger than its own margin, that of both sides together."""
    return abs(gap) > hypot(*margins)


def themes_of(questions: Sequence[Question]) -> list[SurveyTheme]:
    """The themes that have a share favourable, in the order of their first question."""
    return list(dict.fromkeys(one.theme for one in questions if one.kind is QuestionKind.AGREEMENT))


def heat_row(
    results: GroupResults, whole: GroupResults, questions: Sequence[Question], themes: Sequence[SurveyTheme]
) -> list[HeatCell | None]:
    """The group's cells, theme by theme; none where a theme has no figure that is shown.

    A theme's share is the mean of its questions' shares, its margin that of the smallest of their counts. The
    gap is with the whole's share of the same questions, and marked only when it is larger than its own
    margin, the two groups' together; there is none where the whole tells none of them.
    """
    found: list[HeatCell | None] = []
    for theme in themes:
        told = [
            one.key
            for one in questions
            if one.theme is theme
            and one.kind is QuestionKind.AGREEMENT
            and results.tells(one.key, "favourable")
        ]
        common = [key for key in told if whole.tells(key, "favourable")]
        if not told:
            found.append(None)
            continue
        stops = {results.cells[key].figures.get("bound") for key in told} - {None}
        gap = _gap(results, whole, common) if common else 0
        found.append(HeatCell(*_share(results, told), gap, stops.pop() if len(stops) == 1 else None))
    return found


def _gap(results: GroupResults, whole: GroupResults, keys: Sequence[str]) -> int:
    mine, others = _share(results, keys), _share(whole, keys)
    apart = mine[0] - others[0]
    if not is_apart(apart, mine[1], others[1]):
        return 0
    return (2 if abs(apart) >= FAR else 1) * (1 if apart > 0 else -1)


def _share(results: GroupResults, keys: Sequence[str]) -> tuple[int, int]:
    cells = [results.cells[key] for key in keys]
    share = round(sum(cell.figures["favourable"] for cell in cells) / len(cells))
    return share, share_margin(share, min(cell.count.min for cell in cells))
