"""The table of commitments."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id

ITSELF = "commitment"
"""The source of what tells of a promise itself, rather than of what it answers."""


class Fate(StrEnum):
    """What became of a promise: `LATE` is kept, after its date."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    DROPPED = "dropped"

    @property
    def is_kept(self) -> bool:
        return self in {Fate.KEPT, Fate.LATE}


class Commitment(SQLModel, table=True):
    """A promise with its owner and its date.

    `due_on` may move while it is open; `first_due_on` stays what was said first. `source_id` has no foreign
    key: what a promise answers lives in the slices above.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        sa.Index("ix_commitment_source", "source_kind", "source_id"),
        sa.Index("ix_commitment_owner_id_fate_due_on", "owner_id", "fate", "due_on"),
        sa.CheckConstraint("(fate = 'open') = (closed_at IS NULL)", name="closed_with_its_fate"),
        sa.CheckConstraint("fate <> 'dropped' OR reason <> ''", name="dropped_with_a_reason"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    what: str = Field(max_length=400)
    owner_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    source_kind: str = Field(max_length=40)
    source_id: UUID
    due_on: date
    first_due_on: date
    moves: int = 0
    fate: Fate = Field(default=Fate.OPEN, sa_type=enum_type(Fate, "fate"))
    reason: str = Field(default="", max_length=1000)
    """Why it was dropped, or why its date last moved."""
    made_at: datetime = Field(default_factory=now)
    closed_at: datetime | None = None


COMMITMENTS = table(Commitment)
