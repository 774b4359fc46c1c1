"""A survey as those it asks would meet it now, for those who compose it."""

from datetime import datetime

import strawberry

from backend import pulse
from schema.context import Info
from schema.ids import decode
from schema.pulse.question_types import Question, question_type
from schema.texts import LocalizedText, localized


@strawberry.type(description="The wave that would open now; it is written nowhere.")
class SurveyPreview:
    title: LocalizedText = strawberry.field(description="What the survey is called.")
    promise: LocalizedText | None = strawberry.field(description="Why people are asked.")
    threshold: int = strawberry.field(description="Answers that a figure would take.")
    comment_threshold: int = strawberry.field(description="How many answers comments would take.")
    invited: int = strawberry.field(description="How many people it would ask.")
    closes_at: datetime = strawberry.field(description="When it would close, in UTC.")
    minutes: int = strawberry.field(description="How long answering would take, about.")
    questions: list[Question] = strawberry.field(description="What it would ask, the comment last.")


@strawberry.type
class PreviewQuery:
    @strawberry.field(description="A survey that the caller runs, as it would be asked now; null for others.")
    async def survey_preview(self, info: Info, survey_id: strawberry.ID) -> SurveyPreview | None:
        actor, session = info.context.caller("pulse"), info.context.session
        survey = await pulse.get_survey(session, actor, decode(survey_id, "Survey", "survey_id"))
        wave = await pulse.wave_in_preview(session, survey)
        asked = await pulse.questions_of(session, survey.id, survey.version)
        return SurveyPreview(
            title=localized(wave.title),
            promise=localized(wave.promise) if any(wave.promise.values()) else None,
            threshold=pulse.K,
            comment_threshold=pulse.COMMENT_K,
            invited=wave.invited,
            closes_at=wave.closes_at,
            minutes=wave.minutes,
            questions=[question_type(one) for one in asked],
        )
