"""Conversations by GraphQL: the author by code and without credentials, the leaders of their unit by id."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import Invalid, NotFound, checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pulse.conversation_types import Conversation, conversation_node
from schema.transaction import Act, transact
from schema.unsigned import know_nobody, unsigned


@strawberry.type
class ConversationsQuery:
    @strawberry.field(
        description="The conversation of a comment's code, for its author: refused with credentials. "
        "Null for another code."
    )
    async def conversation_of_code(
        self, info: Info, code: Annotated[str, strawberry.argument(description="The author's code.")]
    ) -> Conversation | None:
        know_nobody(info.context)
        session = info.context.session
        try:
            comment = await pulse.comment_of_code(session, code)
        except Invalid:
            return None
        return conversation_node(await pulse.conversation_row(session, comment))


@strawberry.input(description="A conversation by its id; or by its author's code, sent without credentials.")
class ReplyInConversationInput:
    text: str = strawberry.field(description="What is said, in at most 4,000 characters.")
    conversation_id: strawberry.ID | None = strawberry.field(
        default=None, description="For who may read the comment."
    )
    code: str | None = strawberry.field(default=None, description="For the author of the comment.")
    idempotency_key: str | None = None


@strawberry.type
class ReplyInConversationSuccess:
    conversation: Conversation = strawberry.field(description="The conversation, as it is now.")


@strawberry.input
class LockConversationInput:
    conversation_id: strawberry.ID = strawberry.field(description="For who may read the comment.")
    idempotency_key: str | None = None


@strawberry.type
class LockConversationSuccess:
    conversation: Conversation = strawberry.field(description="The conversation, to which nobody adds.")


@strawberry.input
class ReportConversationInput:
    conversation_id: strawberry.ID = strawberry.field(description="For who may read the comment.")
    idempotency_key: str | None = None


@strawberry.type
class ReportConversationSuccess:
    conversation: Conversation = strawberry.field(
        description="The conversation, which whoever runs the survey reads."
    )


LockConversationResult = Annotated[
    LockConversationSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("LockConversationResult"),
]
ReportConversationResult = Annotated[
    ReportConversationSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReportConversationResult"),
]
ReplyInConversationResult = Annotated[
    ReplyInConversationSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReplyInConversationResult"),
]


@strawberry.type
class ConversationsMutation:
    @strawberry.mutation(description="Add to a conversation. With a code, nothing tells who sent it.")
    async def reply_in_conversation(
        self, info: Info, input: ReplyInConversationInput
    ) -> ReplyInConversationResult:
        def given() -> pulse.WordsInput:
            return checked(pulse.WordsInput, {"text": input.text})

        async def say(session: Session) -> str:
            comment = await pulse.comment_of_code(session, input.code or "")
            await pulse.reply_as_author(session, comment, given())
            return input.code or ""

        async def read(context: Context, code: str) -> ReplyInConversationSuccess:
            return await replied(context, await pulse.comment_of_code(context.session, code))

        async def reply(session: Session, actor: Actor, comment: pulse.PulseComment) -> None:
            await pulse.reply_in_conversation(session, actor, comment, given())

        async def replied(context: Context, comment: pulse.PulseComment) -> ReplyInConversationSuccess:
            return ReplyInConversationSuccess(conversation=await _node(context, comment))

        async def show(context: Context, actor: Actor, id: UUID) -> ReplyInConversationSuccess:
            return await replied(context, await pulse.comment_read_by(context.session, actor, id))

        if input.code:
            return await unsigned(info, say, read)
        return await transact(info, "pulse", input, _on(input.conversation_id, reply), show)

    @strawberry.mutation(
        description="End a conversation for good; it stays there to be read. By whoever runs the survey, it "
        "also settles what was reported."
    )
    async def lock_conversation(self, info: Info, input: LockConversationInput) -> LockConversationResult:
        async def show(context: Context, actor: Actor, id: UUID) -> LockConversationSuccess:
            comment = await pulse.comment_read_by(context.session, actor, id)
            return LockConversationSuccess(conversation=await _node(context, comment))

        act = _on(input.conversation_id, pulse.lock_conversation)
        return await transact(info, "pulse", input, act, show)

    @strawberry.mutation(description="Tell whoever runs the survey that a conversation goes wrong.")
    async def report_conversation(
        self, info: Info, input: ReportConversationInput
    ) -> ReportConversationResult:
        async def show(context: Context, actor: Actor, id: UUID) -> ReportConversationSuccess:
            comment = await pulse.comment_read_by(context.session, actor, id)
            return ReportConversationSuccess(conversation=await _node(context, comment))

        act = _on(input.conversation_id, pulse.report_conversation)
        return await transact(info, "pulse", input, act, show)


@finds("Conversation", "pulse")
async def _conversations(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    found = {}
    for one in ids[:MOST_AT_ONCE]:
        try:
            comment = await pulse.comment_read_by(context.session, actor, one)
        except NotFound:
            continue
        found[one] = conversation_node(await pulse.conversation_row(context.session, comment))
    return found


def _on(
    conversation_id: strawberry.ID | None,
    verb: Callable[[Session, Actor, pulse.PulseComment], Awaitable[None]],
) -> Act:
    """Does it to a conversation that the caller may read."""

    async def act(session: Session, actor: Actor) -> UUID:
        wanted = decode(conversation_id or "", "Conversation", "conversation_id")
        comment = await pulse.comment_read_by(session, actor, wanted)
        await verb(session, actor, comment)
        return wanted

    return act


async def _node(context: Context, comment: pulse.PulseComment) -> Conversation:
    return conversation_node(await pulse.conversation_row(context.session, comment))


MOST_AT_ONCE = 10
"""Each one is read under the rules of its own wave and unit."""
