"""A comment and what follows from it, as types."""

from datetime import date
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import pulse
from schema.ids import encode
from schema.texts import LocalizedText, localized


@strawberry.type(description="What was said after a comment.")
class ConversationPost:
    from_author: bool = strawberry.field(description="Whether the author of the comment says it.")
    by: str | None = strawberry.field(description="Who leads the unit and says it; null for the author.")
    text: str = strawberry.field(description="What was said.")
    said_on: date = strawberry.field(description="The day; no hour is kept.")


@strawberry.type(description="A comment and what follows from it, for whoever may read the comment.")
class Conversation(Node):
    id: NodeID[UUID]
    survey: LocalizedText = strawberry.field(description="What the survey is called.")
    wave_id: strawberry.ID = strawberry.field(description="The wave the comment came with.")
    comment: str = strawberry.field(description="The comment it began with.")
    can_be_answered: bool = strawberry.field(description="Whether its author left a code to come back with.")
    is_locked: bool = strawberry.field(description="Whether nobody adds to it any more.")
    reported_on: date | None = strawberry.field(description="The day it was reported; null if it was not.")
    settled_on: date | None = strawberry.field(
        description="The day that whoever runs the survey settled the report; null until then."
    )
    posts: list[ConversationPost] = strawberry.field(description="At most 100, oldest first.")


def conversation_node(row: pulse.ConversationRow) -> Conversation:
    """The node of a row."""
    return Conversation(
        id=row.id,
        survey=localized(row.survey),
        wave_id=strawberry.ID(encode("Wave", row.wave_id)),
        comment=row.comment,
        can_be_answered=row.can_be_answered,
        is_locked=row.is_locked,
        reported_on=row.reported_on,
        settled_on=row.settled_on,
        posts=[
            ConversationPost(
                from_author=post.from_author, by=post.by or None, text=post.text, said_on=post.said_on
            )
            for post in row.posts
        ],
    )
