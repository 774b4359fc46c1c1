"""The questions of a survey: written, changed, moved, taken out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import pulse
from backend.core.errors import Invalid, NotFound, checked
from backend.core.text import slugify
from backend.pulse import Question, QuestionInput, QuestionKind
from backend.web.page import Context, Visit
from backend.web.pulse.surveys import SURVEYS, survey_of

MOST_KEY = 34


@dataclass(frozen=True)
class FormPage(Context):
    """`earlier` are the closed questions that this one may depend on."""

    survey: pulse.SurveyRow
    key: str | None
    filled: Mapping[str, Any]
    earlier: Sequence[Question]


async def new(visit: Visit) -> Response:
    survey = await survey_of(visit)
    return await _form(visit, survey, None, visit.values or {"kind": "agreement", "theme": "customers"})


async def add(visit: Visit) -> Response:
    survey = await survey_of(visit)
    taken = {one.key for one in await questions_asked(visit, survey)}
    taken |= (await pulse.series_of(visit.session, survey.id)).keys()
    key = base = f"q_{slugify(str(visit.form.get('text_fr') or '')).replace('-', '_')}"[:MOST_KEY].strip("_")
    for number in range(2, 100):
        if key in taken:
            key = f"{base}_{number}"
    added = _given(visit.form, key)
    return await rewritten(visit, survey, lambda before: [*before, added], "survey.question_added")


async def edit(visit: Visit) -> Response:
    survey = await survey_of(visit)
    question = await _question(visit, survey)
    condition = question.shown_if or {}
    filled = {
        "kind": question.kind,
        "theme": question.theme,
        **{f"text_{locale}": text for locale, text in question.text.items()},
        **{f"hint_{locale}": text for locale, text in question.hint.items()},
        "choices": "\n".join(f"{one['fr']} | {one['en']}" for one in question.choices),
        "depends_on": condition.get("question", ""),
        "depends_values": ", ".join(str(value) for value in condition.get("values", [])),
    }
    return await _form(visit, survey, question.key, visit.values or filled)


async def change(visit: Visit) -> Response:
    survey = await survey_of(visit)
    old = await _question(visit, survey)
    changed = _given(visit.form, old.key, old)
    return await rewritten(
        visit,
        survey,
        lambda before: [changed if one.key == old.key else one for one in before],
        "survey.question_changed",
    )


async def remove(visit: Visit) -> Response:
    survey = await survey_of(visit)
    key = (await _question(visit, survey)).key
    return await rewritten(
        visit, survey, lambda before: [one for one in before if one.key != key], "survey.question_removed"
    )


async def move(visit: Visit) -> Response:
    """One place up or down."""
    survey = await survey_of(visit)
    key, step = (await _question(visit, survey)).key, -1 if visit.form.get("to") == "up" else 1

    def moved(before: list[QuestionInput]) -> list[QuestionInput]:
        place = [one.key for one in before].index(key)
        other = place + step
        if 0 <= other < len(before):
            before[place], before[other] = before[other], before[place]
        return before

    return await rewritten(visit, survey, moved, "survey.question_moved")


async def rewritten(
    visit: Visit,
    survey: pulse.Survey,
    rewrite: Callable[[list[QuestionInput]], list[QuestionInput]],
    said: str,
) -> Response:
    """Write the survey’s questions anew from those it has; the free text stays last."""
    before = [_as_input(one) for one in await questions_asked(visit, survey)]
    wanted = sorted(rewrite(before), key=lambda one: one.kind is QuestionKind.TEXT)
    await pulse.write_questions(visit.session, visit.actor, survey, wanted)
    return visit.redirect(f"{SURVEYS}/{survey.id}", said=said)


async def questions_asked(visit: Visit, survey: pulse.Survey) -> list[Question]:
    return await pulse.questions_of(visit.session, survey.id, survey.version)


async def _question(visit: Visit, survey: pulse.Survey) -> Question:
    key = visit.path("key")
    found = next((one for one in await questions_asked(visit, survey) if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def _as_input(question: Question) -> QuestionInput:
    names = ("key", "kind", "theme", "text", "hint", "choices", "shown_if", "measures_id")
    return QuestionInput.model_validate({name: getattr(question, name) for name in names})


def _given(form: FormData, key: str, old: Question | None = None) -> QuestionInput:
    """The question as the form says. A choice that keeps its place keeps its key. Errors: InvalidInput."""

    def said(name: str) -> str:
        return str(form.get(name) or "").strip()

    kind = said("kind")
    values: dict[str, Any] = {
        "key": key,
        "kind": kind,
        "theme": said("theme"),
        "text": {locale: said(f"text_{locale}") for locale in ("fr", "en")},
        "hint": {locale: said(f"hint_{locale}") for locale in ("fr", "en")},
    }
    if not values["text"]["fr"]:
        raise Missing(field="text_fr")
    if kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        known = old.choice_keys if old else ()
        lines = [line for line in said("choices").splitlines() if line.strip()]
        values["choices"] = [_choice(line, place, known) for place, line in enumerate(lines)]
        if len(lines) < 2:
            raise Missing(field="choices")
    if said("depends_on"):
        asked = [value.strip() for value in said("depends_values").split(",") if value.strip()]
        if not asked:
            raise Missing(field="depends_values")
        values["shown_if"] = {
            "question": said("depends_on"),
            "values": [int(v) if v.isascii() and v.isdigit() and len(v) < 3 else v for v in asked],
        }
    return checked(QuestionInput, values)


class Missing(Invalid):
    """Something the question cannot do without was left empty."""

    code = "question_incomplete"


def _choice(line: str, place: int, known: Sequence[str]) -> dict[str, str]:
    fr, _, en = (part.strip() for part in line.partition("|"))
    key = known[place] if place < len(known) else f"c{place + 1}"
    return {"key": key, "fr": fr, "en": en}


async def _form(visit: Visit, survey: pulse.Survey, key: str | None, filled: Mapping[str, Any]) -> Response:
    questions = [one for one in await questions_asked(visit, survey) if one.is_closed]
    keys: list[str] = [one.key for one in questions]
    earlier = questions[: keys.index(key)] if key in keys else [] if key else questions
    row = await pulse.survey_row(visit.session, visit.actor, survey.id)
    return await visit.render("pulse/question_form.html", FormPage(row, key, filled, earlier))
