"""Joining, leaving, answering: each a button that comes back to a page of the circle."""

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import circles
from backend.core.errors import NotFound
from backend.web.circles.frame import frame_of
from backend.web.page import Context, Visit


async def join(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    spell = await circles.join(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said=f"membership.{spell.status.value}")


@dataclass(frozen=True)
class LeavePage(Context):
    circle: circles.CircleRow


async def leave_form(visit: Visit) -> Response:
    """What leaving means, before doing it. Errors: NotFound for whoever has no place to leave."""
    frame = await frame_of(visit)
    if frame.row.viewer_status not in {circles.MembershipStatus.WAITING, circles.MembershipStatus.ACTIVE}:
        raise NotFound
    return await visit.render("circles/leave.html", LeavePage(frame.row))


async def leave(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.leave(visit.session, visit.actor, circle)
    invited = circle.join_policy is circles.JoinPolicy.INVITATION
    said = "membership.left_by_invitation" if invited else "membership.left"
    return visit.redirect(f"/circles/{circle.slug}", said=said)


async def accept(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    spell = await circles.accept_invitation(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said=f"membership.{spell.status.value}")


async def decline(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.decline_invitation(visit.session, visit.actor, circle)
    return visit.redirect("/invitations", said="invitation.declined")


async def answer(visit: Visit) -> Response:
    """A lead's yes or no to a request."""
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    spell = await circles.answer_request(
        visit.session,
        visit.actor,
        circle,
        UUID(visit.path("person_id")),
        accept=visit.form.get("accept") == "1",
    )
    return visit.redirect(f"/circles/{circle.slug}/members", said=f"request.{spell.status.value}")


async def remove(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.remove(visit.session, visit.actor, circle, UUID(visit.path("person_id")))
    return visit.redirect(f"/circles/{circle.slug}/members", said="member.removed")


async def appoint(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.appoint_lead(visit.session, visit.actor, circle, UUID(visit.path("person_id")))
    return visit.redirect(f"/circles/{circle.slug}/members", said="lead.appointed")


async def step_down(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.step_down(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said="lead.stepped_down")
