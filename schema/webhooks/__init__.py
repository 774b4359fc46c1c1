"""GraphQL of webhooks."""

from schema.webhooks.webhooks import WebhooksMutation, WebhooksQuery

__all__ = ["WebhooksMutation", "WebhooksQuery"]
