"""The curve of a question on the page of results."""

from dataclasses import replace

from backend.pulse import CellRow, Question, QuestionKind, SurveyTheme
from backend.pulse.disclosure import ROOT, CountRange
from backend.web.pulse.results import trend_of

LISTENED = Question("q", QuestionKind.AGREEMENT, SurveyTheme.LISTENING, {"fr": "On m’écoute."})


def told(wave: int, favourable: int, margin: int = 3, bound: str | None = None) -> CellRow:
    figures = {"favourable": favourable, "margin": margin, "bound": bound}
    return CellRow("q", ROOT, wave, CountRange(40, 40), False, figures)


def test_a_curve_ends_with_the_wave_that_is_shown() -> None:
    line = trend_of(LISTENED, [told(1, 60), told(2, 65)], 2)
    assert line is not None
    assert (line.values, line.change) == ([60, 65], 5)


def test_a_question_that_a_wave_withholds_does_not_show_an_earlier_value_as_its_own() -> None:
    assert trend_of(LISTENED, [told(1, 60), told(2, 65)], 3) is None


def test_a_gap_smaller_than_its_margin_is_none() -> None:
    line = trend_of(LISTENED, [told(1, 60, margin=14), told(2, 78, margin=13)], 2)
    assert line is not None
    assert line.change == 0
    score = replace(LISTENED, kind=QuestionKind.RECOMMENDATION)
    cells = [
        replace(told(wave, 0), figures={"score": value, "low": value - 10, "high": value + 10})
        for wave, value in ((1, 0), (2, 2), (3, 40))
    ]
    changes = [trend_of(score, cells[: wave + 1], wave + 1) for wave in (1, 2)]
    assert [one and one.change for one in changes] == [0, 38]


def test_the_last_value_says_where_it_stops() -> None:
    line = trend_of(LISTENED, [told(1, 60), told(2, 95, bound="at_least")], 2)
    assert line is not None
    assert line.bound == "at_least"
