"""The members of a circle; for its leads, who asks, who is invited, who waits, and each member's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import circles
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.web.circles.frame import Frame, frame_of
from backend.web.page import Context, Visit

PAGE = 30


@dataclass(frozen=True)
class MembersPage(Context):
    """`pending` and `counts` are empty for those who do not edit the circle."""

    circle: circles.CircleRow
    frame: Frame
    listing: Listing[circles.MemberRow]
    more_href: str
    continued: bool
    pending: Mapping[circles.MembershipStatus, Listing[circles.MemberRow]]
    counts: Mapping[circles.MembershipStatus, int]


async def index(visit: Visit) -> Response:
    """Who is in the circle, leads first; the next members alone for htmx."""
    frame = await frame_of(visit)
    after = visit.cursor()
    listings = await circles.member_rows(
        visit.session, visit.actor, [frame.row.id], Page(PAGE, after, peek=True)
    )
    listing = listings[frame.row.id]
    more = visit.puts_in("member-items")
    edits = frame.may_edit and not more
    page = MembersPage(
        circle=frame.row,
        frame=frame,
        listing=listing,
        more_href=f"{frame.path}/members?after={listing.end}",
        continued=after is not None,
        pending=await _pending(visit, frame) if edits else {},
        counts=await circles.pending_counts(visit.session, frame.standing) if edits else {},
    )
    return await visit.render("circles/_more_members.html" if more else "circles/members.html", page)


async def _pending(visit: Visit, frame: Frame) -> dict[circles.MembershipStatus, Listing[circles.MemberRow]]:
    """The first hundred of each kind, or what follows the cursor named after the kind."""
    found = {}
    for status in circles.PENDING:
        page = Page(100, visit.cursor(status.value))
        found[status] = await circles.pending_rows(visit.session, frame.standing, status, page)
    return found


@dataclass(frozen=True)
class MemberPage(Context):
    circle: circles.CircleRow
    frame: Frame
    member: circles.MemberRow


async def show(visit: Visit) -> Response:
    """What a lead may do about a member; a dialog for htmx. Errors: NotFound for those who do not edit."""
    frame = await frame_of(visit)
    if not frame.may_edit:
        raise NotFound
    member = await circles.member_row(visit.session, frame.row.id, UUID(visit.path("person_id")))
    template = "circles/_member.html" if visit.puts_in("dialog") else "circles/member.html"
    return await visit.render(template, MemberPage(frame.row, frame, member))
