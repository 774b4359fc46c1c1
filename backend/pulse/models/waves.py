"""Tables of waves: when one asks, whom it asked, the key of its ballots."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class WaveStatus(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"


class GroupKind(StrEnum):
    """The attributes of people that results are cut by."""

    UNIT = "unit"
    SITE = "site"
    JOB_FAMILY = "job_family"


class Wave(SQLModel, table=True):
    """One time a survey asks. `opens_at` and `closes_at` are planned, `opened_at` and `closed_at` happened.

    Frozen at opening: `k`, `comment_k`, `invited`, `version` (of the survey's questions), `is_drawn` (those
    asked are a sample), `is_partial` (they are not everybody of the survey's part of the company). `rate` is
    the company's participation: to 5 % and refreshed daily, all that is known before closing; none between
    close and seal; then what the rules let it tell.
    """

    __tablename__ = "wave"
    __table_args__ = (
        sa.UniqueConstraint("survey_id", "number"),
        sa.Index(
            "uq_wave_current",
            "survey_id",
            unique=True,
            sqlite_where=sa.text("status IN ('planned', 'open')"),
            postgresql_where=sa.text("status IN ('planned', 'open')"),
        ),
        sa.Index("ix_wave_status_opens_at", "status", "opens_at"),
        sa.Index("ix_wave_status_closes_at", "status", "closes_at"),
        sa.CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        sa.CheckConstraint("status = 'planned' OR (k >= 5 AND comment_k >= 10)", name="floor"),
        sa.CheckConstraint("rate IS NULL OR rate BETWEEN 0 AND 100", name="rate"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    survey_id: UUID = Field(foreign_key="survey.id", ondelete="RESTRICT")
    number: int
    version: int
    status: WaveStatus = Field(default=WaveStatus.PLANNED, sa_type=enum_type(WaveStatus, "status"))
    k: int | None = None
    comment_k: int | None = None
    invited: int = 0
    is_drawn: bool = False
    is_partial: bool = False
    opens_at: datetime
    closes_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    sealed_at: datetime | None = None
    rate: int | None = None
    rated_on: date | None = None
    reminded_at: datetime | None = None
    created_at: datetime = Field(default_factory=now)


class WaveKey(SQLModel, table=True):
    """The wave's random key, wrapped with the house's secret: the row goes, and what it sealed is noise."""

    __tablename__ = "wave_key"

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    wrapped: bytes


class WaveAudience(SQLModel, table=True):
    """Who was asked, with their groups on the day of the opening. Says nothing of who answered.

    People are kept without a foreign key: whoever is erased since is still one who was asked, and their
    leaving counts as a change of their groups.
    """

    __tablename__ = "wave_audience"

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(primary_key=True, index=True)
    unit_id: UUID | None = None
    site_id: UUID | None = None
    job_family_id: UUID | None = None


class WaveGroup(SQLModel, table=True):
    """A group on the day of the opening: its parent and how many were asked in it (all below, for a unit).

    `counted_as` is the group its ballots name: itself, or its nearest ancestor with at least k people asked;
    none means the whole company. Every ancestor of an asked person's unit has a row. Ids are kept without a
    foreign key: this is the tree of that day.
    """

    __tablename__ = "wave_group"

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    kind: GroupKind = Field(sa_type=enum_type(GroupKind, "kind"), primary_key=True)
    group_id: UUID = Field(primary_key=True)
    parent_id: UUID | None = None
    invited: int
    counted_as: UUID | None = None


class PulseInvitation(SQLModel, table=True):
    """A day on which a person was asked: what the limit of pressure counts, and forgets after its period."""

    __tablename__ = "pulse_invitation"
    __table_args__ = (sa.Index("ix_pulse_invitation_invited_on", "invited_on"),)

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True, index=True)
    invited_on: date


WAVES = table(Wave)
WAVE_KEYS = table(WaveKey)
WAVE_AUDIENCES = table(WaveAudience)
WAVE_GROUPS = table(WaveGroup)
PULSE_INVITATIONS = table(PulseInvitation)
