"""Tables of notifications: what was sent to whom, and who wants what."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import enum_type, table
from backend.core.ids import new_id


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    REFUSED = "refused"


class NotificationKind(StrEnum):
    """What a person may be written about; each can be turned off, but for what they must answer."""

    INVITATION = "invitation"
    MEMBERSHIP = "membership"
    GATHERING = "gathering"
    ANSWER = "answer"
    IMMERSION = "immersion"
    PULSE = "pulse"


class Delivery(SQLModel, table=True):
    """A message for one person. `key` names its cause, so that a cause told twice is sent once."""

    __tablename__ = "delivery"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    key: str = Field(max_length=200, unique=True)
    kind: NotificationKind = Field(sa_type=enum_type(NotificationKind, "kind"))
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    subject: str = Field(max_length=300)
    text: str
    html: str
    calendar: str | None = None
    status: DeliveryStatus = Field(
        default=DeliveryStatus.PENDING, sa_type=enum_type(DeliveryStatus, "status")
    )
    error: str = ""
    created_at: datetime = Field(default_factory=now, index=True)
    sent_at: datetime | None = None


class Preference(SQLModel, table=True):
    """A person's choice for one kind of mail; no row means yes."""

    __tablename__ = "notification_preference"

    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True)
    kind: NotificationKind = Field(primary_key=True, sa_type=enum_type(NotificationKind, "kind"))
    by_mail: bool


DELIVERIES = table(Delivery)
PREFERENCES = table(Preference)
