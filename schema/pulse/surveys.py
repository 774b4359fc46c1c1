"""Surveys: composed, changed, stopped, by those who run them."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.pulse import inputs
from schema.pulse.inputs import AudiencePartInput, SurveyQuestionInput
from schema.pulse.types import Survey, survey_node
from schema.texts import LocalizedTextInput
from schema.transaction import transact


@strawberry.type
class SurveysQuery:
    @strawberry.field(description="The surveys that the caller runs, newest first.")
    async def surveys(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Survey]:
        actor = info.context.caller("pulse")
        listing = await pulse.visible_surveys(info.context.session, actor, Page(first, after))
        return connection(listing, survey_node)

    @strawberry.field(description="One survey that the caller runs.")
    async def survey(self, info: Info, id: strawberry.ID) -> Survey | None:
        actor = info.context.caller("pulse")
        return survey_node(await pulse.survey_row(info.context.session, actor, decode(id, "Survey")))


@strawberry.input
class CreateSurveyInput:
    title: LocalizedTextInput = strawberry.field(description="What it is called.")
    promise: LocalizedTextInput | None = strawberry.field(default=None, description="Why people are asked.")
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="What part of the company it is for; left out, all of it."
    )
    rhythm: pulse.Rhythm = strawberry.field(
        default=pulse.Rhythm.BY_HAND, description="How often a wave opens."
    )
    open_days: int = strawberry.field(
        default=7, description="How many days a wave stays open, 1 to 31; monthly, 27 at most."
    )
    remind_after_days: int | None = strawberry.field(
        default=3, description="When everybody asked is reminded, alike; null for never."
    )
    sample_size: int | None = strawberry.field(
        default=None, description="How many are drawn at random; left out, all are asked."
    )
    audience: list[AudiencePartInput] = strawberry.field(
        default_factory=list,
        description="Parts of one kind add up, those of different kinds narrow each other; none is all.",
    )
    questions: list[SurveyQuestionInput] = strawberry.field(
        default_factory=list, description="Its questions, in their order; a free text comes last."
    )
    idempotency_key: str | None = None


@strawberry.input(description="What is left out stays as it is.")
class EditSurveyInput:
    id: strawberry.ID = strawberry.field(description="The survey.")
    title: LocalizedTextInput | None = strawberry.field(
        default=strawberry.UNSET, description="What it is called."
    )
    promise: LocalizedTextInput | None = strawberry.field(
        default=strawberry.UNSET, description="Why people are asked."
    )
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="What part of the company it is for, until it starts; null for all of it.",
    )
    rhythm: pulse.Rhythm | None = strawberry.field(
        default=strawberry.UNSET, description="How often a wave opens."
    )
    open_days: int | None = strawberry.field(
        default=strawberry.UNSET, description="How many days a wave stays open, 1 to 31."
    )
    remind_after_days: int | None = strawberry.field(
        default=strawberry.UNSET, description="When everybody asked is reminded, alike; null for never."
    )
    sample_size: int | None = strawberry.field(
        default=strawberry.UNSET, description="How many are drawn at random; null asks all."
    )
    audience: list[AudiencePartInput] | None = strawberry.field(
        default=strawberry.UNSET, description="All the parts of whom it asks."
    )
    questions: list[SurveyQuestionInput] | None = strawberry.field(
        default=strawberry.UNSET, description="All its questions; a new version once a wave has asked them."
    )
    idempotency_key: str | None = None


@strawberry.input
class StopSurveyInput:
    id: strawberry.ID = strawberry.field(description="The survey.")
    idempotency_key: str | None = None


@strawberry.type
class CreateSurveySuccess:
    survey: Survey = strawberry.field(description="The survey, a draft until its first wave.")


@strawberry.type
class EditSurveySuccess:
    survey: Survey = strawberry.field(description="The survey, changed.")


@strawberry.type
class StopSurveySuccess:
    survey: Survey = strawberry.field(description="The survey, which asks no more.")


CreateSurveyResult = Annotated[
    CreateSurveySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CreateSurveyResult"),
]
EditSurveyResult = Annotated[
    EditSurveySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("EditSurveyResult"),
]
StopSurveyResult = Annotated[
    StopSurveySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("StopSurveyResult"),
]

OWN = {"idempotency_key", "questions", "audience", "id"}


@strawberry.type
class SurveysMutation:
    @strawberry.mutation(description="Compose a survey, as an HR leader of that part of the company.")
    async def create_survey(self, info: Info, input: CreateSurveyInput) -> CreateSurveyResult:
        async def act(session: Session, actor: Actor) -> UUID:
            values = {k: v for k, v in strawberry.asdict(input).items() if k not in OWN}
            given = inputs.survey({**values, "promise": values["promise"] or {}}, input.audience)
            asked = inputs.questions(input.questions)
            return (await pulse.create_survey(session, actor, given, asked)).id

        async def show(context: Context, actor: Actor, id: UUID) -> CreateSurveySuccess:
            return CreateSurveySuccess(survey=await _shown(context, actor, id))

        return await transact(info, "pulse", input, act, show)

    @strawberry.mutation(description="Change a survey; an open wave keeps what it opened with.")
    async def edit_survey(self, info: Info, input: EditSurveyInput) -> EditSurveyResult:
        async def act(session: Session, actor: Actor) -> UUID:
            survey = await pulse.get_survey(session, actor, decode(input.id, "Survey"))
            names = pulse.SurveyInput.model_fields.keys() - {"audience"}
            kept: dict[str, Any] = {name: getattr(survey, name) for name in names}
            changes = {k: v for k, v in plain(strawberry.asdict(input)).items() if k not in OWN}
            if changes.get("org_unit_id"):
                changes["org_unit_id"] = decode(changes["org_unit_id"], "OrgUnit", "org_unit_id")
            given = pulse.SurveyInput.model_validate(kept)
            if changes:
                given = checked(pulse.SurveyInput, {**kept, **changes})
            parts = (
                inputs.survey(given.model_dump(exclude={"audience", "org_unit_id"}), input.audience).audience
                if isinstance(input.audience, list)
                else await pulse.parts_of(session, survey.id)
            )
            await pulse.edit_survey(session, actor, survey, given.model_copy(update={"audience": parts}))
            if isinstance(input.questions, list):
                await pulse.write_questions(session, actor, survey, inputs.questions(input.questions))
            return survey.id

        async def show(context: Context, actor: Actor, id: UUID) -> EditSurveySuccess:
            return EditSurveySuccess(survey=await _shown(context, actor, id))

        return await transact(info, "pulse", input, act, show)

    @strawberry.mutation(description="Stop a survey: an open wave goes on to its end.")
    async def stop_survey(self, info: Info, input: StopSurveyInput) -> StopSurveyResult:
        async def act(session: Session, actor: Actor) -> UUID:
            survey = await pulse.get_survey(session, actor, decode(input.id, "Survey"))
            return (await pulse.stop_survey(session, actor, survey)).id

        async def show(context: Context, actor: Actor, id: UUID) -> StopSurveySuccess:
            return StopSurveySuccess(survey=await _shown(context, actor, id))

        return await transact(info, "pulse", input, act, show)


@finds("Survey", "pulse")
async def _survey_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await pulse.surveys_by_ids(context.session, actor, ids)
    return {key: survey_node(row) for key, row in rows.items()}


async def _shown(context: Context, actor: Actor, survey_id: UUID) -> Survey:
    return survey_node(await pulse.survey_row(context.session, actor, survey_id))
