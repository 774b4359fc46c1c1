"""An issue as it is composed, discussed and signed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.candidates import Section
from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class State(StrEnum):
    """Where an issue stands; `backend.digests.states` says what follows what."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SIGNED = "signed"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"


_ALIVE = sa.text("status <> 'cancelled'")


class Issue(SQLModel, table=True):
    """The letter of one audience about one month; languages are versions of it.

    `audience` is the org unit's id as text, or "company". `headline` and `word` are texts by language.
    Counts are kept by the delivery; `rate` is messages a second, as last measured.
    """

    __tablename__ = "digest_issue"
    __table_args__ = (
        sa.Index(
            "uq_digest_issue_audience_month",
            "audience",
            "month",
            unique=True,
            sqlite_where=_ALIVE,
            postgresql_where=_ALIVE,
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_review', 'cancelled') OR signed_at IS NOT NULL", name="sent_when_signed"
        ),
        sa.CheckConstraint("status <> 'scheduled' OR scheduled_at IS NOT NULL", name="scheduled_for_a_time"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    number: int = Field(unique=True)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="CASCADE", index=True)
    audience: str = Field(max_length=36)
    month: date
    status: State = Field(default=State.DRAFT, sa_type=enum_type(State, "status"), index=True)
    revision: int = 1
    headline: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    word: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    word_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    delegate_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    """Whom the sponsor lets sign this issue in their name."""
    signed_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    signed_for_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    """In whose name a delegate signed."""
    signed_at: datetime | None = None
    created_at: datetime = Field(default_factory=now)
    scheduled_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    spell: int = 0
    """How often its sending began or was resumed."""
    recipients: int = 0
    sent: int = 0
    failed: int = 0
    bounced: int = 0
    gone: int = 0
    unsubscribed: int = 0
    archive_reads: int = 0
    rate: float = 0


class Item(SQLModel, table=True):
    """Something that an issue tells, or might: `place` is its rank in its section, None while not chosen.

    `offered` is its title and summary as the slice offered them, before anybody rewrote them.
    """

    __tablename__ = "digest_item"
    __table_args__ = (
        sa.UniqueConstraint("issue_id", "section", "source_kind", "source_id"),
        sa.Index("ix_digest_item_issue_id_section_place", "issue_id", "section", "place"),
        sa.Index("ix_digest_item_source_kind_source_id", "source_kind", "source_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    issue_id: UUID = Field(foreign_key="digest_issue.id", ondelete="CASCADE")
    section: Section = Field(sa_type=enum_type(Section, "section"))
    place: int | None = None
    source_kind: str = Field(max_length=40)
    source_id: UUID
    title: dict[str, str] = Field(sa_type=JSON)
    summary: dict[str, str] = Field(sa_type=JSON)
    offered: list[dict[str, str]] = Field(sa_type=JSON)
    quote: dict[str, str] | None = Field(default=None, sa_type=JSON)
    by: str = Field(default="", max_length=200)
    consent: bool = False
    url: str = Field(max_length=400)
    happened_on: date
    lineage: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    figures: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class Version(SQLModel, table=True):
    """What an issue said after a change; `content` is a `content.Content`."""

    __tablename__ = "digest_version"

    issue_id: UUID = Field(foreign_key="digest_issue.id", ondelete="CASCADE", primary_key=True)
    revision: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    at: datetime = Field(default_factory=now)


class Remark(SQLModel, table=True):
    """What editor and reviewers say to each other about an issue; a rejection says why."""

    __tablename__ = "digest_remark"
    __table_args__ = (sa.Index("ix_digest_remark_issue_id_id", "issue_id", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    issue_id: UUID = Field(foreign_key="digest_issue.id", ondelete="CASCADE")
    by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    text: str = Field(max_length=2000)
    is_rejection: bool = False
    at: datetime = Field(default_factory=now)


ISSUES = table(Issue)
ITEMS = table(Item)
VERSIONS = table(Version)
REMARKS = table(Remark)
