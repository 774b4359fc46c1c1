"""Tables of surveys: a series, the questions of each of its versions, whom it asks and how often."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class SurveyStatus(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"


class Rhythm(StrEnum):
    """How often a wave opens: when somebody says so, or on the last working day of a month or a quarter."""

    BY_HAND = "by_hand"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class QuestionKind(StrEnum):
    RECOMMENDATION = "recommendation"
    """0 to 10."""
    AGREEMENT = "agreement"
    """1 to 5."""
    SINGLE = "single"
    """One of the choices."""
    MULTIPLE = "multiple"
    """Any of the choices."""
    TEXT = "text"
    """The survey's free text: at most one, asked last, answered on the check page."""


class SurveyTheme(StrEnum):
    CUSTOMERS = "customers"
    LISTENING = "listening"
    MEANS = "means"
    COOPERATION = "cooperation"
    MANAGEMENT = "management"
    RECOGNITION = "recognition"
    MEANING = "meaning"
    BALANCE = "balance"


class AudienceKind(StrEnum):
    UNIT = "unit"
    SITE = "site"
    JOB_FAMILY = "job_family"
    CIRCLE = "circle"


class Survey(SQLModel, table=True):
    """A series of waves. `version` is the content being written, or in use when it has opened a wave.

    `org_unit_id` is its root: the part of the company it is for, and whose HR leaders run it (none: all).
    `sample_size` draws that many of the audience, nobody twice running; none asks everybody. A wave stays
    open `open_days` days; everybody invited is reminded alike `remind_after_days` days after its opening.
    """

    __tablename__ = "survey"
    __table_args__ = (
        sa.CheckConstraint("version > 0", name="version_positive"),
        sa.CheckConstraint("sample_size IS NULL OR sample_size > 0", name="sample_positive"),
        sa.CheckConstraint("open_days BETWEEN 1 AND 31", name="open_days"),
        sa.CheckConstraint(
            "remind_after_days IS NULL OR (remind_after_days > 0 AND remind_after_days < open_days)",
            name="reminder_while_open",
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    title: dict[str, str] = Field(sa_type=JSON)
    promise: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """Why people are asked, said before the first question, in both languages."""
    status: SurveyStatus = Field(default=SurveyStatus.DRAFT, sa_type=enum_type(SurveyStatus, "status"))
    version: int = 1
    org_unit_id: UUID | None = Field(default=None, foreign_key="org_unit.id", ondelete="RESTRICT", index=True)
    rhythm: Rhythm = Field(default=Rhythm.BY_HAND, sa_type=enum_type(Rhythm, "rhythm"))
    open_days: int = 7
    remind_after_days: int | None = 3
    sample_size: int | None = None
    created_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now)


class SurveyQuestion(SQLModel, table=True):
    """A question of one version of a survey. `key` is the same from version to version: trends follow it.

    `choices` are [{"key": …, "fr": …, "en": …}]. `shown_if` is {"question": key, "values": […]}: asked only
    of those who gave one of these values to an earlier question. `measures_id` is the commitment whose effect
    it measures again.
    """

    __tablename__ = "survey_question"
    __table_args__ = (sa.UniqueConstraint("survey_id", "version", "position"),)

    survey_id: UUID = Field(foreign_key="survey.id", ondelete="CASCADE", primary_key=True)
    version: int = Field(primary_key=True)
    key: str = Field(max_length=40, primary_key=True)
    position: int
    kind: QuestionKind = Field(sa_type=enum_type(QuestionKind, "kind"))
    theme: SurveyTheme = Field(sa_type=enum_type(SurveyTheme, "theme"))
    text: dict[str, str] = Field(sa_type=JSON)
    hint: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    choices: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    shown_if: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    measures_id: UUID | None = Field(
        default=None, foreign_key="commitment.id", ondelete="SET NULL", index=True
    )


class SurveyAudience(SQLModel, table=True):
    """A part of whom a survey asks: parts of one kind add up, parts of different kinds narrow each other.

    No part at all is the whole company. A target that is no more matches nobody.
    """

    __tablename__ = "survey_audience"

    survey_id: UUID = Field(foreign_key="survey.id", ondelete="CASCADE", primary_key=True)
    kind: AudienceKind = Field(sa_type=enum_type(AudienceKind, "kind"), primary_key=True)
    target_id: UUID = Field(primary_key=True)


SURVEYS = table(Survey)
SURVEY_QUESTIONS = table(SurveyQuestion)
SURVEY_AUDIENCES = table(SurveyAudience)
