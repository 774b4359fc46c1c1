"""Bringing in a message that was refused in the past: for seeds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.ids import new_id
from backend.notifications.models import DELIVERIES, Channel, DeliveryStatus, NotificationKind


@dataclass(frozen=True, slots=True)
class PastRefusal:
    """A message of one paragraph, and what its server answered at an instant, in numbers."""

    kind: NotificationKind
    subject: str
    text: str
    at: datetime
    error: str = "550 5.1.1"
    channel: Channel = Channel.MAIL


async def bring_refusal_in(session: Session, person_id: UUID, past: PastRefusal) -> UUID:
    """Write a message that somebody was not sent; returns its id."""
    delivery_id = new_id()
    row = {
        "id": delivery_id,
        "key": f"past:{delivery_id}",
        "kind": past.kind,
        "channel": past.channel,
        "person_id": person_id,
        "subject": past.subject,
        "text": past.text,
        "html": f"<p>{past.text}</p>",
        "status": DeliveryStatus.REFUSED,
        "error": past.error,
        "created_at": past.at,
        "sent_at": past.at,
    }
    await session.execute(sa.insert(DELIVERIES), [row])
    return delivery_id
