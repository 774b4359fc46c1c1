"""Tables of wishes: what each asks for, what holds them back, what their manager says, who had nothing."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class Wish(SQLModel, table=True):
    """A wish for an offer; rank 1 is the first. A person's ranks in an edition follow one another from 1."""

    __tablename__ = "wish"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "person_id", "rank"),
        sa.UniqueConstraint("person_id", "offer_id"),
        sa.CheckConstraint("rank BETWEEN 1 AND 5", name="rank"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    offer_id: UUID = Field(foreign_key="offer.id", ondelete="CASCADE", index=True)
    rank: int
    made_at: datetime = Field(default_factory=now)


class Participant(SQLModel, table=True):
    """What somebody who wishes said of themselves for one edition.

    `days` are ISO dates on the edition's clocks, None for any; `needs` are shown to nobody but the host
    of the final placement.
    """

    __tablename__ = "participant"
    __table_args__ = (sa.CheckConstraint("furthest_km IS NULL OR furthest_km > 0", name="furthest_km"),)

    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    days: list[str] | None = Field(default=None, sa_type=JSON)
    furthest_km: int | None = None
    needs: str = Field(default="", max_length=500)
    changed_at: datetime = Field(default_factory=now)


class ApprovalStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


class Approval(SQLModel, table=True):
    """What the manager of somebody who wishes says of their absence for one offer.

    `decided_by_id` is None where the edition approves by itself.
    """

    __tablename__ = "approval"
    __table_args__ = (
        sa.Index("ix_approval_manager_id_status", "manager_id", "status"),
        sa.Index("ix_approval_edition_id_status", "edition_id", "status"),
    )

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    offer_id: UUID = Field(foreign_key="offer.id", ondelete="CASCADE", primary_key=True, index=True)
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    manager_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    status: ApprovalStatus = Field(sa_type=enum_type(ApprovalStatus, "status"))
    note: str = Field(default="", max_length=500)
    asked_at: datetime = Field(default_factory=now)
    decided_at: datetime | None = None
    decided_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class LeftOut(SQLModel, table=True):
    """Somebody who wished in this edition and had nothing: in the next one they come first."""

    __tablename__ = "left_out"

    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)


WISHES = table(Wish)
PARTICIPANTS = table(Participant)
APPROVALS = table(Approval)
LEFT_OUT = table(LeftOut)
