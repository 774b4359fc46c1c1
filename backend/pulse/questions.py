"""Questions and answers, as pure rules: which are asked after which answers, what each may be answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from backend.pulse import errors
from backend.pulse.models import QuestionKind, SurveyTheme

Value = int | str | tuple[str, ...]
"""A number (recommendation, agreement), a choice's key (single), or keys in their order (multiple)."""
Answers = Mapping[str, Value]
"""By question; what is absent was skipped: « je ne sais pas, ou je préfère ne pas répondre »."""

SCALES = {QuestionKind.RECOMMENDATION: range(11), QuestionKind.AGREEMENT: range(1, 6)}


@dataclass(frozen=True)
class Question:
    """A question as it is asked; texts are by language, choices are (key, texts).

    One about a `commitment` made to a unit is asked of the people of that `unit` alone. One that measures a
    commitment again, `measures_id`, is asked like any other.
    """

    key: str
    kind: QuestionKind
    theme: SurveyTheme
    text: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[Mapping[str, str]] = ()
    shown_if: Mapping[str, Any] | None = None
    unit: str | None = None
    commitment: UUID | None = None
    measures_id: UUID | None = None

    @cached_property
    def is_closed(self) -> bool:
        return self.kind is not QuestionKind.TEXT

    @cached_property
    def choice_keys(self) -> tuple[str, ...]:
        return tuple(choice["key"] for choice in self.choices)

    @property
    def missing(self) -> int:
        """How many of its texts lack one of the two languages."""
        texts: list[Mapping[str, str]] = [self.text, *self.choices]
        if any(self.hint.values()):
            texts.append(self.hint)
        return sum(not text.get(locale) for text in texts for locale in ("fr", "en"))


def accepted(question: Question, value: object) -> Value | None:
    """The answer in the shape it is kept in; nothing for a skipped one. Errors: AnswerOutOfRange."""
    if value is None or value == () or value == [] or value == "":
        return None
    if question.kind in SCALES:
        if isinstance(value, int) and not isinstance(value, bool) and value in SCALES[question.kind]:
            return value
    elif question.kind is QuestionKind.SINGLE:
        if isinstance(value, str) and value in question.choice_keys:
            return value
    elif (
        question.kind is QuestionKind.MULTIPLE
        and isinstance(value, list | tuple)
        and all(one in question.choice_keys for one in value)
    ):
        return tuple(key for key in question.choice_keys if key in value)
    raise errors.AnswerOutOfRange(question=question.key)


def asked(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """The closed questions asked of whoever gave these answers, in order.

    A question that depends on one which is not asked, or was skipped, is not asked.
    """
    path: list[Question] = []
    for question in questions:
        if question.is_closed and _is_asked(question, path, answers):
            path.append(question)
    return path


def _is_asked(question: Question, before: Sequence[Question], answers: Answers) -> bool:
    condition = question.shown_if
    if not condition:
        return True
    if all(one.key != condition["question"] for one in before):
        return False
    given = answers.get(condition["question"])
    values = given if isinstance(given, tuple) else (given,)
    return any(value in condition["values"] for value in values)


def kept(questions: Sequence[Question], given: Mapping[str, object]) -> dict[str, Value]:
    """The answers that count: in range, and to questions asked. Errors: UnknownQuestion, AnswerOutOfRange."""
    known = {question.key: question for question in questions if question.is_closed}
    for key in given:
        if key not in known:
            raise errors.UnknownQuestion(question=key[:40])
    answers: dict[str, Value] = {}
    for question in known.values():
        value = accepted(question, given.get(question.key))
        if value is not None:
            answers[question.key] = value
    return {
        question.key: answers[question.key]
        for question in asked(questions, answers)
        if question.key in answers
    }


def check(questions: Sequence[Question]) -> None:
    """What a survey's questions must be, whatever is still missing from their texts.

    Errors: QuestionTwice, QuestionUnfit, ConditionUnfit, OneTextOnly.
    """
    before: dict[str, Question] = {}
    for place, question in enumerate(questions):
        if question.key in before:
            raise errors.QuestionTwice(question=question.key)
        if not question.is_closed and place != len(questions) - 1:
            raise errors.OneTextOnly
        with_choices = question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
        keys = question.choice_keys
        if (len(keys) < 2 or len(set(keys)) < len(keys)) if with_choices else keys:
            raise errors.QuestionUnfit(question=question.key)
        if question.shown_if and not _fits(question.shown_if, before.get(question.shown_if["question"])):
            raise errors.ConditionUnfit(question=question.key)
        before[question.key] = question


def _fits(condition: Mapping[str, Any], on: Question | None) -> bool:
    if on is None or not on.is_closed or not condition["values"]:
        return False
    possible = SCALES.get(on.kind, on.choice_keys)
    return all(value in possible for value in condition["values"])
