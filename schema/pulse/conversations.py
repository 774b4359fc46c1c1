"""Conversations by GraphQL: the author by code and without credentials, the leaders of their unit by id."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound, checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.transaction import transact
from schema.unsigned import unsigned


@strawberry.type(description="What was said after a comment.")
class ConversationPost:
    from_author: bool = strawberry.field(description="Whether the author of the comment says it.")
    by: str | None = strawberry.field(description="Who leads the unit and says it; null for the author.")
    text: str = strawberry.field(description="What was said.")
    said_on: date = strawberry.field(description="The day; no hour is kept.")


@strawberry.type(description="A comment and what follows from it, for whoever may read the comment.")
class Conversation(Node):
    id: NodeID[str]
    comment: str = strawberry.field(description="The comment it began with.")
    is_locked: bool = strawberry.field(description="Whether nobody adds to it any more.")
    reported_on: date | None = strawberry.field(description="The day it was reported; null if it was not.")
    posts: list[ConversationPost] = strawberry.field(description="At most 100, oldest first.")


def conversation_node(row: pulse.ConversationRow) -> Conversation:
    """The node of a row."""
    return Conversation(
        id=str(row.id),
        comment=row.comment,
        is_locked=row.is_locked,
        reported_on=row.reported_on,
        posts=[
            ConversationPost(
                from_author=post.from_author, by=post.by or None, text=post.text, said_on=post.said_on
            )
            for post in row.posts
        ],
    )


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
            return await _success(context, await pulse.comment_of_code(context.session, code))

        async def act(session: Session, actor: Actor) -> UUID:
            wanted = decode(input.conversation_id or "", "Conversation", "conversation_id")
            comment = await pulse.comment_read_by(session, actor, wanted)
            await pulse.reply_in_conversation(session, actor, comment, given())
            return comment.id

        async def show(context: Context, actor: Actor, id: UUID) -> ReplyInConversationSuccess:
            return await _success(context, await pulse.comment_read_by(context.session, actor, id))

        if input.code:
            return await unsigned(info, say, read)
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


async def _success(context: Context, comment: pulse.PulseComment) -> ReplyInConversationSuccess:
    row = await pulse.conversation_row(context.session, comment)
    return ReplyInConversationSuccess(conversation=conversation_node(row))


MOST_AT_ONCE = 10
"""Each one is read under the rules of its own wave and unit."""
