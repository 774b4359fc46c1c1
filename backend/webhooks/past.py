"""Bringing in what a webhook was told in the past, as it went: for seeds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.ids import new_id
from backend.webhooks.models import DELIVERIES, DeliveryStatus


@dataclass(frozen=True, slots=True)
class PastDelivery:
    """One event that was told, or given up; `status` and `error` are what the last of its `tries` met."""

    name: str
    body: str
    at: datetime
    tried_at: datetime
    tries: int = 1
    status: int | None = 204
    error: str = ""


async def bring_in(session: Session, webhook_id: UUID, past: PastDelivery) -> UUID:
    """Write a delivery that is over; returns its id."""
    delivery_id = new_id()
    row = {
        "id": delivery_id,
        "webhook_id": webhook_id,
        "event_id": new_id(),
        "name": past.name,
        "body": past.body,
        "status": DeliveryStatus.DEAD if past.error else DeliveryStatus.DELIVERED,
        "tries": past.tries,
        "last_status": past.status,
        "last_error": past.error,
        "created_at": past.at,
        "tried_at": past.tried_at,
    }
    await session.execute(sa.insert(DELIVERIES), [row])
    return delivery_id
