"""Answering by GraphQL, in person: outside any unit of work, so that nothing else is written."""

from typing import Annotated

import strawberry

from backend import pulse
from backend.core.errors import DomainError, checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, as_refusal
from schema.ids import decode
from schema.pulse.types import Wave, wave_node


@strawberry.input(description="An answer to one question: a number, or choices by their keys.")
class AnswerInput:
    question: str = strawberry.field(description="The question's key.")
    number: int | None = strawberry.field(default=None, description="For a recommendation or an agreement.")
    choices: list[str] = strawberry.field(
        default_factory=list, description="For one choice or several; a skipped question is left out."
    )


@strawberry.input
class SubmitAnswersInput:
    wave_id: strawberry.ID = strawberry.field(description="The wave.")
    answers: list[AnswerInput] = strawberry.field(description="By question; what is left out is skipped.")
    comment: str = strawberry.field(default="", description="At most 4,000 characters.")
    code: str = strawberry.field(
        default="", description="To come back to the comment: one of our codes, made by the caller."
    )
    idempotency_key: str | None = None


@strawberry.type
class SubmitAnswersSuccess:
    wave: Wave = strawberry.field(description="The wave, which counts the caller's answers.")


SubmitAnswersResult = Annotated[
    SubmitAnswersSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SubmitAnswersResult"),
]


@strawberry.type
class AnswersMutation:
    @strawberry.mutation(
        description="Answer a wave, once. Refused to application tokens. The key is not needed, nor kept."
    )
    async def submit_answers(self, info: Info, input: SubmitAnswersInput) -> SubmitAnswersResult:
        context = info.context
        context.leave_no_trace()
        try:
            actor = context.caller("pulse", "write")
            wave_id = decode(input.wave_id, "Wave", "wave_id")
            values = {one.question: _value(one) for one in input.answers}
            given = checked(
                pulse.AnswersInput, {"answers": values, "comment": input.comment, "code": input.code}
            )
            ballots = context.services.ballots
            asked = await pulse.questions_to_answer(context.session, ballots, actor, wave_id)
            single = {one.key for one in asked if one.kind is pulse.QuestionKind.SINGLE}
            answers = {
                key: value[0] if key in single and isinstance(value, list) and len(value) == 1 else value
                for key, value in given.answers.items()
            }
            given = given.model_copy(update={"answers": answers})
            with context.committing():
                await pulse.submit(context.session, ballots, actor, wave_id, given)
            return SubmitAnswersSuccess(wave=wave_node(await pulse.wave_row(context.session, actor, wave_id)))
        except DomainError as error:
            return as_refusal(context.translator, error)


def _value(given: AnswerInput) -> object:
    return given.number if given.number is not None else given.choices or None
