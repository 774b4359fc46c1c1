"""The heat map: each theme's share favourable beside the whole company's, from released figures only."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.pulse.group_results import GroupResults
from backend.pulse.models import QuestionKind, SurveyTheme
from backend.pulse.questions import Question
from backend.pulse.statistics import share_margin

FAR = 10


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A theme in a group: percent favourable, its margin, the gap with the whole (−2 to 2, 0 within it)."""

    favourable: int
    margin: int
    gap: int


def themes_of(questions: Sequence[Question]) -> list[SurveyTheme]:
    """The themes that have a share favourable, in the order of their first question."""
    return list(dict.fromkeys(one.theme for one in questions if one.kind is QuestionKind.AGREEMENT))


def heat_row(
    results: GroupResults, whole: GroupResults, questions: Sequence[Question], themes: Sequence[SurveyTheme]
) -> list[HeatCell | None]:
    """The group's cells, theme by theme; none where a theme has no figure that is shown.

    A theme's share is the mean of its questions' shares, its margin that of the smallest of their counts. A
    gap is marked only when it is larger than its own margin, the two groups' together.
    """
    found: list[HeatCell | None] = []
    for theme in themes:
        mine, others = _share(results, questions, theme), _share(whole, questions, theme)
        if mine is None:
            found.append(None)
            continue
        gap = 0
        if others is not None:
            apart = mine[0] - others[0]
            if abs(apart) > (mine[1] ** 2 + others[1] ** 2) ** 0.5:
                gap = (2 if abs(apart) >= FAR else 1) * (1 if apart > 0 else -1)
        found.append(HeatCell(*mine, gap))
    return found


def _share(
    results: GroupResults, questions: Sequence[Question], theme: SurveyTheme
) -> tuple[int, int] | None:
    cells = [
        results.cells[one.key]
        for one in questions
        if one.theme is theme and one.kind is QuestionKind.AGREEMENT and results.tells(one.key, "favourable")
    ]
    if not cells:
        return None
    share = round(sum(cell.figures["favourable"] for cell in cells) / len(cells))
    return share, share_margin(share, min(cell.count.min for cell in cells))
