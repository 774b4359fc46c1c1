"""Tables of webhooks: whom to tell, and what each was told or still is to be."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id


class Family(StrEnum):
    """What a webhook listens to: the beginning of the names of events."""

    REPORT = "report"
    THREAD = "thread"


class DeliveryStatus(StrEnum):
    """Dead: every try failed, and somebody has to look."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class Webhook(SQLModel, table=True):
    """An address of another tool. `sealed_secret` is what it checks signatures with, wrapped by the vault.

    With a `supplier_id` it hears of what is put to that supplier alone.
    """

    __tablename__ = "webhook"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    url: str = Field(max_length=400)
    families: list[str] = Field(default_factory=list, sa_type=JSON)
    supplier_id: UUID | None = Field(default=None, foreign_key="supplier.id", ondelete="CASCADE", index=True)
    sealed_secret: bytes
    created_at: datetime = Field(default_factory=now)
    stopped_at: datetime | None = None


class Delivery(SQLModel, table=True):
    """One event for one webhook; `body` are the very letters that are signed and sent.

    `last_error` is a code worded by the catalogues, `last_status` what the other side answered.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        sa.UniqueConstraint("webhook_id", "event_id"),
        sa.Index("ix_webhook_delivery_webhook_id_id", "webhook_id", "id"),
        sa.Index("ix_webhook_delivery_created_at", "created_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    webhook_id: UUID = Field(foreign_key="webhook.id", ondelete="CASCADE")
    event_id: UUID
    name: str = Field(max_length=80)
    body: str = Field(max_length=20_000)
    status: DeliveryStatus = Field(
        default=DeliveryStatus.WAITING, sa_type=enum_type(DeliveryStatus, "status")
    )
    tries: int = 0
    last_status: int | None = None
    last_error: str = Field(default="", max_length=40)
    created_at: datetime = Field(default_factory=now)
    tried_at: datetime | None = None


WEBHOOKS = table(Webhook)
DELIVERIES = table(Delivery)
