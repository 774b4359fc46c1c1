"""Strengths and concerns: nothing is ranked whose intervals overlap."""

import pytest

from backend.pulse import CellRow, Group, GroupResults, QuestionKind, SurveyTheme
from backend.pulse.disclosure import ROOT, count_range
from backend.pulse.questions import Question
from backend.pulse.reading import Reading, reading_of
from backend.pulse.release_rows import GroupRow
from backend.pulse.statistics import share_interval


def read(answers: int = 40, bound: str | None = None, **shares: int | None) -> Reading | None:
    """The reading of these questions, each with its percent favourable, or told as a score.

    A share of 5 or 95 stops where `bound` says.
    """
    told = {
        name: {"score": 20}
        if one is None
        else {"favourable": one, "margin": 0, "bound": bound if one in (5, 95) else None}
        for name, one in shares.items()
    }
    count = count_range(answers)
    cells = {name: CellRow(name, ROOT, 1, count, False, figures) for name, figures in told.items()}
    asked = [Question(name, QuestionKind.AGREEMENT, SurveyTheme.LISTENING, {}) for name in shares]
    return reading_of(GroupResults(GroupRow(Group(*ROOT), None, ""), cells, 1), asked)


def names(found: Reading | None) -> tuple[list[str], list[str]]:
    assert found
    return [one.question.key for one in found.strengths], [one.question.key for one in found.concerns]


def test_what_is_clearly_above_the_mean_is_a_strength_and_below_it_a_concern() -> None:
    assert names(read(tools=20, thanked=50, team=80)) == (["team"], ["tools"])


def test_what_reaches_the_mean_is_neither_however_far_it_seems() -> None:
    assert names(read(tools=40, thanked=52, team=64)) == ([], [])


@pytest.mark.parametrize("shares", [(10, 20, 75), (90, 80, 25), (0, 45, 60), (5, 20, 70)])
def test_the_interval_of_a_strength_is_apart_from_that_of_a_concern(shares: tuple[int, int, int]) -> None:
    """Of ten to nineteen, 10 % is between 1 % and 43 %, 75 % between 43 % and 92 %."""
    for answers in (6, 12, 25, 150):
        found = read(answers, None, **dict(zip(("tools", "thanked", "team"), shares, strict=True)))
        assert found
        for one in found.strengths:
            assert one.interval == share_interval(one.favourable, count_range(answers).min)
            assert all(one.interval.low > other.interval.high for other in found.concerns)
            assert 0 <= one.interval.low <= one.favourable <= one.interval.high <= 100


def test_where_a_share_stops_its_interval_goes_up_to_the_end() -> None:
    low = read(150, "at_most", tools=5, thanked=50, team=80)
    high = read(150, "at_least", tools=20, thanked=50, team=95)
    assert low
    assert high
    assert (low.concerns[0].interval.low, low.concerns[0].bound) == (0, "at_most")
    assert (high.strengths[0].interval.high, high.strengths[0].bound) == (100, "at_least")


def test_strengths_are_in_the_order_of_the_survey() -> None:
    found = read(150, team=70, thanked=80, tools=30, time=35)
    assert names(found) == (["team", "thanked"], ["tools", "time"])


def test_what_was_asked_in_another_kind_is_left_out() -> None:
    assert names(read(tools=20, thanked=50, proud=None, team=80)) == (["team"], ["tools"])


def test_two_questions_are_not_compared() -> None:
    assert read(tools=30, team=80) is None
