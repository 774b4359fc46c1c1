"""Tables of conversations: an author known by their code alone, and who leads their unit."""

from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import table


class Conversation(SQLModel, table=True):
    """What follows from a comment. Locked, it takes no more; reported, those who run the survey read it.

    They alone settle what was reported: whoever was reported may end the conversation, and ends nothing else.
    """

    __tablename__ = "conversation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: UUID = Field(foreign_key="pulse_comment.id", ondelete="CASCADE", primary_key=True)
    is_locked: bool = False
    reported_on: date | None = None
    reported_by_author: bool = False
    settled_on: date | None = None


class ConversationPost(SQLModel, table=True):
    """Words of a conversation, in order. The author's carry a day and nobody; others say who wrote them."""

    __tablename__ = "conversation_post"
    __table_args__ = (sa.UniqueConstraint("comment_id", "position"), {"sqlite_with_rowid": False})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    comment_id: UUID = Field(foreign_key="conversation.comment_id", ondelete="CASCADE")
    position: int
    from_author: bool
    written_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    text: str
    said_on: date


CONVERSATIONS = table(Conversation)
CONVERSATION_POSTS = table(ConversationPost)
