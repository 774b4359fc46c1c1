"""Messages: writing and publishing them, reading and understanding them."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import InvalidInput, Problem, checked
from schema.circles.message_types import Message, message_node
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.transaction import transact


@strawberry.input
class LikelyQuestionInput:
    question: str
    answer: str = strawberry.field(description="The answer.")


@strawberry.input(description="A message of the circle `slug`, or the draft `messageId`, changed.")
class MessageFields:
    message_id: strawberry.ID | None = None
    slug: str | None = strawberry.field(default=None, description="The last part of the circle's address.")
    title: str | None = strawberry.UNSET
    why: str | None = strawberry.field(default=strawberry.UNSET, description="Why things change.")
    what_changes: str | None = strawberry.UNSET
    what_stays: str | None = strawberry.UNSET
    not_to_say: str | None = strawberry.field(default=strawberry.UNSET, description="What not to say.")
    how: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="What to do, item by item."
    )
    answers: list[LikelyQuestionInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Likely questions, with their answers."
    )
    question: str | None = strawberry.field(
        default=strawberry.UNSET, description="The question on the why, which opens the how."
    )
    choices: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="The answers to choose from."
    )
    right_choice: int | None = strawberry.field(
        default=strawberry.UNSET, description="Its place in `choices`, from 0."
    )
    hours_per_layer: int | None = strawberry.UNSET
    idempotency_key: str | None = None


@strawberry.input(description="A new draft in the circle `slug`, or changes to the draft `messageId`.")
class DraftMessageInput(MessageFields):
    pass


@strawberry.input(
    description="A new message in the circle `slug`, or the draft `messageId`, perhaps changed."
)
class PublishMessageInput(MessageFields):
    pass


@strawberry.input
class ReadMessageInput:
    message_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.input(description="`choice` is the place of the answer in the message's `choices`, from 0.")
class AcknowledgeMessageInput:
    message_id: strawberry.ID
    choice: int = strawberry.field(description="Which answer, from 0.")
    idempotency_key: str | None = None


@strawberry.type
class DraftMessageSuccess:
    message: Message = strawberry.field(
        description="The message; beside the `message` of a refusal, give it an alias."
    )


@strawberry.type
class PublishMessageSuccess:
    message: Message = strawberry.field(
        description="The message; beside the `message` of a refusal, give it an alias."
    )


@strawberry.type
class ReadMessageSuccess:
    message: Message = strawberry.field(
        description="The message; beside the `message` of a refusal, give it an alias."
    )


@strawberry.type(description="`understood` says whether the caller has, by this answer or an earlier one.")
class AcknowledgeMessageSuccess:
    understood: bool = strawberry.field(description="Whether the caller has understood the why.")
    message: Message = strawberry.field(
        description="The message; beside the `message` of a refusal, give it an alias."
    )


DraftMessageResult = Annotated[
    DraftMessageSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DraftMessageResult"),
]
PublishMessageResult = Annotated[
    PublishMessageSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PublishMessageResult"),
]
ReadMessageResult = Annotated[
    ReadMessageSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReadMessageResult"),
]
AcknowledgeMessageResult = Annotated[
    AcknowledgeMessageSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AcknowledgeMessageResult"),
]


@strawberry.type
class MessagesQuery:
    @strawberry.field(description="One message that the caller may see. Reading it here is not opening it.")
    async def message(self, info: Info, id: strawberry.ID) -> Message | None:
        actor = info.context.caller("circles")
        return await _shown(info.context, actor, decode(id, "Message"))


@strawberry.type
class MessagesMutation:
    @strawberry.mutation(description="Begin a message, or go on writing one, for those who may publish it.")
    async def draft_message(self, info: Info, input: DraftMessageInput) -> DraftMessageResult:
        async def act(session: Session, actor: Actor) -> UUID:
            return (await _drafted(session, actor, input)).id

        async def show(context: Context, actor: Actor, id: UUID) -> DraftMessageSuccess:
            return DraftMessageSuccess(message=await _shown(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Publish a message to everybody under the circle's unit, for good.")
    async def publish_message(self, info: Info, input: PublishMessageInput) -> PublishMessageResult:
        async def act(session: Session, actor: Actor) -> UUID:
            if input.message_id is not None and not _given(input):
                message = await found_message(session, actor, input.message_id)
            else:
                message = await _drafted(session, actor, input)
            return (await circles.publish_message(session, actor, message)).id

        async def show(context: Context, actor: Actor, id: UUID) -> PublishMessageSuccess:
            return PublishMessageSuccess(message=await _shown(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Note that the caller has opened a message.")
    async def read_message(self, info: Info, input: ReadMessageInput) -> ReadMessageResult:
        async def act(session: Session, actor: Actor) -> UUID:
            message = await found_message(session, actor, input.message_id)
            await circles.read_message(session, actor, message)
            return message.id

        async def show(context: Context, actor: Actor, id: UUID) -> ReadMessageSuccess:
            return ReadMessageSuccess(message=await _shown(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Answer the question on the why; a right answer opens the how.")
    async def acknowledge_message(
        self, info: Info, input: AcknowledgeMessageInput
    ) -> AcknowledgeMessageResult:
        async def act(session: Session, actor: Actor) -> UUID:
            message = await found_message(session, actor, input.message_id)
            await circles.acknowledge_message(session, actor, message, choice=input.choice)
            return message.id

        async def show(context: Context, actor: Actor, id: UUID) -> AcknowledgeMessageSuccess:
            message = await _shown(context, actor, id)
            return AcknowledgeMessageSuccess(understood=message.viewer_reading.understood, message=message)

        return await transact(info, "circles", input, act, show)


async def _drafted(session: Session, actor: Actor, input: MessageFields) -> circles.Message:
    """The draft the input names, changed as it says; or a new one in the circle it names."""
    if input.message_id is not None:
        message = await found_message(session, actor, input.message_id)
        kept = {name: getattr(message, name) for name in circles.MessageInput.model_fields}
        changed = checked(circles.MessageInput, kept | _given(input))
        return await circles.edit_message(session, actor, message, changed)
    if input.slug is None:
        raise InvalidInput(circles.MessageInput.__name__, {"slug": Problem("missing")})
    circle = await circles.get_circle(session, actor, input.slug)
    return await circles.draft_message(session, actor, circle, checked(circles.MessageInput, _given(input)))


def _given(input: MessageFields) -> dict[str, Any]:
    """The parts of the message that the input holds."""
    values = plain(strawberry.asdict(input))
    return {k: v for k, v in values.items() if v is not None and k in circles.MessageInput.model_fields}


async def found_message(session: Session, actor: Actor, id: str) -> circles.Message:
    """The message with this global id. Errors: NotFound, BadId."""
    return await circles.get_message(session, actor, decode(id, "Message", "message_id"))


async def _shown(context: Context, actor: Actor, message_id: UUID) -> Message:
    return message_node(await circles.message_row(context.session, actor, message_id))
