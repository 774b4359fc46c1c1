"""Every URL of the pages, on one page."""

from starlette.routing import BaseRoute, Route

from backend.web import health, profile, search, sign_in, today
from backend.web.admin import audit, jobs, people, tokens
from backend.web.admin import home as admin_home
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
from backend.web.journeys import journeys
from backend.web.page import acting, reading
from backend.web.reports import answering, door, submitting, triage
from backend.web.reports import reports as report_pages


def routes() -> list[BaseRoute]:
    """The pages' routes, in the order of the navigation."""
    return [
        Route("/healthz", health.show),
        Route("/", reading(today.show)),
        Route("/search", reading(search.show)),
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
        *_reports(),
        Route("/coverage", reading(coverage.show)),
        Route("/journeys", reading(journeys.index)),
        Route("/journeys/{id:uuid}", reading(journeys.show)),
        Route(
            "/journeys/{id:uuid}/irritants/{irritant_id:uuid}/send-on",
            acting(journeys.send_on),
            methods=["POST"],
        ),
        Route("/admin", reading(admin_home.show)),
        Route("/admin/people", reading(people.index)),
        Route("/admin/people/{id:uuid}", reading(people.show)),
        Route("/admin/people/{id:uuid}/roles", acting(people.grant, again=people.show), methods=["POST"]),
        Route(
            "/admin/people/{id:uuid}/roles/{grant_id:uuid}/revoke", acting(people.revoke), methods=["POST"]
        ),
        Route("/admin/tokens", reading(tokens.index)),
        Route("/admin/tokens", acting(tokens.create, again=tokens.index), methods=["POST"]),
        Route("/admin/tokens/{id:uuid}/revoke", acting(tokens.revoke), methods=["POST"]),
        Route("/admin/audit", reading(audit.index)),
        Route("/admin/jobs", reading(jobs.index)),
        Route("/admin/jobs/{id:uuid}/revive", acting(jobs.revive), methods=["POST"]),
        Route("/me", reading(profile.show)),
        Route("/me", acting(profile.update, again=profile.show), methods=["POST"]),
        Route("/me/mail", acting(profile.choose_mail), methods=["POST"]),
        Route("/me/sign-out-everywhere", acting(profile.sign_out_everywhere), methods=["POST"]),
        Route("/me/sessions/{id:uuid}/sign-out", acting(profile.sign_out_one), methods=["POST"]),
        Route("/sign-in", reading(sign_in.show, public=True)),
        Route("/sign-in", acting(sign_in.start, before=sign_in.set_off, public=True), methods=["POST"]),
        Route("/sign-in/callback", acting(sign_in.finish, before=sign_in.come_back, public=True)),
        Route(
            "/sign-out",
            acting(sign_in.leave, before=sign_in.find_the_way_out, public=True),
            methods=["POST"],
        ),
        Route("/language/{locale}", acting(sign_in.choose_language, public=True)),
        Route("/circles/{slug}/gatherings", reading(gatherings.index)),
        Route("/circles/{slug}/gatherings", acting(gatherings.plan, again=gatherings.new), methods=["POST"]),
        Route("/circles/{slug}/gatherings/new", reading(gatherings.new)),
        Route("/circles/{slug}/gatherings/{id}.ics", reading(gatherings.calendar)),
        Route("/circles/{slug}/gatherings/{id}", reading(gatherings.show)),
        Route(
            "/circles/{slug}/gatherings/{id}",
            acting(gatherings.change, again=gatherings.edit),
            methods=["POST"],
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
        Route("/circles/{slug}/messages/{id}", reading(messages.show)),
        Route("/circles/{slug}/messages/{id}/edit", reading(messages.edit)),
        Route(
            "/circles/{slug}/messages/{id}/edit",
            acting(messages.change, again=messages.edit),
            methods=["POST"],
        ),
        Route(
            "/circles/{slug}/messages/{id}/publish",
            acting(messages.publish, again=messages.edit),
            methods=["POST"],
        ),
        Route(
            "/circles/{slug}/messages/{id}/answer",
            acting(messages.answer, again=messages.show),
            methods=["POST"],
        ),
        Route(
            "/circles/{slug}/messages/{id}/questions",
            acting(messages.ask, again=messages.show),
            methods=["POST"],
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
        Route("/charter", reading(charter.show)),
        Route("/charter", acting(charter.publish, again=charter.new), methods=["POST"]),
        Route("/charter/new", reading(charter.new)),
        Route("/charter/sign", acting(charter.sign, again=charter.show), methods=["POST"]),
        Route("/perks", acting(charter.add_perk, again=charter.show), methods=["POST"]),
        Route("/perks/{id}/remove", acting(charter.remove_perk), methods=["POST"]),
    ]


def _reports() -> list[BaseRoute]:
    """Reports. The follow-up and the anonymous door never look at who is signed in."""
    upload = submitting.UPLOAD_BYTES
    create = acting(submitting.create, again=submitting.new, before=submitting.pictures, most_bytes=upload)
    update = acting(submitting.update, again=submitting.edit, before=submitting.pictures, most_bytes=upload)
    under = {
        "vote": answering.vote,
        "follow": answering.follow,
        "comments": answering.comment,
        "notes": answering.note,
        "ask": answering.ask,
        "answer": answering.answer,
        "respond": answering.respond,
        "status": answering.change_status,
        "contest": answering.contest,
        "verify": answering.verify,
        "assign": triage.assign,
        "merge": triage.merge,
        "unmerge": triage.unmerge,
    }
    return [
        Route("/reports", reading(report_pages.index)),
        Route("/reports", create, methods=["POST"]),
        Route("/reports/new", reading(submitting.new)),
        Route("/reports/similar", reading(report_pages.similar)),
        Route("/reports/times", reading(report_pages.times)),
        Route("/reports/inbox", reading(triage.inbox)),
        Route("/reports/inbox", acting(triage.sort, again=triage.inbox), methods=["POST"]),
        Route("/reports/anonymous", reading(door.new)),
        Route("/reports/anonymous", acting(door.create, again=door.again, unsigned=True), methods=["POST"]),
        Route("/reports/follow-up", reading(door.follow_up, unsigned=True)),
        Route("/reports/follow-up", acting(door.look, again=door.follow_up, unsigned=True), methods=["POST"]),
        Route("/irritants/{irritant_id:uuid}/promote", acting(triage.promote), methods=["POST"]),
        Route("/reports/{number}", reading(report_pages.show)),
        Route("/reports/{number}/edit", reading(submitting.edit)),
        Route("/reports/{number}/edit", update, methods=["POST"]),
        Route("/reports/{number}/photos/{photo_id}", reading(submitting.photo)),
        *(
            Route(f"/reports/{{number}}/{name}", acting(handler, again=report_pages.show), methods=["POST"])
            for name, handler in under.items()
        ),
    ]
