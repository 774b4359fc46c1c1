"""Notifications: telling people by mail, once, what they asked to be told."""

from backend.notifications.mailers import SEND, prepare, send
from backend.notifications.models import DELIVERIES, DeliveryStatus, NotificationKind
from backend.notifications.preferences import choose_mail, mail_preferences
from backend.notifications.retention import forget_old_letters

__all__ = [
    "DELIVERIES",
    "SEND",
    "DeliveryStatus",
    "NotificationKind",
    "choose_mail",
    "forget_old_letters",
    "mail_preferences",
    "prepare",
    "send",
]
