"""Messages that their server would not take, and sending one again."""

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import notifications
from backend.core.listing import Listing, Page
from backend.identity import Permission
from backend.web.admin.frame import Room, enter
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class RefusedPage(Context):
    rooms: tuple[Room, ...]
    listing: Listing[notifications.DeliveryRow]
    next_href: str


async def index(visit: Visit) -> Response:
    """The messages refused for good, newest first."""
    open_rooms = enter(visit, Permission.JOBS_MANAGE)
    listing = await notifications.visible_refusals(visit.session, visit.actor, Page(50, visit.cursor()))
    next_href = f"/admin/refused?after={listing.end}" if listing.has_more else ""
    return await visit.render("admin/refused.html", RefusedPage(open_rooms, listing, next_href))


async def resend(visit: Visit) -> Response:
    await notifications.resend(visit.session, visit.actor, UUID(visit.path("id")))
    return visit.redirect("/admin/refused", said="delivery.resent")
