"""The curve of a question on the page of results."""

from backend.pulse import CellRow, Question, QuestionKind, SurveyTheme
from backend.pulse.disclosure import ROOT, CountRange
from backend.web.pulse.results import trend_of

LISTENED = Question("q", QuestionKind.AGREEMENT, SurveyTheme.LISTENING, {"fr": "On m’écoute."})


def told(wave: int, favourable: int) -> CellRow:
    return CellRow("q", ROOT, wave, CountRange(40, 40), False, {"favourable": favourable})


def test_a_curve_ends_with_the_wave_that_is_shown() -> None:
    line = trend_of(LISTENED, [told(1, 60), told(2, 65)], 2)
    assert line is not None
    assert (line.values, line.change) == ([60, 65], 5)


def test_a_question_that_a_wave_withholds_does_not_show_an_earlier_value_as_its_own() -> None:
    assert trend_of(LISTENED, [told(1, 60), told(2, 65)], 3) is None
