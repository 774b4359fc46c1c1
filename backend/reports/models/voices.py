"""Who says "me too", who follows, who checked a delivery; and the words reports are found by."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import table


class Vote(SQLModel, table=True):
    """One voice per person. `came_from_id` is the duplicate that brings it; none where it was given here."""

    __tablename__ = "report_vote"

    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    came_from_id: UUID | None = Field(default=None, foreign_key="report.id", ondelete="CASCADE", index=True)
    voted_at: datetime = Field(default_factory=now)


class Follower(SQLModel, table=True):
    """Somebody told of every change. `came_from_id` is the duplicate that brings them, if any."""

    __tablename__ = "report_follower"

    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    came_from_id: UUID | None = Field(default=None, foreign_key="report.id", ondelete="CASCADE", index=True)


class Check(SQLModel, table=True):
    """Whether a delivery holds, as a voter sees it."""

    __tablename__ = "report_check"

    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    holds: bool
    checked_at: datetime = Field(default_factory=now)


class Word(SQLModel, table=True):
    """A stem of a report's text, see `search`. Compared byte by byte on both databases."""

    __tablename__ = "report_word"
    __table_args__ = (sa.Index("ix_report_word_report_id_word_weight", "report_id", "word", "weight"),)

    word: str = Field(
        sa_column=sa.Column(
            sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql"), primary_key=True
        )
    )
    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE", primary_key=True)
    weight: int = 1


VOTES = table(Vote)
FOLLOWERS = table(Follower)
CHECKS = table(Check)
WORDS = table(Word)
