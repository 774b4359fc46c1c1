"""The table of reports, their numbers, and the codes of anonymous authors."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class Kind(StrEnum):
    BUG = "bug"
    IDEA = "idea"
    SIMPLIFICATION = "simplification"
    GOOD_PRACTICE = "good_practice"
    WORKING_CONDITIONS = "working_conditions"
    IRRITANT = "irritant"


class Signature(StrEnum):
    """How the author signs; of an anonymous one nothing is stored."""

    NAME = "name"
    PSEUDONYM = "pseudonym"
    ANONYMOUS = "anonymous"


class Status(StrEnum):
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    DECLINED = "declined"
    DUPLICATE = "duplicate"


def _index(name: str, *columns: str, where: str) -> sa.Index:
    """An index of some rows: the planners of both databases have no worse one to take for their lists."""
    some = sa.text(where)
    return sa.Index(f"ix_report_{name}", *columns, sqlite_where=some, postgresql_where=some)


class Report(SQLModel, table=True):
    """Something said, and how far its answer has come.

    `zone` and `subdivision` are the calendar of its clock, fixed at receipt; the `clock_` columns and
    `answered_at` are `clock.Clock`'s. Counts are kept by the verbs that change them. An anonymous report's
    `id` is random and its `received_at` is the midnight that began its day.
    """

    __tablename__ = "report"
    __table_args__ = (
        sa.Index("ix_report_author_id_received_at_number", "author_id", "received_at", "number"),
        sa.Index("ix_report_status_received_at_number", "status", "received_at", "number"),
        _index("listed_newest", "received_at", "number", where="duplicate_of_id IS NULL"),
        _index("listed_most_voted", "vote_count", "number", where="duplicate_of_id IS NULL"),
        sa.Index(
            "uq_report_source",
            "source_kind",
            "source_id",
            unique=True,
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        ),
        _index("merged", "duplicate_of_id", where="duplicate_of_id IS NOT NULL"),
        _index("merged_into", "merged_into_id", where="merged_into_id IS NOT NULL"),
        _index("unanswered_oldest", "received_at", "number", where="answered_at IS NULL"),
        _index("unanswered_due", "clock_due_at", where="answered_at IS NULL"),
        _index(
            "escalated",
            "topic_id",
            "clock_due_at",
            where="escalated_at IS NOT NULL AND answered_at IS NULL",
        ),
        sa.CheckConstraint("signature <> 'anonymous' OR author_id IS NULL", name="nobody_behind_anonymous"),
        sa.CheckConstraint("status <> 'declined' OR reason <> ''", name="declined_with_a_reason"),
        sa.CheckConstraint("status <> 'delivered' OR evidence <> ''", name="delivered_with_evidence"),
        sa.CheckConstraint(
            "(status = 'duplicate') = (duplicate_of_id IS NOT NULL)", name="duplicate_of_another"
        ),
        sa.CheckConstraint(
            "(merged_into_id IS NULL) = (duplicate_of_id IS NULL)", name="merged_where_it_goes_on"
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    number: int = Field(unique=True)
    kind: Kind = Field(sa_type=enum_type(Kind, "kind"))
    status: Status = Field(default=Status.RECEIVED, sa_type=enum_type(Status, "status"))
    title: str = Field(max_length=160)
    body: str = Field(default="", max_length=10_000)
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    signature: Signature = Field(sa_type=enum_type(Signature, "signature"))
    pseudonym: str = Field(default="", max_length=40)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL", index=True)
    topic_id: UUID | None = Field(default=None, foreign_key="topic.id", ondelete="SET NULL", index=True)
    step_id: UUID | None = Field(default=None, foreign_key="journey_step.id", ondelete="SET NULL", index=True)
    handoff_id: UUID | None = Field(default=None, foreign_key="handoff.id", ondelete="SET NULL", index=True)
    irritant_id: UUID | None = Field(default=None, foreign_key="irritant.id", ondelete="SET NULL", index=True)
    """What it was promoted from, seen on a customer's journey."""
    source_kind: str | None = Field(default=None, max_length=40)
    source_id: UUID | None = None
    """The kind and the id of what else it was promoted from: the idea of a debrief."""
    received_at: datetime
    completed_at: datetime | None = None

    zone: str = Field(max_length=40)
    subdivision: str = Field(default="", max_length=8)
    clock_runs_from: datetime
    clock_counted: int = 0
    clock_due_at: datetime
    clock_very_late_at: datetime
    answered_at: datetime | None = None
    answered_in: int | None = None
    """Working days the official response took."""
    escalated_at: datetime | None = None

    accepted_at: datetime | None = None
    apply_by: date | None = None
    reason: str = Field(default="", max_length=2000)
    evidence: str = Field(default="", max_length=2000)
    delivered_at: datetime | None = None
    verify_on: date | None = None
    kept_from: date | None = None
    contested_at: datetime | None = None
    kept_at: datetime | None = None

    duplicate_of_id: UUID | None = Field(default=None, foreign_key="report.id", ondelete="CASCADE")
    """The report where everything goes on, which is itself no duplicate."""
    merged_into_id: UUID | None = Field(default=None, foreign_key="report.id", ondelete="CASCADE")
    """The report it was merged with, which may have been merged with another since."""
    status_before: Status | None = Field(default=None, sa_type=enum_type(Status, "status_before"))
    """What an un-merged report goes back to."""

    vote_count: int = 0
    follower_count: int = 0
    comment_count: int = 0
    holds_count: int = 0


class ReportNumber(SQLModel, table=True):
    """Gives each report its public number, in turn and without a wait."""

    __tablename__ = "report_number"
    __table_args__ = {"sqlite_autoincrement": True}

    number: int | None = Field(default=None, primary_key=True)


class FollowUp(SQLModel, table=True):
    """The SHA-256 of the code under which an anonymous author finds their report again."""

    __tablename__ = "report_follow_up"

    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE", primary_key=True)
    code_hash: str = Field(max_length=64, unique=True)


REPORTS = table(Report)
NUMBERS = table(ReportNumber)
FOLLOW_UPS = table(FollowUp)
