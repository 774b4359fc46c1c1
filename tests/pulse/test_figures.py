"""A question's figures as they are released: what stops short of the end says so."""

from collections import Counter
from collections.abc import Mapping

import pytest

from backend.pulse import Question, QuestionKind, SurveyTheme
from backend.pulse.disclosure import count_range
from backend.pulse.figures import figures
from backend.pulse.histograms import Histogram, Value
from backend.pulse.scoring import score_of

SCORE = Question("q", QuestionKind.RECOMMENDATION, SurveyTheme.MEANING, {})
CHOICE = Question("q", QuestionKind.SINGLE, SurveyTheme.MEANING, {}, choices=({"key": "a"}, {"key": "b"}))


@pytest.mark.parametrize(
    ("promoters", "passives", "detractors", "coarsened"),
    [(15, 14, 1, True), (15, 0, 15, True), (10, 10, 10, False)],
)
def test_a_score_far_from_its_ends_is_coarsened_by_a_share_that_stops(
    promoters: int, passives: int, detractors: int, coarsened: bool
) -> None:
    """One in thirty is told as « au plus 5 % »."""
    answers = {9: promoters, 7: passives, 3: detractors}
    told, stops = figures(SCORE, histogram(answers), count_range(30))
    assert abs(told["score"]) < 95
    assert stops is coarsened
    assert score_of([promoters, passives, detractors]).coarsened is coarsened


def test_a_choice_is_coarsened_by_its_share_alone() -> None:
    told, stops = figures(CHOICE, histogram({"a": 29, "b": 1}), count_range(30))
    assert told["shares"] == [["a", 95, "at_least"], ["b", 5, "at_most"]]
    assert stops


def histogram(answers: Mapping[Value, int]) -> Histogram:
    return Histogram(sum(answers.values()), Counter(answers))
