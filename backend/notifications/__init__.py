"""Notifications: telling people by mail, once, what they asked to be told."""

from backend.notifications.mailers import SEND, prepare, send
from backend.notifications.models import DELIVERIES, DeliveryStatus, NotificationKind
from backend.notifications.preferences import choose_mail, mail_preferences

__all__ = [
    "DELIVERIES",
    "SEND",
    "DeliveryStatus",
    "NotificationKind",
    "choose_mail",
    "mail_preferences",
    "prepare",
    "send",
]
