"""Inviting and proposing, by search or by list; and the invitations a person has to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.responses import Response

from backend import circles, identity
from backend.core.errors import checked
from backend.core.listing import Listing, Page
from backend.web.circles.frame import Frame, frame_of
from backend.web.forms import parse
from backend.web.page import Context, Visit

FOUND = 10
LARGEST = 200_000


@dataclass(frozen=True)
class InvitePage(Context):
    """`states` says what the circle already is to the people found."""

    circle: circles.CircleRow
    frame: Frame
    words: str
    found: Sequence[identity.PersonRow]
    more: bool
    states: Mapping[UUID, circles.MembershipStatus]


async def new(visit: Visit) -> Response:
    """Find somebody to invite, or to propose; the people found alone for htmx."""
    frame = await frame_of(visit)
    circles.require_invite(frame.standing)
    words = visit.query("q") or str(visit.form.get("q") or "")
    found: Listing[identity.PersonRow] = Listing([], [], False)
    if len(words) >= 2:
        found = await identity.visible_people(visit.session, visit.actor, Page(FOUND), words)
    states = await circles.statuses_in(visit.session, frame.standing, [one.id for one in found.items])
    template = "circles/_candidates.html" if visit.puts_in("candidates") else "circles/invite.html"
    return await visit.render(
        template, InvitePage(frame.row, frame, words, found.items, found.has_more, states)
    )


async def create(visit: Visit) -> Response:
    """Invite the person chosen; a member's choice is a proposal to the leads."""
    frame = await frame_of(visit)
    given = parse(circles.InvitationInput, visit.form)
    call = circles.invite if frame.may_edit else circles.propose
    spell = await call(visit.session, visit.actor, frame.circle, given.person_id, note=given.note)
    return visit.redirect(f"{frame.path}/invite", said=f"invitation.{spell.status.value}")


@dataclass(frozen=True)
class ReportPage(Context):
    circle: circles.CircleRow
    frame: Frame
    report: circles.ListReport


async def create_list(visit: Visit) -> Response:
    """Invite a list of addresses, typed or in a file; answers with what became of each line."""
    frame = await frame_of(visit)
    typed = str(visit.form.get("emails") or "")
    values = {"emails": f"{await _text(visit)}\n{typed}", "note": str(visit.form.get("note") or "")}
    given = checked(circles.InvitationListInput, values)
    report = await circles.invite_list(
        visit.session, visit.actor, frame.circle, given.emails, note=given.note
    )
    return await visit.render("circles/invited_list.html", ReportPage(frame.row, frame, report))


async def _text(visit: Visit) -> str:
    """The uploaded file as text: UTF-8, or what a spreadsheet of Windows writes."""
    file = visit.form.get("file")
    if not isinstance(file, UploadFile):
        return ""
    content = await file.read(LARGEST + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


@dataclass(frozen=True)
class InvitationsPage(Context):
    listing: Listing[circles.CircleRow]


async def mine(visit: Visit) -> Response:
    """The invitations the reader has to answer."""
    page = Page(50, visit.cursor())
    invited = circles.MembershipStatus.INVITED
    listing = await circles.my_circles(visit.session, visit.actor, page, invited)
    return await visit.render("circles/invitations.html", InvitationsPage(listing))
