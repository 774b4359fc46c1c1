"""Notifications: telling people, once, where and when they asked to be told.

Start with `kinds` for what is told and how, `telling` for how it is told, `bundles` for the mail that
gathers, `mailers` for how a letter goes out, `texts` for the other channels, `inbox` for what its reader
sees, `refused` for what never left.
"""

from backend.notifications.bundles import POST, post_bundles
from backend.notifications.errors import ChannelNotOffered
from backend.notifications.inbox import (
    NotificationRow,
    mark_read,
    notifications_by_ids,
    unread_count,
    unread_counts,
    visible_notifications,
)
from backend.notifications.kinds import KINDS
from backend.notifications.mailers import SEND, Letter, send
from backend.notifications.models import DELIVERIES, Channel, DeliveryStatus, NotificationKind
from backend.notifications.past import PastRefusal, bring_refusal_in
from backend.notifications.preferences import (
    Preferences,
    PreferencesInput,
    preferences_of,
    update_preferences,
)
from backend.notifications.readers import topic_of
from backend.notifications.refused import (
    DeliveryRow,
    Refusal,
    deliveries_by_ids,
    resend,
    visible_refusals,
)
from backend.notifications.retention import forget_old_letters, forget_old_notifications
from backend.notifications.telling import AT_ONCE, Notice, tell
from backend.notifications.texts import SEND_TEXT, send_text
from backend.notifications.unsubscribing import Letterhead, letterhead, unsubscribe
from backend.notifications.wording import detail, headline
