"""A comment that the caller may read."""

import strawberry

from backend import pulse
from schema.ids import encode


@strawberry.type(description="A comment, in an order shuffled once for all.")
class PulseComment:
    text: str = strawberry.field(description="As it was written.")
    conversation_id: strawberry.ID | None = strawberry.field(
        description="Where its author can be answered; null where they left no code."
    )


def comment_type(row: pulse.CommentRow) -> PulseComment:
    conversation = encode("Conversation", row.id) if row.can_be_answered else None
    return PulseComment(text=row.text, conversation_id=strawberry.ID(conversation) if conversation else None)
