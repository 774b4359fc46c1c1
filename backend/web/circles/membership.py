"""Joining, leaving, answering: each a button that comes back to a page of the circle."""

from uuid import UUID

from starlette.responses import Response

from backend import circles
from backend.web.page import Visit


async def join(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    spell = await circles.join(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said=f"membership.{spell.status.value}")


async def leave(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.leave(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said="membership.left")


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
