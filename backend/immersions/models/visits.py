"""Tables of the day itself: what a visitor has done of their ten hearts, and their own notes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class Heart(StrEnum):
    """The ten steps of a day, in their order: four before it, three during, three after."""

    KIT = "kit"
    RULES = "rules"
    QUESTIONS = "questions"
    CALENDAR = "calendar"
    ARRIVE = "arrive"
    NOTE = "note"
    GESTURE = "gesture"
    TALK = "talk"
    SEND = "send"
    TELL = "tell"


class Arrival(StrEnum):
    """How an arrival was said: by the visitor's button, by the host's code, or by the host."""

    BUTTON = "button"
    CODE = "code"
    HOST = "host"


class Visit(SQLModel, table=True):
    """What became of a placement: the rules acknowledged, the arrival, or that it could not be."""

    __tablename__ = "visit"
    __table_args__ = (
        sa.CheckConstraint("arrived_at IS NULL OR missed_at IS NULL", name="came_or_not"),
        sa.CheckConstraint("(arrived_at IS NULL) = (arrived_by IS NULL)", name="arrived"),
    )

    placement_id: UUID = Field(foreign_key="placement.id", ondelete="CASCADE", primary_key=True)
    acknowledged_at: datetime | None = None
    arrived_at: datetime | None = None
    arrived_by: Arrival | None = Field(default=None, sa_type=enum_type(Arrival, "arrived_by"))
    missed_at: datetime | None = None


class VisitHeart(SQLModel, table=True):
    """A step that the visitor ticked by hand; the others follow from what was done."""

    __tablename__ = "visit_heart"

    placement_id: UUID = Field(foreign_key="placement.id", ondelete="CASCADE", primary_key=True)
    heart: Heart = Field(sa_column=sa.Column(enum_type(Heart, "heart"), primary_key=True))
    ticked_at: datetime = Field(default_factory=now)


class VisitNote(SQLModel, table=True):
    """An irritant that a visitor noted during the day: theirs alone until they send their debrief."""

    __tablename__ = "visit_note"
    __table_args__ = (sa.CheckConstraint("step_id IS NULL OR handoff_id IS NULL", name="one_place"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    placement_id: UUID = Field(foreign_key="placement.id", ondelete="CASCADE", index=True)
    text: str = Field(max_length=1000)
    step_id: UUID | None = Field(default=None, foreign_key="journey_step.id", ondelete="SET NULL", index=True)
    handoff_id: UUID | None = Field(default=None, foreign_key="handoff.id", ondelete="SET NULL", index=True)
    noted_at: datetime = Field(default_factory=now)


VISITS = table(Visit)
VISIT_HEARTS = table(VisitHeart)
VISIT_NOTES = table(VisitNote)
