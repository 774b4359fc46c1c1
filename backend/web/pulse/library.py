"""The library of questions, and questions about what was kept lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from backend import pulse
from backend.pulse import QuestionInput, SurveyTheme
from backend.web.page import Context, Visit
from backend.web.pulse.questions import questions_asked, rewritten
from backend.web.pulse.surveys import survey_of


@dataclass(frozen=True)
class LibraryPage(Context):
    """The library by theme, and what was kept lately, without what the survey asks already."""

    survey: pulse.SurveyRow
    themes: Mapping[SurveyTheme, Sequence[QuestionInput]]
    kept: Sequence[QuestionInput]


async def show(visit: Visit) -> Response:
    survey = await survey_of(visit)
    asked = {one.key for one in await questions_asked(visit, survey)}
    themes: dict[SurveyTheme, list[QuestionInput]] = {}
    for question in pulse.library.LIBRARY:
        if question.key not in asked:
            themes.setdefault(question.theme, []).append(question)
    kept = [one for one in await _about_kept(visit) if one.key not in asked]
    row = await pulse.survey_row(visit.session, visit.actor, survey.id)
    return await visit.render("pulse/library.html", LibraryPage(row, themes, kept))


async def take(visit: Visit) -> Response:
    """Add questions of the library, and about what was kept; the free text stays last."""
    survey = await survey_of(visit)
    ticked = visit.form.getlist("key")
    offered = [*pulse.library.LIBRARY, *await _about_kept(visit)]
    chosen = [question for question in offered if question.key in ticked]
    return await rewritten(visit, survey, lambda before: [*before, *chosen], "survey.questions_added")


async def _about_kept(visit: Visit) -> list[QuestionInput]:
    return [pulse.question_about(one) for one in await pulse.measurable(visit.session)]
