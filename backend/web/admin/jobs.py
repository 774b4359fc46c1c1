"""Work that failed for good, and giving it another chance."""

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import audit
from backend.core.listing import Page
from backend.identity import Permission
from backend.web.admin.frame import Room, enter
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class JobsPage(Context):
    rooms: tuple[Room, ...]
    jobs: list[audit.JobRow]
    next_href: str


async def index(visit: Visit) -> Response:
    """The jobs that failed for good, newest first."""
    open_rooms = enter(visit, Permission.JOBS_MANAGE)
    page = Page(50, visit.cursor())
    listing = await audit.visible_dead_letters(visit.session, visit.actor, page)
    next_href = f"/admin/jobs?after={listing.end}" if listing.has_more else ""
    return await visit.render("admin/jobs.html", JobsPage(open_rooms, list(listing.items), next_href))


async def revive(visit: Visit) -> Response:
    await audit.revive_job(visit.session, visit.actor, UUID(visit.path("id")))
    return visit.redirect("/admin/jobs", said="job.revived")
