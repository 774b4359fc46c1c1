"""Tables of editions: the programme, its dated phases, the part of the company it is for."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class Phase(StrEnum):
    """The phases of an edition, in their order."""

    OFFERS = "offers"
    WISHES = "wishes"
    MATCHING = "matching"
    REVIEW = "review"
    PUBLISHED = "published"
    DAYS = "days"
    DEBRIEF = "debrief"
    CLOSED = "closed"


class ApprovalMode(StrEnum):
    """How a manager's approval is given: by the product, by hand, or by hand from so many hours on."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"
    BELOW_HOURS = "below_hours"


class Edition(SQLModel, table=True):
    """A programme of days in colleagues' jobs.

    `org_unit_id` is the part of the company that runs it (None: the whole company). It is for the people of
    its scope: those of its `edition_unit` rows and below, or of `org_unit_id` where there are none; at its
    `edition_site` rows alone where there are some. `previous_id` is the edition that says who was left out.
    `join_handoffs`: the matching brings the two sides of the handoffs that hurt most together.
    """

    __tablename__ = "edition"
    __table_args__ = (
        sa.CheckConstraint("most_wishes BETWEEN 1 AND 5", name="most_wishes"),
        sa.CheckConstraint("furthest_km IS NULL OR furthest_km > 0", name="furthest_km"),
        sa.CheckConstraint("rest_hours BETWEEN 0 AND 48", name="rest_hours"),
        sa.CheckConstraint(
            "(approval = 'below_hours') = (approval_hours IS NOT NULL)", name="approval_hours"
        ),
        sa.CheckConstraint("previous_id IS NULL OR previous_id <> id", name="not_own_previous"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=120)
    summary: str = Field(default="", max_length=400)
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="RESTRICT", index=True)
    previous_id: UUID | None = Field(default=None, foreign_key="edition.id", ondelete="SET NULL", index=True)
    phase: Phase = Field(default=Phase.OFFERS, sa_type=enum_type(Phase, "phase"))
    time_zone: str = Field(default="Europe/Paris", max_length=64)
    most_wishes: int = 5
    furthest_km: int | None = None
    approval: ApprovalMode = Field(default=ApprovalMode.MANUAL, sa_type=enum_type(ApprovalMode, "approval"))
    approval_hours: int | None = None
    rest_hours: int = 11
    join_handoffs: bool = False
    offer_count: int = 0
    created_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)


class EditionPhase(SQLModel, table=True):
    """When a phase opens by itself (`opens_at`, None: by hand alone), and when it did (`opened_at`)."""

    __tablename__ = "edition_phase"
    __table_args__ = (sa.Index("ix_edition_phase_opens_at", "opens_at"),)

    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE", primary_key=True)
    phase: Phase = Field(sa_column=sa.Column(enum_type(Phase, "phase"), primary_key=True))
    opens_at: datetime | None = None
    opened_at: datetime | None = None
    opened_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class EditionUnit(SQLModel, table=True):
    """A unit in an edition's scope, with everything below it."""

    __tablename__ = "edition_unit"

    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE", primary_key=True)
    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True, index=True)


class EditionSite(SQLModel, table=True):
    """A site in an edition's scope; without any, every site is."""

    __tablename__ = "edition_site"

    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE", primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", ondelete="CASCADE", primary_key=True, index=True)


EDITIONS = table(Edition)
EDITION_PHASES = table(EditionPhase)
EDITION_UNITS = table(EditionUnit)
EDITION_SITES = table(EditionSite)
