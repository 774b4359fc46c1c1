"""Tables of gatherings: when and where, who comes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class Gathering(SQLModel, table=True):
    """A meeting of a circle. `sequence` grows at each change, so that calendars update their entry."""

    __tablename__ = "gathering"
    __table_args__ = (
        sa.Index("ix_gathering_circle_id_starts_at", "circle_id", "starts_at", "id"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    circle_id: UUID = Field(foreign_key="circle.id", ondelete="CASCADE")
    title: str = Field(max_length=160)
    starts_at: datetime
    ends_at: datetime
    time_zone: str = Field(default="Europe/Paris", max_length=64)
    place: str = Field(default="", max_length=200)
    link: str = Field(default="", max_length=500)
    agenda: str = Field(default="", max_length=4000)
    sequence: int = 0
    cancelled_at: datetime | None = None
    created_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)
    changed_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    changed_at: datetime = Field(default_factory=now)


class Reply(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Attendance(SQLModel, table=True):
    """What a member answered to a gathering, and whether they came."""

    __tablename__ = "attendance"

    gathering_id: UUID = Field(foreign_key="gathering.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    reply: Reply | None = Field(default=None, sa_type=enum_type(Reply, "reply"))
    replied_at: datetime | None = None
    attended: bool | None = None
    recorded_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


GATHERINGS = table(Gathering)
ATTENDANCE = table(Attendance)
