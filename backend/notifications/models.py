"""Tables of notifications: what each person was told, who wants what and when, what was sent."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    REFUSED = "refused"


class NotificationKind(StrEnum):
    """What a person may be told about; see `kinds` for what each says, and how."""

    INVITATION = "invitation"
    MEMBERSHIP = "membership"
    GATHERING = "gathering"
    ANSWER = "answer"
    IMMERSION = "immersion"
    PULSE = "pulse"
    ALERT = "alert"
    REPORT = "report"
    FORUM = "forum"
    BRAVO = "bravo"
    KNOWLEDGE = "knowledge"
    DIGEST = "digest"


class Channel(StrEnum):
    """Where a person is told; see `channels` for which of them there are."""

    INBOX = "inbox"
    MAIL = "mail"
    TEAMS = "teams"
    SLACK = "slack"
    SMS = "sms"


KIND = sa.Enum(
    NotificationKind,
    native_enum=False,
    length=32,
    values_callable=lambda kinds: [kind.value for kind in kinds],
)
"""Held to no list by the database, so that a kind is added by a line and not by a migration."""


class Notification(SQLModel, table=True):
    """Something one person is told. `key` names its cause, so that a cause told twice is told once.

    `code` and `params` are worded for the reader (`notice.<code>`) when it is shown. `waits_for` names the
    channels on which it is still to be gathered, apart by spaces. That it was read is kept, not when.
    """

    __tablename__ = "notification"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.Index("ix_notification_person_id_in_inbox_id", "person_id", "in_inbox", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    key: str = Field(max_length=200)
    kind: NotificationKind = Field(sa_type=KIND)
    code: str = Field(max_length=60)
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    href: str = Field(max_length=300)
    in_inbox: bool
    waits_for: str = Field(default="", max_length=40)
    is_read: bool = False
    created_at: datetime = Field(default_factory=now, index=True)


class Reader(SQLModel, table=True):
    """Where one person stands: how much is unread, when mail may come, when the next one goes.

    No row is a person who was told nothing yet, with the company's quiet hours.
    """

    __tablename__ = "notification_reader"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    unread: int = 0
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    mail_due_at: datetime | None = Field(default=None, index=True)
    mailed_on: date | None = None
    mailed_count: int = 0


class Delivery(SQLModel, table=True):
    """A message for one person. `key` names its cause, so that a cause told twice is sent once.

    On a channel other than mail it is `text` alone, and `link` is where that leads.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        sa.Index(
            "ix_delivery_refused",
            "id",
            sqlite_where=sa.text("status = 'refused'"),
            postgresql_where=sa.text("status = 'refused'"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    key: str = Field(max_length=200, unique=True)
    kind: NotificationKind = Field(sa_type=KIND)
    channel: Channel = Field(default=Channel.MAIL, sa_type=enum_type(Channel, "channel"))
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    subject: str = Field(max_length=300)
    text: str
    html: str
    calendar: str | None = None
    unsubscribe: str = Field(default="", max_length=1000)
    """Where a mail program says that its reader wants no more of these."""
    link: str = Field(default="", max_length=1000)
    status: DeliveryStatus = Field(
        default=DeliveryStatus.PENDING, sa_type=enum_type(DeliveryStatus, "status")
    )
    error: str = ""
    created_at: datetime = Field(default_factory=now, index=True)
    sent_at: datetime | None = None


class Preference(SQLModel, table=True):
    """A person's choice for one kind and channel; without a row, what `kinds` says."""

    __tablename__ = "notification_preference"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    kind: NotificationKind = Field(primary_key=True, sa_type=KIND)
    channel: Channel = Field(primary_key=True, sa_type=enum_type(Channel, "channel"))
    wanted: bool


NOTIFICATIONS = table(Notification)
READERS = table(Reader)
DELIVERIES = table(Delivery)
PREFERENCES = table(Preference)
