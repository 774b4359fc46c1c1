"""Tables of journeys: the steps a customer goes through, the handoffs between them, what hurts there."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class Frequency(StrEnum):
    ONCE = "once"
    SOMETIMES = "sometimes"
    OFTEN = "often"
    EVERY_TIME = "every_time"


class IrritantStatus(StrEnum):
    NOTED = "noted"
    SENT_ON = "sent_on"


class Journey(SQLModel, table=True):
    """What a customer goes through, end to end; the conductor owns the whole. No unit: the whole company."""

    __tablename__ = "journey"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    summary: str = Field(default="", max_length=400)
    conductor_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="RESTRICT", index=True)
    created_at: datetime = Field(default_factory=now)


class Step(SQLModel, table=True):
    """A step of a journey. Steps of one `position` are alternatives, side by side in their `lane`."""

    __tablename__ = "journey_step"
    __table_args__ = (
        sa.UniqueConstraint("journey_id", "position", "lane"),
        sa.CheckConstraint("position >= 1 AND lane IN (0, 1)", name="on_the_map"),
        sa.CheckConstraint("irritant_count >= 0", name="counter"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    journey_id: UUID = Field(foreign_key="journey.id", ondelete="CASCADE")
    position: int
    lane: int = 0
    name: str = Field(max_length=80)
    irritant_count: int = 0


class Handoff(SQLModel, table=True):
    """Where one step hands the customer over to the next, with an owner on each side."""

    __tablename__ = "handoff"
    __table_args__ = (
        sa.UniqueConstraint("from_step_id", "to_step_id"),
        sa.CheckConstraint("from_step_id <> to_step_id", name="between_two_steps"),
        sa.CheckConstraint("irritant_count >= 0", name="counter"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    journey_id: UUID = Field(foreign_key="journey.id", ondelete="CASCADE", index=True)
    from_step_id: UUID = Field(foreign_key="journey_step.id", ondelete="CASCADE")
    to_step_id: UUID = Field(foreign_key="journey_step.id", ondelete="CASCADE", index=True)
    from_owner_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    to_owner_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    irritant_count: int = 0


class Irritant(SQLModel, table=True):
    """What hurts a customer, on one step or one handoff. Nothing here names who noted it.

    `source_kind` and `source_id` say what it came from (a debrief, a report, a workshop), `target_kind` and
    `target_id` what it became once sent on. `org_unit_id` is the part of the company where it was seen.
    """

    __tablename__ = "irritant"
    __table_args__ = (
        sa.CheckConstraint("(step_id IS NULL) <> (handoff_id IS NULL)", name="one_place"),
        sa.CheckConstraint("(status = 'sent_on') = (sent_on_at IS NOT NULL)", name="dated_when_sent_on"),
        sa.Index("ix_irritant_journey_id_id", "journey_id", "id"),
        sa.Index("ix_irritant_step_id_id", "step_id", "id"),
        sa.Index("ix_irritant_handoff_id_id", "handoff_id", "id"),
        sa.Index("ix_irritant_source_kind_source_id", "source_kind", "source_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    journey_id: UUID = Field(foreign_key="journey.id", ondelete="CASCADE")
    step_id: UUID | None = Field(default=None, foreign_key="journey_step.id", ondelete="CASCADE")
    handoff_id: UUID | None = Field(default=None, foreign_key="handoff.id", ondelete="CASCADE")
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="SET NULL", index=True)
    text: str = Field(max_length=1000)
    frequency: Frequency = Field(sa_type=enum_type(Frequency, "frequency"))
    status: IrritantStatus = Field(default=IrritantStatus.NOTED, sa_type=enum_type(IrritantStatus, "status"))
    source_kind: str = Field(max_length=40)
    source_id: UUID | None = None
    target_kind: str | None = Field(default=None, max_length=40)
    target_id: UUID | None = None
    noted_at: datetime = Field(default_factory=now)
    sent_on_at: datetime | None = None


class ReviewKind(StrEnum):
    REVIEW = "review"
    WORKSHOP = "workshop"


class Review(SQLModel, table=True):
    """A dated review of a journey, or a workshop about it.

    What was found there are irritants, and what was decided commitments, whose source is this row: its
    `source_kind` is `review`.
    """

    __tablename__ = "journey_review"
    __table_args__ = (sa.Index("ix_journey_review_journey_id_held_on", "journey_id", "held_on", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    journey_id: UUID = Field(foreign_key="journey.id", ondelete="CASCADE")
    kind: ReviewKind = Field(sa_type=enum_type(ReviewKind, "kind"))
    title: str = Field(max_length=120)
    held_on: date
    summary: str = Field(default="", max_length=2000)
    told_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    told_at: datetime = Field(default_factory=now)


JOURNEYS = table(Journey)
REVIEWS = table(Review)
STEPS = table(Step)
HANDOFFS = table(Handoff)
IRRITANTS = table(Irritant)
