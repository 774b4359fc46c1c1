"""From an event to the tools that listen: noted, sent outside any transaction, tried for three days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.core.vault import Vault
from backend.jobs import Outside
from backend.settings import Settings
from backend.webhooks import errors
from backend.webhooks.models import DELIVERIES, WEBHOOKS, DeliveryStatus
from backend.webhooks.payloads import payload_of
from backend.webhooks.sending import Message, Outcome, Poster
from backend.webhooks.webhooks import require_manage

SEND = "webhooks.send"
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""How long after each try that failed the next one comes: ten tries over three days, then it is dead."""


async def note_event(session: Session, facts: Mapping[str, Any]) -> None:
    """Write down what every webhook that listens is to be told of an event, and promise to send it."""
    listening = await _listening(session, facts)
    if not listening:
        return
    settings: Settings = session.info["settings"]
    body = await payload_of(session, facts, settings.base_url)
    if body is None:
        return
    shared = {"event_id": UUID(facts["event_id"]), "name": facts["event"], "body": body}
    shared |= {"status": DeliveryStatus.WAITING, "tries": 0, "last_error": "", "created_at": now()}
    rows = [{"id": new_id(), "webhook_id": one, **shared} for one in listening]
    await session.execute(sa.insert(DELIVERIES), rows)
    await jobs.enqueue_many(session, [(SEND, {"delivery_id": str(row["id"])}) for row in rows])


async def send(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    """Try a delivery once more, unless it was made meanwhile or its webhook was stopped."""
    delivery_id = UUID(facts["delivery_id"])
    found = await session.execute(
        sa.select(
            DELIVERIES.c.body, WEBHOOKS.c.id, WEBHOOKS.c.url, WEBHOOKS.c.sealed_secret, WEBHOOKS.c.stopped_at
        )
        .join(WEBHOOKS, WEBHOOKS.c.id == DELIVERIES.c.webhook_id)
        .where(DELIVERIES.c.id == delivery_id, DELIVERIES.c.status == DeliveryStatus.WAITING)
    )
    row = found.one_or_none()
    if row is None:
        return None
    if row.stopped_at is not None:
        await _write(session, delivery_id, status=DeliveryStatus.DEAD, last_error="stopped")
        return None
    vault: Vault = session.info["vault"]
    poster: Poster = session.info.get("poster") or Poster()
    secret = vault.unwrap(row.sealed_secret, row.id.bytes)
    message = Message(str(delivery_id), row.url, secret, row.body.encode())
    return Outside(partial(poster.post, message), partial(_tried, delivery_id=delivery_id), beside=True)


async def resend(session: Session, actor: Actor, delivery_id: UUID) -> None:
    """Try a delivery anew, under the same id: a receiver that has it knows it again.

    Errors: WebhookManagersOnly, NotFound, WebhookStopped, StillWaiting.
    """
    require_manage(actor)
    found = await session.execute(
        sa.select(DELIVERIES.c.status, WEBHOOKS.c.stopped_at, WEBHOOKS.c.id, DELIVERIES.c.name)
        .join(WEBHOOKS, WEBHOOKS.c.id == DELIVERIES.c.webhook_id)
        .where(DELIVERIES.c.id == delivery_id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    if row.stopped_at is not None:
        raise errors.WebhookStopped
    again = await session.execute(
        sa.update(DELIVERIES)
        .where(DELIVERIES.c.id == delivery_id, DELIVERIES.c.status != DeliveryStatus.WAITING)
        .values(status=DeliveryStatus.WAITING, tries=0)
    )
    if not again.rowcount:
        raise errors.StillWaiting
    await jobs.enqueue(session, SEND, {"delivery_id": str(delivery_id)})
    await events.record(session, actor, "webhook.resent", "webhook", row.id, delivery_id=delivery_id)


async def forget_old_deliveries(session: Session, before: datetime) -> None:
    """Forget what was told, or given up, before an instant."""
    await session.execute(
        sa.delete(DELIVERIES).where(
            DELIVERIES.c.created_at < before, DELIVERIES.c.status != DeliveryStatus.WAITING
        )
    )


async def _tried(session: Session, outcome: Outcome, *, delivery_id: UUID) -> None:
    """Note how a try went, and promise the next one if there is one."""
    found = await session.execute(
        sa.select(DELIVERIES.c.tries).where(DELIVERIES.c.id == delivery_id).with_for_update()
    )
    tries = found.scalar_one_or_none()
    if tries is None:
        return
    status = DeliveryStatus.WAITING
    if not outcome.error:
        status = DeliveryStatus.DELIVERED
    elif tries >= len(WAITS):
        status = DeliveryStatus.DEAD
    else:
        again = {"delivery_id": str(delivery_id)}
        await jobs.enqueue(session, SEND, again, run_at=now() + WAITS[tries])
    facts = {"tries": tries + 1, "last_status": outcome.status, "last_error": outcome.error}
    await _write(session, delivery_id, status=status, tried_at=now(), **facts)


async def _write(session: Session, delivery_id: UUID, **values: Any) -> None:
    await session.execute(sa.update(DELIVERIES).where(DELIVERIES.c.id == delivery_id).values(**values))


async def _listening(session: Session, facts: Mapping[str, Any]) -> list[UUID]:
    """The living webhooks that hear of an event, and have not been told of it."""
    told = sa.exists().where(
        DELIVERIES.c.webhook_id == WEBHOOKS.c.id, DELIVERIES.c.event_id == UUID(facts["event_id"])
    )
    found = await session.execute(
        sa.select(WEBHOOKS.c.id, WEBHOOKS.c.families, WEBHOOKS.c.supplier_id).where(
            WEBHOOKS.c.stopped_at.is_(None), ~told
        )
    )
    family = "report" if facts["event"].startswith("report.") else "thread"
    supplier = facts.get("supplier_id")
    return [
        row.id
        for row in found
        if family in row.families and (row.supplier_id is None or str(row.supplier_id) == supplier)
    ]
