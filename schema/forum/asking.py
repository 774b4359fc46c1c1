"""Asking, answering, asking a colleague by name."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import forum
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.forum.acting import on_thread, showing
from schema.forum.types import Thread
from schema.ids import decode
from schema.transaction import transact


@strawberry.input
class StartThreadInput:
    title: str
    text: str = strawberry.field(default="", description="What was seen and tried, in Markdown.")
    product: str = strawberry.field(default="", description="The product it is about.")
    topic_id: strawberry.ID | None = None
    expert_id: strawberry.ID | None = strawberry.field(default=None, description="Who is asked by name.")
    idempotency_key: str | None = None


@strawberry.input
class ReplyToThreadInput:
    thread_id: strawberry.ID
    text: str = strawberry.field(description="The answer, in Markdown.")
    idempotency_key: str | None = None


@strawberry.input
class AskExpertInput:
    thread_id: strawberry.ID
    person_id: strawberry.ID = strawberry.field(description="The colleague asked.")
    idempotency_key: str | None = None


@strawberry.type
class StartThreadSuccess:
    thread: Thread


@strawberry.type
class ReplyToThreadSuccess:
    thread: Thread


@strawberry.type
class AskExpertSuccess:
    thread: Thread


StartThreadResult = Annotated[
    StartThreadSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("StartThreadResult"),
]
ReplyToThreadResult = Annotated[
    ReplyToThreadSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReplyToThreadResult"),
]
AskExpertResult = Annotated[
    AskExpertSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AskExpertResult"),
]


@strawberry.type
class AskingMutation:
    @strawberry.mutation(description="Ask a question; a sentence is enough.")
    async def start_thread(self, info: Info, input: StartThreadInput) -> StartThreadResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = {
                "title": input.title,
                "text": input.text,
                "product": input.product,
                "topic_id": decode(input.topic_id, "Topic", "topic_id") if input.topic_id else None,
                "expert_id": decode(input.expert_id, "Person", "expert_id") if input.expert_id else None,
            }
            return (await forum.start_thread(session, actor, checked(forum.ThreadInput, given))).id

        return await transact(info, "forum", input, act, showing(StartThreadSuccess))

    @strawberry.mutation(description="Answer a question.")
    async def reply_to_thread(self, info: Info, input: ReplyToThreadInput) -> ReplyToThreadResult:
        async def act(session: Session, standing: forum.Standing) -> object:
            given = checked(forum.AnswerInput, {"text": input.text})
            return await forum.reply_to_thread(session, standing, given)

        return await on_thread(info, input, act, ReplyToThreadSuccess)

    @strawberry.mutation(description="Ask a colleague by name, in the place of another.")
    async def ask_expert(self, info: Info, input: AskExpertInput) -> AskExpertResult:
        async def act(session: Session, standing: forum.Standing) -> object:
            return await forum.ask_expert(session, standing, decode(input.person_id, "Person", "person_id"))

        return await on_thread(info, input, act, AskExpertSuccess)
