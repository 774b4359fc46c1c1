"""What stands out of a group's results: strengths and concerns, from released figures only. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from backend.pulse.disclosure import Bound
from backend.pulse.group_results import GroupResults
from backend.pulse.models import QuestionKind
from backend.pulse.questions import Question
from backend.pulse.release_rows import CellRow
from backend.pulse.statistics import Interval, share_interval

FEWEST = 3
"""Questions that a mean takes: two would only stand apart from each other."""


@dataclass(frozen=True, slots=True)
class StandOut:
    """A question's percent favourable, its interval at 95 %, and where the share stops."""

    question: Question
    favourable: int
    interval: Interval
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Questions above the others and below them, in the survey's order: none is ranked within."""

    strengths: Sequence[StandOut]
    concerns: Sequence[StandOut]


def reading_of(results: GroupResults, questions: Sequence[Question]) -> Reading | None:
    """None where too few questions of agreement are shown.

    A strength's whole interval lies above the mean of all the shares, a concern's below it, so that the
    interval of a strength never overlaps that of a concern.
    """
    shown = [
        _stand_out(one, results.cells[one.key])
        for one in questions
        if one.kind is QuestionKind.AGREEMENT and results.tells(one.key, "favourable")
    ]
    if len(shown) < FEWEST:
        return None
    mean = fmean(one.favourable for one in shown)
    return Reading(
        strengths=[one for one in shown if one.interval.low > mean],
        concerns=[one for one in shown if one.interval.high < mean],
    )


def _stand_out(question: Question, cell: CellRow) -> StandOut:
    """A share that stops may be anything up to the end, and so may its interval."""
    favourable, bound = cell.figures["favourable"], cell.figures.get("bound")
    found = share_interval(favourable, cell.count.min)
    interval = Interval(
        0 if bound == Bound.AT_MOST else found.low, 100 if bound == Bound.AT_LEAST else found.high
    )
    return StandOut(question, favourable, interval, bound)
