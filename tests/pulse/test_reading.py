"""Strengths and concerns: nothing is ranked whose intervals overlap."""

from backend.pulse import CellRow, CountRange, Group, GroupResults, QuestionKind, SurveyTheme
from backend.pulse.disclosure import ROOT
from backend.pulse.questions import Question
from backend.pulse.reading import Reading, reading_of
from backend.pulse.release_rows import GroupRow


def read(**shares: tuple[int, int] | None) -> Reading | None:
    """The reading of these questions, each with its percent favourable and its margin, or told as a score."""
    told = {
        name: {"favourable": one[0], "margin": one[1]} if one else {"score": 20}
        for name, one in shares.items()
    }
    cells = {
        name: CellRow(name, ROOT, 1, CountRange(40, 40), False, figures) for name, figures in told.items()
    }
    asked = [Question(name, QuestionKind.AGREEMENT, SurveyTheme.LISTENING, {}) for name in shares]
    return reading_of(GroupResults(GroupRow(Group(*ROOT), None, ""), cells, 1), asked)


def names(found: Reading | None) -> tuple[list[str], list[str]]:
    assert found
    return [one.question.key for one in found.strengths], [one.question.key for one in found.concerns]


def test_what_is_clearly_above_the_mean_is_a_strength_and_below_it_a_concern() -> None:
    assert names(read(tools=(30, 8), thanked=(52, 8), team=(75, 8))) == (["team"], ["tools"])


def test_what_reaches_the_mean_is_neither_however_far_it_seems() -> None:
    assert names(read(tools=(40, 15), thanked=(52, 15), team=(64, 15))) == ([], [])


def test_strengths_are_in_the_order_of_the_survey() -> None:
    found = read(team=(70, 5), thanked=(80, 5), tools=(30, 5), time=(35, 5))
    assert names(found) == (["team", "thanked"], ["tools", "time"])


def test_what_was_asked_in_another_kind_is_left_out() -> None:
    assert names(read(tools=(30, 8), thanked=(52, 8), proud=None, team=(75, 8))) == (["team"], ["tools"])


def test_two_questions_are_not_compared() -> None:
    assert read(tools=(30, 5), team=(80, 5)) is None
