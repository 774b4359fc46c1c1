"""Waves: what asks the caller, opening and closing."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.pulse.question_types import Question, question_type
from schema.pulse.types import Wave, wave_node
from schema.transaction import transact


@strawberry.type
class WavesQuery:
    @strawberry.field(
        description="One wave that asks the caller, of a survey they run, or whose results they read."
    )
    async def wave(self, info: Info, id: strawberry.ID) -> Wave | None:
        actor = info.context.caller("pulse")
        return wave_node(await pulse.wave_row(info.context.session, actor, decode(id, "Wave")))

    @strawberry.field(description="The questions of a wave that asks the caller, in their order.")
    async def wave_questions(self, info: Info, wave_id: strawberry.ID) -> list[Question] | None:
        actor, session = info.context.caller("pulse"), info.context.session
        invited = await pulse.invited_to(session, actor, decode(wave_id, "Wave", "wave_id"))
        found = await pulse.questions_of(session, invited.survey_id, invited.version, invited.wave_id)
        found = await pulse.asked_of(session, invited.wave_id, actor.person_id, found)
        return [question_type(question) for question in found]

    @strawberry.field(description="The waves of a survey that the caller runs, newest first.")
    async def waves(
        self, info: Info, survey_id: strawberry.ID, first: int = 20, after: str | None = None
    ) -> Connection[Wave]:
        actor, wanted = info.context.caller("pulse"), decode(survey_id, "Survey", "survey_id")
        listing = await pulse.waves_of(info.context.session, actor, wanted, Page(first, after))
        return connection(listing, wave_node)

    @strawberry.field(description="The open waves that ask the caller, newest first.")
    async def my_invitations(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Wave]:
        actor = info.context.caller("pulse")
        listing = await pulse.my_invitations(info.context.session, actor, Page(first, after))
        return connection(listing, wave_node)

    @strawberry.field(
        description="The sealed waves that asked in the caller's unit, or in one they head, newest first."
    )
    async def my_results(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Wave]:
        actor = info.context.caller("pulse")
        listing = await pulse.waves_told(info.context.session, actor, Page(first, after))
        return connection(listing, wave_node)


@strawberry.input
class StartSurveyInput:
    survey_id: strawberry.ID = strawberry.field(description="The survey.")
    idempotency_key: str | None = None


@strawberry.input
class OpenWaveInput:
    survey_id: strawberry.ID = strawberry.field(description="The survey.")
    idempotency_key: str | None = None


@strawberry.input
class CloseWaveInput:
    id: strawberry.ID = strawberry.field(description="The wave.")
    idempotency_key: str | None = None


@strawberry.type
class StartSurveySuccess:
    wave: Wave = strawberry.field(description="The wave that will open on its day.")


@strawberry.type
class OpenWaveSuccess:
    wave: Wave = strawberry.field(description="The wave, open.")


@strawberry.type
class CloseWaveSuccess:
    wave: Wave = strawberry.field(description="The wave, closed.")


StartSurveyResult = Annotated[
    StartSurveySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("StartSurveyResult"),
]
OpenWaveResult = Annotated[
    OpenWaveSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("OpenWaveResult"),
]
CloseWaveResult = Annotated[
    CloseWaveSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CloseWaveResult"),
]


@strawberry.type
class WavesMutation:
    @strawberry.mutation(description="Plan the next wave by the survey's rhythm.")
    async def start_survey(self, info: Info, input: StartSurveyInput) -> StartSurveyResult:
        async def act(session: Session, actor: Actor) -> UUID:
            survey = await pulse.get_survey(session, actor, decode(input.survey_id, "Survey", "survey_id"))
            return (await pulse.start_survey(session, actor, survey)).id

        async def show(context: Context, actor: Actor, id: UUID) -> StartSurveySuccess:
            return StartSurveySuccess(wave=await _shown(context, actor, id))

        return await transact(info, "pulse", input, act, show)

    @strawberry.mutation(
        description="Open the survey's next wave now: audience and thresholds are frozen. Nobody is asked "
        "more than twice in four weeks, all surveys together."
    )
    async def open_wave(self, info: Info, input: OpenWaveInput) -> OpenWaveResult:
        async def act(session: Session, actor: Actor) -> UUID:
            survey = await pulse.get_survey(session, actor, decode(input.survey_id, "Survey", "survey_id"))
            return (await pulse.open_wave(session, actor, survey)).id

        async def show(context: Context, actor: Actor, id: UUID) -> OpenWaveSuccess:
            return OpenWaveSuccess(wave=await _shown(context, actor, id))

        return await transact(info, "pulse", input, act, show)

    @strawberry.mutation(
        description="Close a wave for good; its answers are then counted and destroyed. Once that is "
        "done, in seconds, its status is `SEALED` and it has results."
    )
    async def close_wave(self, info: Info, input: CloseWaveInput) -> CloseWaveResult:
        async def act(session: Session, actor: Actor) -> UUID:
            wave = await pulse.get_wave(session, actor, decode(input.id, "Wave"))
            return (await pulse.close_wave(session, actor, wave)).id

        async def show(context: Context, actor: Actor, id: UUID) -> CloseWaveSuccess:
            return CloseWaveSuccess(wave=await _shown(context, actor, id))

        return await transact(info, "pulse", input, act, show)


@finds("Wave", "pulse")
async def _wave_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await pulse.waves_by_ids(context.session, actor, ids)
    return {key: wave_node(row) for key, row in rows.items()}


async def _shown(context: Context, actor: Actor, wave_id: UUID) -> Wave:
    return wave_node(await pulse.wave_row(context.session, actor, wave_id))
