"""Tables of knowledge: articles, their versions, the words they are found by."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, folded, table
from backend.core.ids import new_id


class ArticleStatus(StrEnum):
    """Outdated: it expired, or what it came from holds no longer."""

    DRAFT = "draft"
    VALIDATED = "validated"
    OUTDATED = "outdated"
    ARCHIVED = "archived"


class Article(SQLModel, table=True):
    """A solution that stays. `valid_until` is the last day on which it is known to hold."""

    __tablename__ = "article"
    __table_args__ = (
        sa.Index("ix_article_status_changed_at", "status", "changed_at", "id"),
        sa.CheckConstraint("status <> 'validated' OR valid_until IS NOT NULL", name="validated_until_a_day"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    title: str = Field(max_length=160)
    body: str = Field(max_length=10_000)
    product: str = Field(default="", max_length=60)
    status: ArticleStatus = Field(default=ArticleStatus.DRAFT, sa_type=enum_type(ArticleStatus, "status"))
    topic_id: UUID | None = Field(default=None, foreign_key="topic.id", ondelete="SET NULL", index=True)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL", index=True)
    thread_id: UUID | None = Field(
        default=None, foreign_key="forum_thread.id", ondelete="SET NULL", index=True
    )
    post_id: UUID | None = Field(default=None, foreign_key="forum_post.id", ondelete="SET NULL", unique=True)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    """Who wrote the solution it comes from."""
    validated_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    validated_at: datetime | None = None
    valid_until: date | None = Field(default=None, index=True)
    outdated_note: str = Field(default="", max_length=400)
    version_count: int = 1
    again_count: int = 0
    """How often somebody came with the same question and stopped here; by whom is not known."""
    changed_at: datetime = Field(default_factory=now)


class ArticleVersion(SQLModel, table=True):
    """What an article said at one time."""

    __tablename__ = "article_version"

    article_id: UUID = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    number: int = Field(primary_key=True)
    title: str = Field(max_length=160)
    body: str = Field(max_length=10_000)
    written_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    written_at: datetime = Field(default_factory=now)


class ArticleWord(SQLModel, table=True):
    """A stem of an article's text, see `core.word_index`."""

    __tablename__ = "article_word"

    word: str = Field(sa_column=sa.Column(folded(40), primary_key=True))
    article_id: UUID = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True)
    weight: int = 1


ARTICLES = table(Article)
VERSIONS = table(ArticleVersion)
WORDS = table(ArticleWord)
