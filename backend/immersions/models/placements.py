"""Tables of placements: who goes where once a run is published, and who waits for a place to be freed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class PlacementSource(StrEnum):
    """A run gave it, a waiting list did, or it stands for a date that was cancelled or moved."""

    RUN = "run"
    WAITING_LIST = "waiting_list"
    INSTEAD = "instead"


class PlacementEnd(StrEnum):
    """Why a placement is over before its day: given back, left for another, or its date is no more."""

    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    LOST = "lost"


class Placement(SQLModel, table=True):
    """A person's place. It is theirs until `ended_at`; one person has one at a time in an edition."""

    __tablename__ = "placement"
    __table_args__ = (
        sa.Index(
            "uq_placement_current",
            "edition_id",
            "person_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name="ended"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    slot_id: UUID = Field(foreign_key="slot.id", ondelete="CASCADE", index=True)
    rank: int | None = None
    source: PlacementSource = Field(sa_type=enum_type(PlacementSource, "source"))
    placed_at: datetime = Field(default_factory=now)
    ended_at: datetime | None = None
    ended_as: PlacementEnd | None = Field(default=None, sa_type=enum_type(PlacementEnd, "ended_as"))


class WaitingStatus(StrEnum):
    """In the list; offered a place; and the ways out of the list."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"


class Waiting(SQLModel, table=True):
    """Somebody in a run's list for an offer; the lists of the published run are those that live.

    `slot_ids` are the dates they may have. A place offered to them is `offered_slot_id` until `expires_at`,
    and is nobody else's meanwhile.
    """

    __tablename__ = "waiting"
    __table_args__ = (
        sa.UniqueConstraint("run_id", "offer_id", "position"),
        sa.CheckConstraint(
            "(status = 'offered') = (offered_slot_id IS NOT NULL AND expires_at IS NOT NULL)", name="offered"
        ),
    )

    run_id: UUID = Field(foreign_key="matching_run.id", ondelete="CASCADE", primary_key=True)
    offer_id: UUID = Field(foreign_key="offer.id", ondelete="CASCADE", primary_key=True, index=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    position: int
    rank: int
    slot_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    status: WaitingStatus = Field(default=WaitingStatus.WAITING, sa_type=enum_type(WaitingStatus, "status"))
    offered_slot_id: UUID | None = Field(default=None, foreign_key="slot.id", ondelete="CASCADE", index=True)
    expires_at: datetime | None = None
    changed_at: datetime | None = None


PLACEMENTS = table(Placement)
WAITING = table(Waiting)
