"""A comment that the caller may read, and what comes back in several."""

import strawberry

from backend import pulse
from schema.ids import encode


@strawberry.type(description="A comment, in an order shuffled once for all.")
class PulseComment:
    text: str = strawberry.field(description="As it was written.")
    conversation_id: strawberry.ID | None = strawberry.field(
        description="Where its author can be answered; null where they left no code."
    )
    posts: int = strawberry.field(description="How much was said after it.")


@strawberry.type(description="A word that comes back in comments, whatever its ending.")
class CommentTerm:
    word: str = strawberry.field(description="In the form it is written in most.")
    comments: int = strawberry.field(description="How many comments hold it, three at least.")


def comment_type(row: pulse.CommentRow) -> PulseComment:
    conversation = strawberry.ID(encode("Conversation", row.id)) if row.can_be_answered else None
    return PulseComment(text=row.text, conversation_id=conversation, posts=row.posts)
