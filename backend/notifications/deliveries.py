"""Messages that wait to leave, each with the job that sends it."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.inserts import insert_into
from backend.notifications.models import DELIVERIES, DeliveryStatus

GONE = "the reader has left"
NOT_TAKEN = "not taken"


async def promise(session: Session, job: str, messages: Collection[Mapping[str, Any]]) -> None:
    """Store worded messages with the job that sends each; a key stored already is left alone."""
    if not messages:
        return
    waiting = {"status": DeliveryStatus.PENDING, "error": "", "created_at": now()}
    added = await session.execute(
        insert_into(session, DELIVERIES)
        .values([{"id": new_id(), **one, **waiting} for one in messages])
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(DELIVERIES.c.id)
    )
    await jobs.enqueue_many(session, [(job, {"delivery_id": str(id_)}) for id_ in added.scalars()])


async def end(session: Session, delivery_id: UUID, error: str = "") -> None:
    """Note that a message has left, or that it never will and why: `GONE`, `NOT_TAKEN` or an SMTP status."""
    status = DeliveryStatus.REFUSED if error else DeliveryStatus.SENT
    await session.execute(
        sa.update(DELIVERIES)
        .where(DELIVERIES.c.id == delivery_id)
        .values(status=status, error=error, sent_at=now())
    )
