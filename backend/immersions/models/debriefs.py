"""The table of debriefs: what a visitor or a host says after the day."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class Side(StrEnum):
    """Who speaks: the one who came, or the one who welcomed."""

    VISITOR = "visitor"
    HOST = "host"


class Debrief(SQLModel, table=True):
    """What somebody says of a date they came to or hosted; its irritants are journeys', sourced here.

    `quote` may be told to everybody, with the author's given name, where `quote_shared`.
    """

    __tablename__ = "debrief"
    __table_args__ = (
        sa.UniqueConstraint("slot_id", "person_id"),
        sa.Index("ix_debrief_edition_id_quote_shared_id", "edition_id", "quote_shared", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    slot_id: UUID = Field(foreign_key="slot.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    side: Side = Field(sa_type=enum_type(Side, "side"))
    surprised: str = Field(default="", max_length=2000)
    customers_expect: str = Field(default="", max_length=2000)
    colleagues_live: str = Field(default="", max_length=2000)
    ideas: str = Field(default="", max_length=2000)
    quote: str = Field(default="", max_length=400)
    quote_shared: bool = False
    submitted_at: datetime = Field(default_factory=now)


DEBRIEFS = table(Debrief)
