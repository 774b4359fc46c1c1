"""Webhooks and what they were told, for administrators: one statement a list, plain rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed, listed_by
from backend.identity import Permission
from backend.suppliers import SUPPLIERS
from backend.webhooks.models import DELIVERIES, WEBHOOKS, DeliveryStatus
from backend.webhooks.webhooks import require_manage


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A webhook without its secret; `dead_count` of its deliveries were given up."""

    id: UUID
    name: str
    url: str
    families: list[str]
    supplier_id: UUID | None
    supplier_name: str | None
    created_at: datetime
    stopped_at: datetime | None
    waiting_count: int
    dead_count: int


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    id: UUID
    webhook_id: UUID
    name: str
    body: str
    status: DeliveryStatus
    tries: int
    last_status: int | None
    last_error: str
    created_at: datetime
    tried_at: datetime | None


async def visible_webhooks(session: Session, actor: Actor, page: Page) -> Listing[WebhookRow]:
    """One page of the webhooks, newest first. Errors: WebhookManagersOnly."""
    require_manage(actor)
    return await listed(
        session, _webhooks(), [WEBHOOKS.c.id], page, _webhook, name="webhooks", descending=True
    )


async def webhook_row(session: Session, actor: Actor, webhook_id: UUID) -> WebhookRow:
    """One webhook. Errors: WebhookManagersOnly, NotFound."""
    require_manage(actor)
    found = (await webhooks_by_ids(session, actor, [webhook_id])).get(webhook_id)
    if found is None:
        raise NotFound
    return found


async def webhooks_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, WebhookRow]:
    """Those of these webhooks that the actor may know, in one statement."""
    if not actor.may(Permission.WEBHOOKS_MANAGE):
        return {}
    found = await session.execute(_webhooks().where(WEBHOOKS.c.id.in_(ids)))
    return {row.id: _webhook(row) for row in found}


async def deliveries_of(
    session: Session, actor: Actor, webhook_ids: Collection[UUID], page: Page
) -> dict[UUID, Listing[DeliveryRow]]:
    """What each webhook was told, newest first, in one statement. Errors: WebhookManagersOnly."""
    require_manage(actor)
    return await listed_by(
        session,
        sa.select(DELIVERIES),
        DELIVERIES.c.webhook_id,
        list(webhook_ids),
        [DELIVERIES.c.id],
        page,
        _delivery,
        name="deliveries",
        descending=True,
    )


async def deliveries_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, DeliveryRow]:
    """Those of these deliveries that the actor may know, in one statement."""
    if not actor.may(Permission.WEBHOOKS_MANAGE):
        return {}
    found = await session.execute(sa.select(DELIVERIES).where(DELIVERIES.c.id.in_(ids)))
    return {row.id: _delivery(row) for row in found}


def _webhooks() -> sa.Select[Any]:
    def counted(status: DeliveryStatus) -> sa.ScalarSelect[int]:
        return (
            sa.select(sa.func.count())
            .where(DELIVERIES.c.webhook_id == WEBHOOKS.c.id, DELIVERIES.c.status == status)
            .scalar_subquery()
        )

    return sa.select(
        WEBHOOKS,
        SUPPLIERS.c.name.label("supplier_name"),
        counted(DeliveryStatus.WAITING).label("waiting_count"),
        counted(DeliveryStatus.DEAD).label("dead_count"),
    ).outerjoin(SUPPLIERS, SUPPLIERS.c.id == WEBHOOKS.c.supplier_id)


def _webhook(row: sa.Row[Any]) -> WebhookRow:
    return WebhookRow(**{name: row._mapping[name] for name in WebhookRow.__slots__})


def _delivery(row: sa.Row[Any]) -> DeliveryRow:
    return DeliveryRow(**{name: row._mapping[name] for name in DeliveryRow.__slots__})
