"""Tables of offers: where one is welcomed, on which dates, by whom, how many at a time."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class OfferStatus(StrEnum):
    """A host drafts and proposes; a CX leader opens it to wishes, or declines it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    OPEN = "open"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Offer(SQLModel, table=True):
    """A place to come to, in an edition. `wish_count` is kept by the verbs of wishes, `search` is folded.

    `place_count` is the places of its slots, `first_starts_at` the start of the first of them. `swapper_id`
    is who offers their own day in exchange for another's; None where one comes without being visited.
    """

    __tablename__ = "offer"
    __table_args__ = (
        sa.CheckConstraint("wish_count >= 0 AND place_count >= 0", name="counters"),
        sa.Index(
            "uq_offer_swap",
            "edition_id",
            "swapper_id",
            unique=True,
            sqlite_where=sa.text("swapper_id IS NOT NULL AND status <> 'withdrawn'"),
            postgresql_where=sa.text("swapper_id IS NOT NULL AND status <> 'withdrawn'"),
        ),
        sa.Index(
            "ix_offer_swapper_id",
            "swapper_id",
            sqlite_where=sa.text("swapper_id IS NOT NULL"),
            postgresql_where=sa.text("swapper_id IS NOT NULL"),
        ),
        sa.Index(
            "ix_offer_edition_id_status_first_starts_at_id", "edition_id", "status", "first_starts_at", "id"
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    activity_id: UUID = Field(foreign_key="activity.id", ondelete="RESTRICT", index=True)
    title: str = Field(max_length=160)
    search: str = Field(default="", max_length=600)
    description: str = Field(default="", max_length=4000)
    site_id: UUID | None = Field(default=None, foreign_key="site.id", ondelete="SET NULL", index=True)
    accessibility: str = Field(default="", max_length=500)
    to_bring: str = Field(default="", max_length=500)
    status: OfferStatus = Field(default=OfferStatus.DRAFT, sa_type=enum_type(OfferStatus, "status"))
    note: str = Field(default="", max_length=500)
    place_count: int = 0
    wish_count: int = 0
    first_starts_at: datetime
    created_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=now)
    swapper_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    decided_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    decided_at: datetime | None = None


class Slot(SQLModel, table=True):
    """One date of an offer. `placed_count` is kept in the statement that decides a place.

    `edition_id` is its offer's, and `day` is that of its start on the edition's clocks.
    """

    __tablename__ = "slot"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("capacity > 0 AND minimum BETWEEN 0 AND capacity", name="capacity"),
        sa.CheckConstraint("placed_count BETWEEN 0 AND capacity", name="never_over_capacity"),
        sa.Index("ix_slot_offer_id_starts_at", "offer_id", "starts_at", "id"),
        sa.Index("ix_slot_edition_id_day", "edition_id", "day"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    offer_id: UUID = Field(foreign_key="offer.id", ondelete="CASCADE")
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    day: date
    starts_at: datetime
    ends_at: datetime
    capacity: int = 1
    minimum: int = 0
    placed_count: int = 0
    cancelled_at: datetime | None = None


class SlotHost(SQLModel, table=True):
    """Who hosts that date; `acknowledged_at` is when they acknowledged the rules of the day."""

    __tablename__ = "slot_host"

    slot_id: UUID = Field(foreign_key="slot.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    acknowledged_at: datetime | None = None


OFFERS = table(Offer)
SLOTS = table(Slot)
SLOT_HOSTS = table(SlotHost)
