"""Refusals of webhooks. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden


class WebhookManagersOnly(Forbidden):
    """Only an administrator says which tools are told."""


class TooManyWebhooks(Conflict):
    """No more than `most` webhooks live at a time."""


class WebhookStopped(Conflict):
    """The webhook is told nothing any more."""


class StillWaiting(Conflict):
    """The delivery is on its way, and tried again by itself."""
