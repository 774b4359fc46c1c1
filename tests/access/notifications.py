"""What one was told, and what one wants to be told."""

from backend import notifications
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.listing import Page
from backend.notifications import Notice, NotificationKind, PreferencesInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast


async def told(cast: Cast, session: Session) -> Scene:
    """Inès is told something."""
    notice = Notice(
        NotificationKind.REPORT, "report.kept", str(new_id()), "/reports/1", {"number": 1, "title": "La file"}
    )
    await notifications.tell(session, [cast.people["ines"]], notice)
    ines = await cast.actor("ines")
    listing = await notifications.visible_notifications(session, ines, Page(1))
    return {"notification": listing.items[0].id}


async def nothing(_cast: Cast, _session: Session) -> Scene:
    return {}


async def mark_read(session: Session, actor: Actor, scene: Scene) -> object:
    return await notifications.mark_read(session, actor, [scene["notification"]])


async def prefer(session: Session, actor: Actor, _scene: Scene) -> object:
    return await notifications.update_preferences(session, actor, PreferencesInput(mail=[]))


NOTIFICATIONS = (
    Action(
        "notifications.mark_read",
        arrange=told,
        verb=mark_read,
        page=lambda scene: ("/me/notifications/read", {"id": str(scene["notification"])}),
        mutation=lambda scene: (
            "markNotificationsRead",
            {"ids": [encode("Notification", scene["notification"])]},
        ),
    ),
    Action(
        "notifications.update_preferences",
        arrange=nothing,
        verb=prefer,
        page=lambda _scene: ("/me/preferences", {"mail": "answer"}),
        mutation=lambda _scene: ("updatePreferences", {"mail": ["ANSWER"]}),
    ),
)
