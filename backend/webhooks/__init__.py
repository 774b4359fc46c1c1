"""Webhooks: other tools are told what happens to reports and threads, signed, at public addresses alone.

Start with `deliveries` for the way from an event to a tool, `payloads` for what it is told, `addresses` for
where it may be, `signing` for how it knows that it is us, `webhooks` for how one is added.
"""

from backend.webhooks import errors
from backend.webhooks.deliveries import SEND, forget_old_deliveries, note_event, resend, send
from backend.webhooks.inputs import WebhookInput
from backend.webhooks.models import WEBHOOKS, DeliveryStatus, Family, Webhook
from backend.webhooks.past import PastDelivery, bring_in
from backend.webhooks.payloads import TOLD
from backend.webhooks.rows import (
    DeliveryRow,
    WebhookRow,
    deliveries_by_ids,
    deliveries_of,
    visible_webhooks,
    webhook_row,
    webhooks_by_ids,
)
from backend.webhooks.sending import Poster
from backend.webhooks.webhooks import WRAPPED_SECRETS, add_webhook, stop_webhook

__all__ = [
    "SEND",
    "TOLD",
    "WEBHOOKS",
    "WRAPPED_SECRETS",
    "DeliveryRow",
    "DeliveryStatus",
    "Family",
    "PastDelivery",
    "Poster",
    "Webhook",
    "WebhookInput",
    "WebhookRow",
    "add_webhook",
    "bring_in",
    "deliveries_by_ids",
    "deliveries_of",
    "errors",
    "forget_old_deliveries",
    "note_event",
    "resend",
    "send",
    "stop_webhook",
    "visible_webhooks",
    "webhook_row",
    "webhooks_by_ids",
]
