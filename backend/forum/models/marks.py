"""What people say of a post without writing one: a vote, « it helped me », a confirmation, a flag."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class MarkKind(StrEnum):
    """A vote finds it right; helped: it solved a case of one's own; confirmed: it holds on another site."""

    VOTE = "vote"
    HELPED = "helped"
    CONFIRMED = "confirmed"


class Mark(SQLModel, table=True):
    """Each kind once a person."""

    __tablename__ = "forum_mark"

    post_id: UUID = Field(foreign_key="forum_post.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    kind: MarkKind = Field(sa_column=sa.Column(enum_type(MarkKind, "kind"), primary_key=True))
    site_id: UUID | None = Field(default=None, foreign_key="site.id", ondelete="SET NULL")
    marked_at: datetime = Field(default_factory=now)


class Flag(SQLModel, table=True):
    """Somebody finds that a post should not stay. `settled_at` says that a moderator looked."""

    __tablename__ = "forum_flag"
    __table_args__ = (sa.UniqueConstraint("post_id", "person_id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    post_id: UUID = Field(foreign_key="forum_post.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    reason: str = Field(max_length=400)
    flagged_at: datetime = Field(default_factory=now)
    settled_at: datetime | None = None


MARKS = table(Mark)
FLAGS = table(Flag)
