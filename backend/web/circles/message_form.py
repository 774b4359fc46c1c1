"""The form of a message: rows of choices and of likely questions, some of them left blank."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from starlette.datastructures import FormData

from backend import circles
from backend.core.errors import InvalidInput, checked

CHOICES = 4
BLANK_ANSWERS = 2
TEXTS = ("title", "why", "what_changes", "what_stays", "not_to_say", "question", "hours_per_layer")


@dataclass(frozen=True)
class MessageForm:
    """What the fields show: one how item a line, blank rows kept where they are."""

    texts: dict[str, str]
    how: str
    choices: Sequence[str]
    right_choice: str
    answers: Sequence[tuple[str, str]]


def blank_form() -> MessageForm:
    return _form({"hours_per_layer": "72"}, "", [], "", [])


def form_of(message: circles.Message) -> MessageForm:
    """The form filled from a draft."""
    texts = {name: str(getattr(message, name)) for name in TEXTS}
    right = "" if message.right_choice is None else str(message.right_choice)
    answers = [(one["question"], one["answer"]) for one in message.answers]
    return _form(texts, "\n".join(message.how), message.choices, right, answers)


def typed_form(form: FormData) -> MessageForm:
    """The form as the person typed it."""
    texts = {name: _text(form, name) for name in TEXTS}
    return _form(
        texts, _text(form, "how"), _texts(form, "choices"), _text(form, "right_choice"), _pairs(form)
    )


def given_of(form: FormData) -> circles.MessageInput:
    """The input model: blank rows are dropped, and the right choice follows its row.

    Errors: InvalidInput, with all that publishing needs too where that is the button pressed.
    """
    written = written_in(typed_form(form))
    hours = _text(form, "hours_per_layer").strip()
    given = {name: value for name, value in asdict(written).items() if value not in ("", None)}
    try:
        return checked(circles.MessageInput, {**given, **({"hours_per_layer": hours} if hours else {})})
    except InvalidInput as refused:
        needed = circles.missing_parts(written) if form.get("publish") else {}
        raise InvalidInput(refused.form, {**refused.problems, **needed}) from refused


@dataclass(frozen=True)
class Written:
    """What is written of a message, ready to be read: rows left blank are gone."""

    title: str
    why: str
    what_changes: str
    what_stays: str
    not_to_say: str
    question: str
    how: Sequence[str]
    choices: Sequence[str]
    right_choice: int | None
    answers: Sequence[dict[str, str]]


def written_in(filled: MessageForm, most: int | None = None) -> Written:
    """What the form holds, its texts cut at `most` characters where it is only shown."""
    kept = [str(place) for place, row in enumerate(filled.choices) if row.strip()]
    return Written(
        **{name: text.strip()[:most] for name, text in filled.texts.items() if name != "hours_per_layer"},
        how=[line for line in filled.how.splitlines() if line.strip()],
        choices=[row for row in filled.choices if row.strip()],
        right_choice=kept.index(filled.right_choice) if filled.right_choice in kept else None,
        answers=[
            {"question": one, "answer": two} for one, two in filled.answers if one.strip() or two.strip()
        ],
    )


def _form(
    texts: dict[str, str], how: str, choices: Sequence[str], right: str, answers: Sequence[tuple[str, str]]
) -> MessageForm:
    """The form with enough blank rows to go on."""
    written = [pair for pair in answers if any(pair)]
    return MessageForm(
        texts={name: texts.get(name, "") for name in TEXTS},
        how=how,
        choices=[*choices, *[""] * (CHOICES - len(choices))],
        right_choice=right,
        answers=[*written, *[("", "")] * BLANK_ANSWERS],
    )


def _pairs(form: FormData) -> list[tuple[str, str]]:
    return list(zip(_texts(form, "likely_question"), _texts(form, "likely_answer"), strict=False))


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _texts(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]
