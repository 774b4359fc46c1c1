"""Threads, what is posted in them, and the words they are found by."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import folded, table
from backend.core.ids import new_id


class Thread(SQLModel, table=True):
    """A question and its answers. The counts are of what everybody sees, and are kept by the verbs.

    `version` counts the changes of the thread and of its posts, in the order in which they were committed.
    """

    __tablename__ = "forum_thread"
    __table_args__ = (
        sa.Index("ix_forum_thread_last_post_at", "last_post_at", "id"),
        sa.Index("ix_forum_thread_answer_count", "answer_count", "last_post_at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    title: str = Field(max_length=160)
    product: str = Field(default="", max_length=60, index=True)
    topic_id: UUID | None = Field(default=None, foreign_key="topic.id", ondelete="SET NULL", index=True)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL", index=True)
    expert_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    """The colleague whose answer is asked for by name."""
    started_at: datetime = Field(default_factory=now)
    last_post_at: datetime = Field(default_factory=now)
    version: int = 1
    answer_count: int = 0
    solution_count: int = 0
    """Accepted answers that still hold."""
    outdated_count: int = 0
    helped_count: int = 0
    again_count: int = 0
    """How often somebody came with the same question and found it answered; by whom is not known."""
    locked_at: datetime | None = None
    locked_reason: str = Field(default="", max_length=400)
    hidden_at: datetime | None = None


class Post(SQLModel, table=True):
    """The question, or an answer. `site_id` is where its author worked then.

    `version` is the thread's at its last change, `posted_in` when it was posted.
    """

    __tablename__ = "forum_post"
    __table_args__ = (
        sa.Index("ix_forum_post_thread_id_posted_at", "thread_id", "posted_at", "id"),
        sa.Index("ix_forum_post_thread_id_version", "thread_id", "version"),
        sa.CheckConstraint("hidden_at IS NULL OR hidden_reason <> ''", name="hidden_with_a_reason"),
        sa.CheckConstraint("confirmed_at IS NULL OR accepted_at IS NOT NULL", name="confirmed_once_accepted"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    thread_id: UUID = Field(foreign_key="forum_thread.id", ondelete="CASCADE")
    is_question: bool = False
    text: str = Field(max_length=10_000)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    site_id: UUID | None = Field(default=None, foreign_key="site.id", ondelete="SET NULL", index=True)
    posted_at: datetime = Field(default_factory=now)
    version: int = 1
    posted_in: int = 1

    accepted_at: datetime | None = Field(default=None, index=True)
    accepted_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    confirmed_at: datetime | None = None
    confirmed_count: int = 0
    outdated_at: datetime | None = None
    outdated_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    outdated_note: str = Field(default="", max_length=400)

    vote_count: int = 0
    helped_count: int = 0
    flag_count: int = Field(default=0, index=True)
    """Flags that nobody has looked at yet."""
    hidden_at: datetime | None = None
    hidden_reason: str = Field(default="", max_length=400)


class Word(SQLModel, table=True):
    """A stem of a thread's text, see `core.word_index`."""

    __tablename__ = "forum_word"

    word: str = Field(sa_column=sa.Column(folded(40), primary_key=True))
    thread_id: UUID = Field(foreign_key="forum_thread.id", ondelete="CASCADE", primary_key=True, index=True)
    weight: int = 1


THREADS = table(Thread)
POSTS = table(Post)
WORDS = table(Word)
