"""The addresses of circles, of the charter and of coverage."""

from starlette.routing import BaseRoute, Route

from backend.web.circles import (
    charter,
    circles,
    coverage,
    editing,
    gatherings,
    invitations,
    members,
    membership,
    messages,
    practices,
)
from backend.web.page import acting, reading

ROUTES: list[BaseRoute] = [
    Route("/circles", reading(circles.index)),
    Route("/circles", acting(editing.create, again=editing.new), methods=["POST"]),
    Route("/circles/new", reading(editing.new)),
    Route("/circles/{slug}", reading(circles.show)),
    Route("/circles/{slug}/join", acting(membership.join), methods=["POST"]),
    Route("/circles/{slug}/leave", reading(membership.leave_form)),
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
    Route("/circles/{slug}/gatherings", reading(gatherings.index)),
    Route("/circles/{slug}/gatherings", acting(gatherings.plan, again=gatherings.new), methods=["POST"]),
    Route("/circles/{slug}/gatherings/new", reading(gatherings.new)),
    Route("/circles/{slug}/gatherings/{id}.ics", reading(gatherings.calendar)),
    Route("/circles/{slug}/gatherings/{id}", reading(gatherings.show)),
    Route(
        "/circles/{slug}/gatherings/{id}", acting(gatherings.change, again=gatherings.edit), methods=["POST"]
    ),
    Route("/circles/{slug}/gatherings/{id}/edit", reading(gatherings.edit)),
    Route("/circles/{slug}/gatherings/{id}/cancel", acting(gatherings.cancel), methods=["POST"]),
    Route(
        "/circles/{slug}/gatherings/{id}/reply",
        acting(gatherings.reply, again=gatherings.show),
        methods=["POST"],
    ),
    Route(
        "/circles/{slug}/gatherings/{id}/attendance",
        acting(gatherings.attendance, again=gatherings.show),
        methods=["POST"],
    ),
    Route("/circles/{slug}/messages", reading(messages.index)),
    Route("/circles/{slug}/messages", acting(messages.draft, again=messages.new), methods=["POST"]),
    Route("/circles/{slug}/messages/new", reading(messages.new)),
    Route("/circles/{slug}/messages/preview", reading(messages.preview), methods=["POST"]),
    Route("/circles/{slug}/messages/{id}", reading(messages.show)),
    Route("/circles/{slug}/messages/{id}/preview", reading(messages.preview), methods=["POST"]),
    Route("/circles/{slug}/messages/{id}/edit", reading(messages.edit)),
    Route(
        "/circles/{slug}/messages/{id}/edit", acting(messages.change, again=messages.edit), methods=["POST"]
    ),
    Route(
        "/circles/{slug}/messages/{id}/publish",
        acting(messages.publish, again=messages.edit),
        methods=["POST"],
    ),
    Route(
        "/circles/{slug}/messages/{id}/answer", acting(messages.answer, again=messages.show), methods=["POST"]
    ),
    Route(
        "/circles/{slug}/messages/{id}/questions", acting(messages.ask, again=messages.show), methods=["POST"]
    ),
    Route(
        "/circles/{slug}/messages/{id}/questions/{question_id}/answer",
        acting(messages.answer_upwards, again=messages.show),
        methods=["POST"],
    ),
    Route("/circles/{slug}/practices", reading(practices.index)),
    Route("/circles/{slug}/practices", acting(practices.add, again=practices.index), methods=["POST"]),
    Route("/circles/{slug}/practices/{id}/remove", acting(practices.remove), methods=["POST"]),
    Route("/circles/{slug}/charter", reading(charter.of_circle)),
    Route("/coverage", reading(coverage.show)),
    Route("/charter", reading(charter.show)),
    Route("/charter", acting(charter.publish, again=charter.new), methods=["POST"]),
    Route("/charter/new", reading(charter.new)),
    Route("/charter/sign", acting(charter.sign, again=charter.show), methods=["POST"]),
    Route("/perks", acting(charter.add_perk, again=charter.show), methods=["POST"]),
    Route("/perks/{id}/remove", acting(charter.remove_perk), methods=["POST"]),
]
