"""The form of a question: what fills it, and what it says. Its keys are made here, and nobody types them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from starlette.datastructures import FormData

from backend.core.errors import Invalid, checked
from backend.pulse import Question, QuestionInput, QuestionKind

LOCALES = ("fr", "en")
MOST_CHOICES, LEAST_ROWS, EMPTY_ROWS = 12, 4, 2
Row = tuple[str, str, str]
"""A choice: its key, empty for a new one, and its words in French and in English."""


class Missing(Invalid):
    """Something the question cannot do without was left empty."""

    code = "question_incomplete"


class AfterOneQuestion(Invalid):
    """Answers to several earlier questions were ticked: a question depends on one of them."""

    field = "after"


def filled_with(question: Question) -> dict[str, Any]:
    """What the form shows of a question."""
    condition = question.shown_if or {}
    return {
        "kind": question.kind,
        "theme": question.theme,
        **{f"text_{locale}": text for locale, text in question.text.items()},
        **{f"hint_{locale}": text for locale, text in question.hint.items()},
        **{f"choice_{name}": [one[name] for one in question.choices] for name in ("key", *LOCALES)},
        "after": [f"{condition['question']}:{value}" for value in condition.get("values", ())],
    }


def rows_of(filled: Mapping[str, Any]) -> list[Row]:
    """The choices that the form shows, and room for more."""
    said = [row for row in _rows(filled) if any(row[1:])]
    wanted = min(MOST_CHOICES, max(LEAST_ROWS, len(said) + EMPTY_ROWS))
    return said + [("", "", "")] * (wanted - len(said))


def depended_on(filled: Mapping[str, Any]) -> set[str]:
    """The keys of the questions of which answers are ticked in the form."""
    ticked = filled.get("after", ())
    return {one.partition(":")[0] for one in ([ticked] if isinstance(ticked, str) else ticked)}


def question_in(form: FormData, key: str, old: Question | None = None) -> QuestionInput:
    """The question as the form says; what it measures again stays. Errors: InvalidInput, AfterOneQuestion."""

    def said(name: str) -> str:
        return str(form.get(name) or "").strip()

    values: dict[str, Any] = {
        "key": key,
        "kind": said("kind"),
        "theme": said("theme"),
        "text": {locale: said(f"text_{locale}") for locale in LOCALES},
        "hint": {locale: said(f"hint_{locale}") for locale in LOCALES},
        "shown_if": _condition(form.getlist("after")),
        "measures_id": old.measures_id if old else None,
    }
    if not values["text"]["fr"]:
        raise Missing(field="text_fr")
    if values["kind"] in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        sent = {name: form.getlist(name) for name in ("choice_key", "choice_fr", "choice_en")}
        values["choices"] = _choices(_rows(sent), old.choice_keys if old else ())
        if len(values["choices"]) < 2:
            raise Missing(field="choices")
    return checked(QuestionInput, values)


def _rows(filled: Mapping[str, Any]) -> Iterator[Row]:
    columns = [filled.get(f"choice_{name}", ()) for name in ("key", *LOCALES)]
    lists = [[one] if isinstance(one, str) else [str(value).strip() for value in one] for one in columns]
    return zip(*lists, strict=False)


def _choices(rows: Iterator[Row], known: Sequence[str]) -> list[dict[str, str]]:
    """A choice keeps the key it had, whatever became of its words and its place; a new one gets another."""
    said = [row for row in rows if any(row[1:])]
    taken = {*known, *(key for key, *_ in said)}
    free = (key for key in (f"c{number}" for number in count(1)) if key not in taken)
    return [{"key": key if key in known else next(free), "fr": fr, "en": en} for key, fr, en in said]


def _condition(ticked: Sequence[object]) -> dict[str, Any] | None:
    """After which answers it is asked, each ticked as « question:answer »; None for always."""
    on: dict[str, list[int | str]] = {}
    for one in map(str, ticked):
        question, _, value = one.partition(":")
        is_number = value.isascii() and value.isdigit() and len(value) < 3
        on.setdefault(question, []).append(int(value) if is_number else value)
    if len(on) > 1:
        raise AfterOneQuestion
    return next(({"question": question, "values": values} for question, values in on.items()), None)
