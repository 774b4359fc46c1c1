"""Tables of the charter, its signatures, and the perks it opens."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.circles.models.circles import CircleKind
from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class Charter(SQLModel, table=True):
    """A version of what ambassadors sign; the newest published version of a slug is the one in force."""

    __tablename__ = "charter"
    __table_args__ = (sa.UniqueConstraint("slug", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=80)
    version: int
    title: dict[str, str] = Field(sa_type=JSON)
    mission: dict[str, str] = Field(sa_type=JSON)
    values: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    rules: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    published_at: datetime = Field(default_factory=now)
    published_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class CharterSignature(SQLModel, table=True):
    __tablename__ = "charter_signature"

    charter_id: UUID = Field(foreign_key="charter.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    signed_at: datetime = Field(default_factory=now)


class Perk(SQLModel, table=True):
    """Preferential conditions on a product, for members who have signed the charter in force."""

    __tablename__ = "perk"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    product: str = Field(max_length=120, unique=True)
    offer: dict[str, str] = Field(sa_type=JSON)
    kind: CircleKind | None = Field(default=None, sa_type=enum_type(CircleKind, "kind"))
    ends_on: date | None = None


CHARTERS = table(Charter)
CHARTER_SIGNATURES = table(CharterSignature)
PERKS = table(Perk)
