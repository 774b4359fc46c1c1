"""Every URL of the pages, on one page."""

from starlette.routing import BaseRoute, Route

from backend.web.circles import circles, editing, invitations, members, membership
from backend.web.page import acting, reading


def routes() -> list[BaseRoute]:
    """The pages' routes, in the order of the navigation."""
    return [
        Route("/circles", reading(circles.index)),
        Route("/circles", acting(editing.create, again=editing.new), methods=["POST"]),
        Route("/circles/new", reading(editing.new)),
        Route("/circles/{slug}", reading(circles.show)),
        Route("/circles/{slug}/join", acting(membership.join), methods=["POST"]),
        Route("/circles/{slug}/leave", acting(membership.leave), methods=["POST"]),
        Route("/circles/{slug}/accept", acting(membership.accept), methods=["POST"]),
        Route("/circles/{slug}/decline", acting(membership.decline), methods=["POST"]),
        Route("/circles/{slug}/step-down", acting(membership.step_down), methods=["POST"]),
        Route("/circles/{slug}/edit", reading(editing.edit)),
        Route("/circles/{slug}/edit", acting(editing.update, again=editing.edit), methods=["POST"]),
        Route("/circles/{slug}/archive", reading(editing.archive_form)),
        Route("/circles/{slug}/archive", acting(editing.archive), methods=["POST"]),
        Route("/circles/{slug}/members", reading(members.index)),
        Route("/circles/{slug}/members/{person_id:uuid}", reading(members.show)),
        Route("/circles/{slug}/members/{person_id:uuid}/lead", acting(membership.appoint), methods=["POST"]),
        Route("/circles/{slug}/members/{person_id:uuid}/remove", acting(membership.remove), methods=["POST"]),
        Route("/circles/{slug}/requests/{person_id:uuid}", acting(membership.answer), methods=["POST"]),
        Route("/circles/{slug}/invite", reading(invitations.new)),
        Route("/circles/{slug}/invite", acting(invitations.create, again=invitations.new), methods=["POST"]),
        Route("/circles/{slug}/invite/list", reading(invitations.new)),
        Route(
            "/circles/{slug}/invite/list",
            acting(invitations.create_list, again=invitations.new),
            methods=["POST"],
        ),
        Route("/invitations", reading(invitations.mine)),
    ]
