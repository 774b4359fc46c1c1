"""Questions sent back up a message: asking one, answering it for everybody."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.circles.message_types import UpwardQuestion, question_node
from schema.circles.messages import found_message
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.transaction import transact


@strawberry.input
class AskUpwardsInput:
    message_id: strawberry.ID
    text: str = strawberry.field(description="The question.")
    idempotency_key: str | None = None


@strawberry.input
class AnswerUpwardQuestionInput:
    question_id: strawberry.ID = strawberry.field(description="The question.")
    answer: str = strawberry.field(description="The answer.")
    idempotency_key: str | None = None


@strawberry.type
class AskUpwardsSuccess:
    question: UpwardQuestion


@strawberry.type
class AnswerUpwardQuestionSuccess:
    question: UpwardQuestion


AskUpwardsResult = Annotated[
    AskUpwardsSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AskUpwardsResult"),
]
AnswerUpwardQuestionResult = Annotated[
    AnswerUpwardQuestionSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AnswerUpwardQuestionResult"),
]


@strawberry.type
class QuestionsMutation:
    @strawberry.mutation(description="Send a question back up to those who carry the message.")
    async def ask_upwards(self, info: Info, input: AskUpwardsInput) -> AskUpwardsResult:
        async def act(session: Session, actor: Actor) -> UUID:
            message = await found_message(session, actor, input.message_id)
            given = checked(circles.UpwardQuestionInput, {"text": input.text})
            return (await circles.ask_upwards(session, actor, message, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AskUpwardsSuccess:
            row = await circles.question_row(context.session, actor, id)
            return AskUpwardsSuccess(question=question_node(row))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Answer a question that came up, once and for everybody.")
    async def answer_upward_question(
        self, info: Info, input: AnswerUpwardQuestionInput
    ) -> AnswerUpwardQuestionResult:
        async def act(session: Session, actor: Actor) -> UUID:
            question_id = decode(input.question_id, "UpwardQuestion", "question_id")
            question = await circles.get_question(session, actor, question_id)
            given = checked(circles.UpwardAnswerInput, {"answer": input.answer})
            return (await circles.answer_question(session, actor, question, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AnswerUpwardQuestionSuccess:
            row = await circles.question_row(context.session, actor, id)
            return AnswerUpwardQuestionSuccess(question=question_node(row))

        return await transact(info, "circles", input, act, show)
