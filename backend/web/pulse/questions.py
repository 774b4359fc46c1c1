"""The questions of a survey: written, changed, moved, taken out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from backend import pulse
from backend.core.errors import NotFound
from backend.core.text import slugify
from backend.pulse import Question, QuestionInput, QuestionKind
from backend.web.page import Context, Visit
from backend.web.pulse.question_forms import Row, depended_on, filled_with, question_in, rows_of
from backend.web.pulse.surveys import SURVEYS, survey_of

MOST_KEY = 34


@dataclass(frozen=True)
class FormPage(Context):
    """`rows` are the choices it offers; `earlier` are the closed questions that it may depend on.

    Among them is one that was ticked and has been moved below it since: what was ticked is not lost unseen.
    """

    survey: pulse.SurveyRow
    key: str | None
    filled: Mapping[str, Any]
    rows: Sequence[Row]
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
    added = question_in(visit.form, key)
    return await rewritten(visit, survey, lambda before: [*before, added], "survey.question_added")


async def edit(visit: Visit) -> Response:
    survey = await survey_of(visit)
    question = await _question(visit, survey)
    return await _form(visit, survey, question.key, visit.values or filled_with(question))


async def change(visit: Visit) -> Response:
    survey = await survey_of(visit)
    old = await _question(visit, survey)
    changed = question_in(visit.form, old.key, old)
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


async def _form(visit: Visit, survey: pulse.Survey, key: str | None, filled: Mapping[str, Any]) -> Response:
    questions = [one for one in await questions_asked(visit, survey) if one.is_closed]
    keys: list[str] = [one.key for one in questions]
    place = keys.index(key) if key in keys else 0 if key else len(keys)
    ticked = depended_on(filled)
    earlier = [
        one for at, one in enumerate(questions) if at < place or (one.key in ticked and one.key != key)
    ]
    row = await pulse.survey_row(visit.session, visit.actor, survey.id)
    return await visit.render(
        "pulse/question_form.html", FormPage(row, key, filled, rows_of(filled), earlier)
    )
