"""Tables of signals: what other tools warn of, what was counted each day, and what rises."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class SignalKind(StrEnum):
    WEATHER = "weather"
    NETWORK = "network"
    OTHER = "other"


class Severity(StrEnum):
    INFORMATION = "information"
    WARNING = "warning"
    SEVERE = "severe"


class Subject(StrEnum):
    """What is counted: what is said on a step or handoff, from a site, about a product."""

    STEP = "step"
    SITE = "site"
    PRODUCT = "product"


class Signal(SQLModel, table=True):
    """Something customers will call about, at some sites, for a time; `advice` is what to tell them first.

    `region` is the one it was pushed for, empty for a list of sites. A tool that pushes the same
    `external_reference` again corrects what it said.
    """

    __tablename__ = "signal"
    __table_args__ = (
        sa.Index("ix_signal_ends_at_starts_at", "ends_at", "starts_at", "id"),
        sa.CheckConstraint("ends_at > starts_at", name="lasts"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: SignalKind = Field(sa_type=enum_type(SignalKind, "kind"))
    severity: Severity = Field(sa_type=enum_type(Severity, "severity"))
    title: str = Field(max_length=160)
    advice: str = Field(max_length=2000)
    region: str = Field(default="", max_length=80)
    external_reference: str | None = Field(default=None, max_length=80, unique=True)
    starts_at: datetime
    ends_at: datetime
    pushed_at: datetime = Field(default_factory=now)


class SignalSite(SQLModel, table=True):
    """A site that a signal concerns; those of a region are listed when it is pushed."""

    __tablename__ = "signal_site"

    signal_id: UUID = Field(foreign_key="signal.id", ondelete="CASCADE", primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", ondelete="CASCADE", primary_key=True, index=True)


class DayCount(SQLModel, table=True):
    """How often something was said of a subject on a day of the company; subjects are never crossed.

    `subject` is the id of a step, a handoff or a site, or the name of a product.
    """

    __tablename__ = "signal_count"

    kind: Subject = Field(sa_column=sa.Column(enum_type(Subject, "kind"), primary_key=True))
    subject: str = Field(max_length=80, primary_key=True)
    day: date = Field(primary_key=True, index=True)
    times: int


class Rising(SQLModel, table=True):
    """A subject said more often in the last seven days than its eight weeks before explain.

    `expected` is what seven days of those weeks hold, `p_value` the adjusted one, `since` when it was found.
    """

    __tablename__ = "signal_rising"

    kind: Subject = Field(sa_column=sa.Column(enum_type(Subject, "kind"), primary_key=True))
    subject: str = Field(max_length=80, primary_key=True)
    name: str = Field(max_length=200)
    journey_id: UUID | None = Field(default=None, foreign_key="journey.id", ondelete="CASCADE", index=True)
    recent: int
    expected: float
    p_value: float
    since: date


SIGNALS = table(Signal)
SIGNAL_SITES = table(SignalSite)
COUNTS = table(DayCount)
RISING = table(Rising)
