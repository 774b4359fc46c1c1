"""Which tools are told: naming one, its secret shown once, and telling it nothing more."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, suppliers
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.core.vault import Vault
from backend.core.wrapped import Wrapped
from backend.identity import Permission
from backend.webhooks import errors
from backend.webhooks.inputs import WebhookInput
from backend.webhooks.models import WEBHOOKS, Webhook
from backend.webhooks.signing import new_secret, shown

WRAPPED_SECRETS = Wrapped(
    "secrets of webhooks", WEBHOOKS.c.id, WEBHOOKS.c.sealed_secret, WEBHOOKS.c.stopped_at.is_(None)
)
MOST = 50
"""Webhooks that live at a time: each event is weighed against all of them."""


async def add_webhook(session: Session, actor: Actor, given: WebhookInput) -> tuple[Webhook, str]:
    """Tell a tool from now on; returns the webhook and its secret, which is shown nowhere again.

    Errors: WebhookManagersOnly, TooManyWebhooks, NotFound (the supplier).
    """
    require_manage(actor)
    living = await session.scalar(
        sa.select(sa.func.count()).select_from(WEBHOOKS).where(WEBHOOKS.c.stopped_at.is_(None))
    )
    if (living or 0) >= MOST:
        raise errors.TooManyWebhooks(most=MOST)
    if given.supplier_id is not None:
        await suppliers.get_supplier(session, given.supplier_id)
    vault: Vault = session.info["vault"]
    webhook_id, secret = new_id(), new_secret()
    webhook = Webhook(
        id=webhook_id,
        name=given.name,
        url=given.url,
        families=sorted(given.families),
        supplier_id=given.supplier_id,
        sealed_secret=vault.wrap(secret, webhook_id.bytes),
    )
    session.add(webhook)
    await session.flush()
    await events.record(session, actor, "webhook.added", "webhook", webhook.id, called=webhook.name)
    return webhook, shown(secret)


async def stop_webhook(session: Session, actor: Actor, webhook_id: UUID) -> None:
    """Tell a tool nothing more, at once; what it was told stays listed.

    Errors: WebhookManagersOnly, NotFound, WebhookStopped.
    """
    require_manage(actor)
    name = await session.scalar(sa.select(WEBHOOKS.c.name).where(WEBHOOKS.c.id == webhook_id))
    if name is None:
        raise NotFound
    stopped = await session.execute(
        sa.update(WEBHOOKS)
        .where(WEBHOOKS.c.id == webhook_id, WEBHOOKS.c.stopped_at.is_(None))
        .values(stopped_at=now())
    )
    if not stopped.rowcount:
        raise errors.WebhookStopped
    await events.record(session, actor, "webhook.stopped", "webhook", webhook_id, called=name)


def require_manage(actor: Actor) -> None:
    if not actor.may(Permission.WEBHOOKS_MANAGE):
        raise errors.WebhookManagersOnly
