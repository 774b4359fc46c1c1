"""What is said under a report: comments, notes, questions to the author; its steps; official responses."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id
from backend.reports.models.reports import Status


class PostKind(StrEnum):
    """Notes are for those who answer; a question stops the clock until its answer."""

    COMMENT = "comment"
    NOTE = "note"
    QUESTION = "question"
    ANSWER = "answer"


class Post(SQLModel, table=True):
    """Something said under a report. `from_author` says it is the author's, whoever that is."""

    __tablename__ = "report_post"
    __table_args__ = (sa.Index("ix_report_post_report_id_posted_at", "report_id", "posted_at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE")
    kind: PostKind = Field(default=PostKind.COMMENT, sa_type=enum_type(PostKind, "kind"))
    text: str = Field(max_length=4000)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    from_author: bool = False
    posted_at: datetime = Field(default_factory=now)


class Response(SQLModel, table=True):
    """An official response, or a later entry of it: never changed, only followed by another."""

    __tablename__ = "report_response"
    __table_args__ = (sa.Index("ix_report_response_report_id_said_at", "report_id", "said_at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE")
    doing: str = Field(default="", max_length=2000)
    not_doing: str = Field(default="", max_length=2000)
    by_when: str = Field(default="", max_length=400)
    said_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    said_at: datetime = Field(default_factory=now)


class Step(SQLModel, table=True):
    """A status that a report reached, for its story."""

    __tablename__ = "report_step"
    __table_args__ = (sa.Index("ix_report_step_report_id_at", "report_id", "at", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE")
    status: Status = Field(sa_type=enum_type(Status, "status"))
    by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    note: str = Field(default="", max_length=2000)
    at: datetime = Field(default_factory=now)


POSTS = table(Post)
RESPONSES = table(Response)
STEPS = table(Step)
