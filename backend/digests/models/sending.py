"""An issue as it is sent: one row per recipient, and who is not written to."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table


class Outcome(StrEnum):
    """What became of one recipient's message."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """The mail server refused it for good, or for too long."""
    BOUNCED = "bounced"
    """The mail server knows no such address."""
    GONE = "gone"
    """Left the company, or unsubscribed, since the audience was counted."""


class Recipient(SQLModel, table=True):
    """The delivery of an issue to one person; its key is what the Message-ID is made of.

    `called_at` is noted before the mail server is called, and `outcome` after: a row that was called and has
    no outcome may have been delivered, and is sent again under the same Message-ID.
    """

    __tablename__ = "digest_recipient"
    __table_args__ = (
        sa.Index("ix_digest_recipient_due", "issue_id", "outcome", "next_at", "person_id"),
        sa.Index("ix_digest_recipient_leased", "issue_id", "outcome", "leased_until"),
    )

    issue_id: UUID = Field(foreign_key="digest_issue.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    outcome: Outcome = Field(default=Outcome.WAITING, sa_type=enum_type(Outcome, "outcome"))
    tries: int = 0
    next_at: datetime = Field(default_factory=now)
    leased_until: datetime | None = None
    called_at: datetime | None = None
    ended_at: datetime | None = None
    error: str = Field(default="", max_length=300)


class DeadAddress(SQLModel, table=True):
    """An address that a mail server does not know: no later issue is sent there."""

    __tablename__ = "digest_dead_address"

    email: str = Field(max_length=254, primary_key=True)
    said: str = Field(max_length=300)
    at: datetime = Field(default_factory=now)


class Unsubscription(SQLModel, table=True):
    """Somebody who no longer wants the digest by mail, and the issue that made them say so."""

    __tablename__ = "digest_unsubscription"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    issue_id: UUID | None = Field(default=None, foreign_key="digest_issue.id", ondelete="SET NULL")
    at: datetime = Field(default_factory=now)


class FeedAddress(SQLModel, table=True):
    """How often somebody had a new address of the feed made: the last one alone opens it."""

    __tablename__ = "digest_feed_address"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    number: int


RECIPIENTS = table(Recipient)
DEAD_ADDRESSES = table(DeadAddress)
UNSUBSCRIPTIONS = table(Unsubscription)
FEED_ADDRESSES = table(FeedAddress)
