"""Tables of cascade messages: the text, who met it, its roll-ups, the questions that travel up."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class MessageStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Message(SQLModel, table=True):
    """A cascade message: the why, what changes, what stays, and a *how* that opens once it is understood.

    Addressed to everybody under the circle's org unit (the company when it has none). A draft may lack
    anything but its title; `right_choice` is the place in `choices`, from 0.
    """

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_circle_id_status_id", "circle_id", "status", "id"),
        sa.CheckConstraint("hours_per_layer > 0", name="hours_positive"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    circle_id: UUID = Field(foreign_key="circle.id", ondelete="CASCADE")
    title: str = Field(max_length=160)
    why: str = Field(default="", max_length=4000)
    what_changes: str = Field(default="", max_length=4000)
    what_stays: str = Field(default="", max_length=4000)
    not_to_say: str = Field(default="", max_length=4000)
    how: list[str] = Field(default_factory=list, sa_type=JSON)
    answers: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    """Likely questions: [{"question": …, "answer": …}]."""
    question: str = Field(default="", max_length=400)
    choices: list[str] = Field(default_factory=list, sa_type=JSON)
    right_choice: int | None = None
    hours_per_layer: int = 72
    status: MessageStatus = Field(default=MessageStatus.DRAFT, sa_type=enum_type(MessageStatus, "status"))
    author_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)
    published_at: datetime | None = None
    people: int = 0
    """How many it was addressed to, counted at publication."""
    addressed_up_to: UUID | None = None
    """The last unit whose people have their row; units come in the order of their ids."""
    addressed_at: datetime | None = None
    """When everybody addressed had their row: at once in a small company, in a minute in a large one."""


class MessageReading(SQLModel, table=True):
    """A person and a message: one row per person addressed, written at its publication or just after.

    `unit_id` and `layer` (the management level) are theirs on that day. A reader who was not addressed, such
    as a member from elsewhere, has no layer and counts nowhere.
    """

    __tablename__ = "message_reading"

    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL")
    layer: int | None = None
    read_at: datetime | None = None
    tries: int = 0
    understood_at: datetime | None = None


class MessageLayer(SQLModel, table=True):
    """Roll-up of a message in one management level: addressed, reached, understood, and by when.

    A layer opens when half of the one above has understood; levels where nobody is addressed have no row.
    """

    __tablename__ = "message_layer"
    __table_args__ = (
        sa.CheckConstraint("understood <= reached AND reached <= headcount", name="counts_are_ordered"),
    )

    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", primary_key=True)
    layer: int = Field(primary_key=True)
    headcount: int
    reached: int = 0
    understood: int = 0
    opened_at: datetime | None = None
    due_at: datetime | None = None
    half_at: datetime | None = None


class MessageUnit(SQLModel, table=True):
    """Roll-up of a message in one org unit (its direct members), with its head on the day of publication.

    `layer` is its deepest member's: the team's deadline is that layer's.
    """

    __tablename__ = "message_unit"
    __table_args__ = (
        sa.Index("ix_message_unit_org_unit_id", "org_unit_id"),
        sa.Index("ix_message_unit_head_id_message_id", "head_id", "message_id"),
        sa.CheckConstraint("understood <= reached AND reached <= headcount", name="counts_are_ordered"),
    )

    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", primary_key=True)
    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    head_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    layer: int
    headcount: int
    reached: int = 0
    reached_at: datetime | None = None
    understood: int = 0
    head_understood: bool = False
    understood_at: datetime | None = None


class UpwardQuestion(SQLModel, table=True):
    """A question that travels back up a message; answered once, for all."""

    __tablename__ = "upward_question"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    asked_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    text: str = Field(max_length=1000)
    asked_at: datetime = Field(default_factory=now)
    answer: str = Field(default="", max_length=4000)
    answered_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    answered_at: datetime | None = None


MESSAGES = table(Message)
MESSAGE_READINGS = table(MessageReading)
MESSAGE_LAYERS = table(MessageLayer)
MESSAGE_UNITS = table(MessageUnit)
UPWARD_QUESTIONS = table(UpwardQuestion)
