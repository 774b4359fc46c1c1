"""Which questions are asked after which answers, and what each accepts."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.errors import DomainError
from backend.pulse import Question, QuestionKind, SurveyTheme, asked, errors, kept
from backend.pulse.questions import accepted, check

YES_NO = [{"key": "yes", "fr": "Oui", "en": "Yes"}, {"key": "no", "fr": "Non", "en": "No"}]


def question(key: str, kind: str = "agreement", **more: Any) -> Question:
    return Question(key, QuestionKind(kind), SurveyTheme.MEANS, {"fr": key, "en": key}, **more)


SCORE = question("score", "recommendation")
WHY = question("why", "single", choices=YES_NO, shown_if={"question": "score", "values": [0, 1, 2]})
HOW = question("how", "multiple", choices=YES_NO, shown_if={"question": "why", "values": ["yes"]})
LAST = question("last")
ALL = [SCORE, WHY, HOW, LAST]
SOME = st.lists(st.sampled_from(["yes", "no", "maybe", 3, None]), max_size=3)


def test_a_question_follows_from_the_answers_before_it() -> None:
    def keys(answers: dict[str, Any]) -> list[str]:
        return [one.key for one in asked(ALL, answers)]

    assert keys({}) == ["score", "last"]
    assert keys({"score": 9}) == ["score", "last"]
    assert keys({"score": 2}) == ["score", "why", "last"]
    assert keys({"score": 2, "why": "yes"}) == ["score", "why", "how", "last"]
    assert keys({"score": 9, "why": "yes"}) == ["score", "last"]


def test_answers_to_questions_that_are_asked_no_more_do_not_count() -> None:
    assert kept(ALL, {"score": 9, "why": "yes", "how": ["no"], "last": 3}) == {"score": 9, "last": 3}
    assert kept(ALL, {"score": 1, "why": "yes", "how": ["no", "yes"]})["how"] == ("yes", "no")


@pytest.mark.parametrize(
    ("questions", "refusal"),
    [
        ([SCORE, SCORE], errors.QuestionTwice),
        ([WHY, SCORE], errors.ConditionUnfit),
        ([question("one", "single", choices=YES_NO[:1])], errors.QuestionUnfit),
        ([question("one", "single", choices=[*YES_NO, *YES_NO])], errors.QuestionUnfit),
        ([question("one", choices=YES_NO)], errors.QuestionUnfit),
        ([SCORE, question("b", shown_if={"question": "score", "values": [11]})], errors.ConditionUnfit),
        ([SCORE, question("b", shown_if={"question": "score", "values": []})], errors.ConditionUnfit),
        ([question("one", "text"), SCORE], errors.OneTextOnly),
    ],
)
def test_questions_that_do_not_fit_are_refused(questions: list[Question], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        check(questions)


@given(st.one_of(st.none(), st.booleans(), st.integers(-2, 12), st.floats(), st.text(max_size=3), SOME))
@settings(max_examples=40)
def test_an_answer_is_accepted_in_range_or_refused_and_nothing_else(value: object) -> None:
    for one in ALL:
        try:
            found = accepted(one, value)
        except errors.AnswerOutOfRange:
            continue
        if isinstance(found, int):
            assert 0 <= found <= 10
        elif found is not None:
            assert set([found] if isinstance(found, str) else found) <= {"yes", "no"}


def test_a_question_lacks_what_is_not_written_in_both_languages() -> None:
    bare = Question(
        "a", QuestionKind.SINGLE, SurveyTheme.MEANS, {"fr": "Où ?"}, {"en": "Here"}, [{"key": "c"}]
    )
    assert bare.missing == 4
    assert SCORE.missing == 0
