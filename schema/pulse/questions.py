"""The questions of a survey, and the library they come from."""

import strawberry

from backend import pulse
from schema.context import Info
from schema.ids import decode
from schema.pulse.question_types import Question, question_type


@strawberry.type
class QuestionsQuery:
    @strawberry.field(description="The questions of a survey that the caller runs, in their order.")
    async def survey_questions(self, info: Info, survey_id: strawberry.ID) -> list[Question] | None:
        actor, session = info.context.caller("pulse"), info.context.session
        survey = await pulse.get_survey(session, actor, decode(survey_id, "Survey", "survey_id"))
        found = await pulse.questions_of(session, survey.id, survey.version)
        return [question_type(question) for question in found]

    @strawberry.field(description="The library of questions, in both languages.")
    async def question_library(self, info: Info) -> list[Question]:
        info.context.caller("pulse")
        return [_offered(question) for question in pulse.library.LIBRARY]

    @strawberry.field(
        description="Questions to measure again what was kept lately, but those the survey asks."
    )
    async def questions_about_kept(self, info: Info, survey_id: strawberry.ID) -> list[Question] | None:
        actor, session = info.context.caller("pulse"), info.context.session
        survey = await pulse.get_survey(session, actor, decode(survey_id, "Survey", "survey_id"))
        asked = {one.key for one in await pulse.questions_of(session, survey.id, survey.version)}
        about = [pulse.question_about(one) for one in await pulse.measurable(session)]
        return [_offered(one) for one in about if one.key not in asked]


def _offered(question: pulse.QuestionInput) -> Question:
    return question_type(pulse.Question(**question.model_dump()))
