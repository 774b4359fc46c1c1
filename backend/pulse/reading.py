"""What stands out of a group's results: strengths and concerns, from released figures only. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from backend.pulse.group_results import GroupResults
from backend.pulse.models import QuestionKind
from backend.pulse.questions import Question

FEWEST = 3
"""Questions that a mean takes: two would only stand apart from each other."""


@dataclass(frozen=True, slots=True)
class StandOut:
    """A question's percent favourable, its margin at 95 %, and where the share stops."""

    question: Question
    favourable: int
    margin: int
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
        StandOut(one, told["favourable"], told["margin"], told.get("bound"))
        for one in questions
        if one.kind is QuestionKind.AGREEMENT and results.tells(one.key, "favourable")
        for told in [results.cells[one.key].figures]
    ]
    if len(shown) < FEWEST:
        return None
    mean = fmean(one.favourable for one in shown)
    return Reading(
        strengths=[one for one in shown if one.favourable - one.margin > mean],
        concerns=[one for one in shown if one.favourable + one.margin < mean],
    )
