"""Every URL of the pages, on one page."""

from starlette.routing import BaseRoute, Route

from backend.web import back_channel, badge, health, notifications, profile, search, sign_in, today
from backend.web.admin import audit, jobs, people, suppliers, tokens, webhooks
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
from backend.web.commitments import commitments
from backend.web.digests import feed as digest_feed
from backend.web.digests import issues as digest_pages
from backend.web.digests import mail as digest_mail
from backend.web.digests import subscriptions, workshop
from backend.web.digests import versions as digest_versions
from backend.web.forum import acting as forum_acts
from backend.web.forum import live as forum_live
from backend.web.forum import threads
from backend.web.immersions import (
    activities,
    approvals,
    dashboard,
    day,
    debriefs,
    editions,
    matching,
    offers,
    placements,
    setup,
    slots,
    swaps,
    visitors,
    wishes,
)
from backend.web.journeys import editing as drawing
from backend.web.journeys import journeys
from backend.web.journeys import reviews as journey_reviews
from backend.web.knowledge import articles
from backend.web.live import live
from backend.web.page import acting, reading, untraced
from backend.web.pulse import alerts, answering, conversations, questions, reciprocity, results, surveys
from backend.web.pulse import commitments as answering_back
from backend.web.recognition import bravos, faces
from backend.web.reports import answering as report_acts
from backend.web.reports import door, submitting, triage
from backend.web.reports import live as report_live
from backend.web.reports import reports as report_pages
from backend.web.reports import suppliers as report_suppliers
from backend.web.signals import signals


def routes() -> list[BaseRoute]:
    """The pages' routes, in the order of the navigation."""
    return [
        Route("/healthz", health.show),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/", reading(today.show)),
        Route("/search", reading(search.show)),
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
        *_reports(),
        *_forum(),
        *_knowledge(),
        *_recognition(),
        *_digests(),
        Route("/coverage", reading(coverage.show)),
        Route("/signals", reading(signals.index)),
        Route("/immersions", reading(editions.index)),
        Route("/immersions", acting(setup.create, again=setup.new), methods=["POST"]),
        Route("/immersions/new", reading(setup.new)),
        Route("/immersions/stories", reading(debriefs.all_stories)),
        Route("/immersions/stories/{id:uuid}", reading(debriefs.story)),
        *_activities(),
        Route("/immersions/{edition}", reading(editions.show)),
        Route("/immersions/{edition}/setup", reading(setup.show)),
        Route("/immersions/{edition}/edit", reading(setup.edit)),
        Route("/immersions/{edition}/edit", acting(setup.update, again=setup.edit), methods=["POST"]),
        Route("/immersions/{edition}/advance", acting(setup.advance), methods=["POST"]),
        Route("/immersions/{edition}/clone", acting(setup.clone, again=setup.show), methods=["POST"]),
        Route("/immersions/{edition}/matching", reading(matching.show)),
        Route("/immersions/{edition}/matching", acting(matching.run, again=matching.show), methods=["POST"]),
        Route(
            "/immersions/{edition}/matching/pins",
            acting(matching.pin, again=matching.show),
            methods=["POST"],
        ),
        Route("/immersions/{edition}/matching/publish", acting(matching.publish), methods=["POST"]),
        Route("/immersions/{edition}/placement/withdraw", acting(placements.withdraw), methods=["POST"]),
        Route("/immersions/{edition}/placement/accept", acting(placements.accept), methods=["POST"]),
        Route("/immersions/{edition}/placement/decline", acting(placements.decline), methods=["POST"]),
        Route("/immersions/{edition}/wishes", reading(wishes.show)),
        Route("/immersions/{edition}/wishes", acting(wishes.say, again=wishes.show), methods=["POST"]),
        Route("/immersions/{edition}/swap", reading(swaps.show)),
        Route("/immersions/{edition}/swap", acting(swaps.propose, again=swaps.show), methods=["POST"]),
        Route("/immersions/{edition}/wishes/move", acting(wishes.move, again=wishes.show), methods=["POST"]),
        Route("/immersions/{edition}/approvals", reading(approvals.show)),
        Route("/immersions/{edition}/approvals", acting(approvals.decide), methods=["POST"]),
        Route("/immersions/{edition}/hosting", reading(offers.hosting)),
        Route("/immersions/{edition}/offers", acting(offers.draft, again=offers.new), methods=["POST"]),
        Route("/immersions/{edition}/offers/new", reading(offers.new)),
        Route("/immersions/{edition}/offers/{id}", reading(offers.show)),
        Route("/immersions/{edition}/offers/{id}/edit", reading(offers.edit)),
        Route(
            "/immersions/{edition}/offers/{id}/edit",
            acting(offers.change, again=offers.edit),
            methods=["POST"],
        ),
        Route("/immersions/{edition}/offers/{id}/publish", acting(offers.publish), methods=["POST"]),
        Route("/immersions/{edition}/offers/{id}/decide", acting(offers.decide), methods=["POST"]),
        Route("/immersions/{edition}/offers/{id}/withdraw", acting(offers.withdraw), methods=["POST"]),
        *_days(),
        Route("/journeys", reading(journeys.index)),
        Route("/journeys/new", reading(drawing.new)),
        Route("/journeys/new", acting(drawing.create, again=drawing.new), methods=["POST"]),
        Route("/journeys/{id:uuid}", reading(journeys.show)),
        Route("/journeys/{id:uuid}/edit", reading(drawing.edit)),
        Route("/journeys/{id:uuid}/edit", acting(drawing.change, again=drawing.edit), methods=["POST"]),
        Route("/journeys/{id:uuid}/reviews/new", reading(journey_reviews.new)),
        Route(
            "/journeys/{id:uuid}/reviews",
            acting(journey_reviews.create, again=journey_reviews.new),
            methods=["POST"],
        ),
        Route("/journeys/{id:uuid}/reviews/{review_id:uuid}", reading(journey_reviews.show)),
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
        *_tools(),
        Route("/admin/audit", reading(audit.index)),
        Route("/admin/jobs", reading(jobs.index)),
        Route("/admin/jobs/{id:uuid}/revive", acting(jobs.revive), methods=["POST"]),
        Route("/me", reading(profile.show)),
        Route("/me", acting(profile.update, again=profile.show), methods=["POST"]),
        Route("/me/notifications", reading(notifications.index)),
        Route("/me/notifications/live", live(badge.watch, badge.news)),
        Route("/me/notifications/read", acting(notifications.read), methods=["POST"]),
        Route("/me/preferences", acting(notifications.prefer, again=profile.show), methods=["POST"]),
        Route("/unsubscribe/{token}", reading(notifications.stopping, unsigned=True)),
        Route(
            "/unsubscribe/{token}",
            acting(notifications.stop, unsigned=True, anywhere=True),
            methods=["POST"],
        ),
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
        Route("/sign-out/notice", back_channel.notice, methods=["POST"]),
        Route("/language", acting(sign_in.choose_language, public=True), methods=["POST"]),
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
        Route("/circles/{slug}/messages/preview", reading(messages.preview), methods=["POST"]),
        Route("/circles/{slug}/messages/{id}", reading(messages.show)),
        Route("/circles/{slug}/messages/{id}/preview", reading(messages.preview), methods=["POST"]),
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
        Route("/pulse", reading(answering.index)),
        Route("/pulse/surveys", reading(surveys.index)),
        Route("/pulse/surveys", acting(surveys.create, again=surveys.new), methods=["POST"]),
        Route("/pulse/surveys/new", reading(surveys.new)),
        Route("/pulse/surveys/{id:uuid}", reading(surveys.show)),
        Route("/pulse/surveys/{id:uuid}/edit", reading(surveys.edit)),
        Route("/pulse/surveys/{id:uuid}/edit", acting(surveys.update, again=surveys.edit), methods=["POST"]),
        Route("/pulse/surveys/{id:uuid}/preview", reading(surveys.preview)),
        Route("/pulse/surveys/{id:uuid}/start", acting(surveys.start), methods=["POST"]),
        Route("/pulse/surveys/{id:uuid}/open", acting(surveys.open_now), methods=["POST"]),
        Route("/pulse/surveys/{id:uuid}/stop", acting(surveys.stop), methods=["POST"]),
        Route("/pulse/surveys/{id:uuid}/library", reading(questions.library)),
        Route("/pulse/surveys/{id:uuid}/library", acting(questions.take), methods=["POST"]),
        Route("/pulse/surveys/{id:uuid}/questions/new", reading(questions.new)),
        Route(
            "/pulse/surveys/{id:uuid}/questions",
            acting(questions.add, again=questions.new),
            methods=["POST"],
        ),
        Route("/pulse/surveys/{id:uuid}/questions/{key}", reading(questions.edit)),
        Route(
            "/pulse/surveys/{id:uuid}/questions/{key}",
            acting(questions.change, again=questions.edit),
            methods=["POST"],
        ),
        Route("/pulse/surveys/{id:uuid}/questions/{key}/remove", acting(questions.remove), methods=["POST"]),
        Route("/pulse/surveys/{id:uuid}/questions/{key}/move", acting(questions.move), methods=["POST"]),
        Route("/pulse/{id:uuid}", untraced(answering.start)),
        Route("/pulse/{id:uuid}/results", reading(results.show)),
        Route("/pulse/{id:uuid}/results.csv", reading(results.sheet)),
        Route("/pulse/{id:uuid}/comments", reading(results.comments)),
        Route("/pulse/{id:uuid}/close", acting(surveys.close), methods=["POST"]),
        Route("/pulse/{id:uuid}/questions", untraced(answering.jump), methods=["POST"]),
        Route("/pulse/{id:uuid}/questions/{key}", untraced(answering.step)),
        Route(
            "/pulse/{id:uuid}/questions/{key}",
            untraced(answering.answer, again=answering.step_again),
            methods=["POST"],
        ),
        Route("/pulse/{id:uuid}/check", untraced(answering.check)),
        Route("/pulse/{id:uuid}/send", untraced(answering.send, again=answering.check), methods=["POST"]),
        Route("/pulse/{id:uuid}/thanks", untraced(answering.thanks)),
        Route("/pulse/{id:uuid}/leave", untraced(answering.leave), methods=["POST"]),
        Route(
            "/pulse/{id:uuid}/commitments",
            acting(answering_back.publish, again=results.show),
            methods=["POST"],
        ),
        Route("/pulse/alerts", reading(alerts.index)),
        Route("/pulse/alerts/{id:uuid}", acting(alerts.settle), methods=["POST"]),
        Route("/pulse/conversation", reading(conversations.door, unsigned=True)),
        Route(
            "/pulse/conversation",
            acting(conversations.look, again=conversations.look_again, unsigned=True),
            methods=["POST"],
        ),
        Route("/pulse/conversations/{id:uuid}", reading(conversations.show)),
        Route(
            "/pulse/conversations/{id:uuid}/reply",
            acting(conversations.reply, again=conversations.show),
            methods=["POST"],
        ),
        Route("/pulse/conversations/{id:uuid}/lock", acting(conversations.lock), methods=["POST"]),
        Route("/pulse/conversations/{id:uuid}/report", acting(conversations.report), methods=["POST"]),
        Route("/reciprocity", reading(reciprocity.show)),
        Route("/reciprocity", acting(reciprocity.bring_in, again=reciprocity.show), methods=["POST"]),
        Route("/commitments", reading(commitments.index)),
        Route("/commitments/mine", reading(commitments.mine)),
        Route("/commitments/{id:uuid}/keep", acting(commitments.keep), methods=["POST"]),
        Route(
            "/commitments/{id:uuid}/move", acting(commitments.move, again=commitments.mine), methods=["POST"]
        ),
        Route(
            "/commitments/{id:uuid}/drop", acting(commitments.drop, again=commitments.mine), methods=["POST"]
        ),
        Route("/charter", reading(charter.show)),
        Route("/charter", acting(charter.publish, again=charter.new), methods=["POST"]),
        Route("/charter/new", reading(charter.new)),
        Route("/charter/sign", acting(charter.sign, again=charter.show), methods=["POST"]),
        Route("/perks", acting(charter.add_perk, again=charter.show), methods=["POST"]),
        Route("/perks/{id}/remove", acting(charter.remove_perk), methods=["POST"]),
    ]


def _recognition() -> list[BaseRoute]:
    """One's face, and the words colleagues send each other."""
    return [
        Route("/recognition", reading(faces.show)),
        Route("/recognition/face", acting(faces.show_face), methods=["POST"]),
        Route("/bravos/new", reading(bravos.new)),
        Route("/bravos", acting(bravos.create, again=bravos.new), methods=["POST"]),
        Route("/bravos/{id:uuid}/quote", acting(bravos.quote), methods=["POST"]),
    ]


def _reports() -> list[BaseRoute]:
    """Reports. The follow-up and the anonymous door never look at who is signed in."""
    upload = submitting.UPLOAD_BYTES
    create = acting(submitting.create, again=submitting.new, before=submitting.pictures, most_bytes=upload)
    update = acting(submitting.update, again=submitting.edit, before=submitting.pictures, most_bytes=upload)
    unsigned = acting(door.create, again=door.again, unsigned=True, before=door.pictures, most_bytes=upload)
    under = {
        "vote": report_acts.vote,
        "follow": report_acts.follow,
        "comments": report_acts.comment,
        "notes": report_acts.note,
        "ask": report_acts.ask,
        "answer": report_acts.answer,
        "respond": report_acts.respond,
        "status": report_acts.change_status,
        "contest": report_acts.contest,
        "verify": report_acts.verify,
        "assign": triage.assign,
        "merge": triage.merge,
        "unmerge": triage.unmerge,
        "suppliers": report_suppliers.escalate,
        "cases/{case_id:uuid}": report_suppliers.update,
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
        Route("/reports/anonymous", unsigned, methods=["POST"]),
        Route("/reports/follow-up", reading(door.follow_up, unsigned=True)),
        Route("/reports/follow-up", acting(door.look, again=door.follow_up, unsigned=True), methods=["POST"]),
        Route("/irritants/{irritant_id:uuid}/promote", acting(triage.promote), methods=["POST"]),
        Route("/reports/{number}", reading(report_pages.show)),
        Route("/reports/{number}/live", live(report_live.watch, report_live.news)),
        Route("/reports/{number}/edit", reading(submitting.edit)),
        Route("/reports/{number}/edit", update, methods=["POST"]),
        Route("/reports/{number}/photos/{photo_id}", reading(submitting.photo)),
        *(
            Route(f"/reports/{{number}}/{name}", acting(handler, again=report_pages.show), methods=["POST"])
            for name, handler in under.items()
        ),
    ]


def _tools() -> list[BaseRoute]:
    """Suppliers and webhooks, for administrators."""
    webhook = "/admin/webhooks/{id:uuid}"
    return [
        Route("/admin/suppliers", reading(suppliers.index)),
        Route("/admin/suppliers", acting(suppliers.add, again=suppliers.index), methods=["POST"]),
        Route("/admin/suppliers/{id:uuid}/close", acting(suppliers.close), methods=["POST"]),
        Route("/admin/webhooks", reading(webhooks.index)),
        Route("/admin/webhooks", acting(webhooks.add, again=webhooks.index), methods=["POST"]),
        Route(webhook, reading(webhooks.show)),
        Route(f"{webhook}/stop", acting(webhooks.stop), methods=["POST"]),
        Route(f"{webhook}/deliveries/{{delivery_id:uuid}}/resend", acting(webhooks.resend), methods=["POST"]),
    ]


def _activities() -> list[BaseRoute]:
    """What may be offered, with its kit in both languages."""
    one, again = "/immersions/activities/{id:uuid}", activities.edit
    return [
        Route("/immersions/activities", reading(activities.index)),
        Route("/immersions/activities/new", reading(activities.new)),
        Route("/immersions/activities", acting(activities.create, again=activities.new), methods=["POST"]),
        Route(one, reading(activities.edit)),
        Route(one, acting(activities.update, again=again), methods=["POST"]),
        Route(f"{one}/retire", acting(activities.retire), methods=["POST"]),
    ]


def _digests() -> list[BaseRoute]:
    """The monthly digest. A message's own link unsubscribes without anybody signing in."""
    under = {
        "items/{item_id:uuid}": workshop.edit_item,
        "gather": workshop.gather,
        "headline": workshop.write_headline,
        "word": workshop.write_word,
        "comments": workshop.comment,
        "review": workshop.request_review,
        "reject": workshop.reject,
        "delegate": workshop.name_delegate,
        "sign": workshop.sign,
        "schedule": workshop.schedule,
        "pause": workshop.pause,
        "resume": workshop.resume,
        "cancel": workshop.cancel,
    }
    one_click = acting(subscriptions.unsubscribe, unsigned=True, anywhere=True)
    return [
        Route("/digests", reading(digest_pages.index)),
        Route("/digests", acting(digest_pages.compose, again=digest_pages.index), methods=["POST"]),
        Route("/digests/feed.atom", reading(digest_feed.atom)),
        Route("/digests/feed/{key}", reading(digest_feed.own, unsigned=True)),
        Route("/digests/subscription", acting(subscriptions.choose), methods=["POST"]),
        Route("/digests/unsubscribe/{token}", reading(subscriptions.ask, unsigned=True)),
        Route("/digests/unsubscribe/{token}", one_click, methods=["POST"]),
        Route("/digests/{number}", reading(digest_pages.show)),
        Route("/digests/{number}/print", reading(digest_pages.paper)),
        Route("/digests/{number}/screen", reading(digest_pages.screen)),
        Route("/digests/{number}/looks/{locale}", reading(digest_mail.looks)),
        Route("/digests/{number}/mail/{locale}", reading(digest_mail.show)),
        Route("/digests/{number}/versions/{revision}", reading(digest_versions.show)),
        Route("/digests/{number}/edit", reading(workshop.show)),
        *(
            Route(f"/digests/{{number}}/{name}", acting(handler, again=workshop.show), methods=["POST"])
            for name, handler in under.items()
        ),
    ]


def _days() -> list[BaseRoute]:
    """The days of an edition: living one, welcoming somebody, telling it afterwards."""
    edition, slot = "/immersions/{edition}", "/immersions/{edition}/visitors/{slot_id:uuid}"
    tell, tell_as_host = debriefs.visitor_form, debriefs.host_form
    return [
        Route(f"{edition}/day", reading(day.show)),
        Route(f"{edition}/day/kit", reading(day.kit)),
        Route(f"{edition}/day/calendar.ics", reading(day.calendar)),
        Route(f"{edition}/day/rules", acting(day.rules), methods=["POST"]),
        Route(f"{edition}/day/hearts", acting(day.heart), methods=["POST"]),
        Route(f"{edition}/day/notes", acting(day.note, again=day.show), methods=["POST"]),
        Route(f"{edition}/day/notes/{{note_id:uuid}}/drop", acting(day.drop), methods=["POST"]),
        Route(f"{edition}/day/missed", acting(day.missed), methods=["POST"]),
        Route(f"{edition}/day/debrief", reading(tell)),
        Route(f"{edition}/day/debrief", acting(debriefs.submit, again=tell), methods=["POST"]),
        Route(f"{edition}/arrive", reading(day.arrive_form)),
        Route(f"{edition}/arrive", acting(day.arrive, again=day.arrive_form), methods=["POST"]),
        Route(f"{edition}/visitors", reading(visitors.index)),
        Route(f"{edition}/visitors/arrived", acting(visitors.arrived), methods=["POST"]),
        Route(f"{edition}/visitors/missed", acting(visitors.missed), methods=["POST"]),
        Route(slot, reading(visitors.sheet)),
        Route(f"{slot}/rules", acting(visitors.rules), methods=["POST"]),
        Route(f"{slot}/debrief", reading(tell_as_host)),
        Route(f"{slot}/debrief", acting(debriefs.submit, again=tell_as_host), methods=["POST"]),
        Route(f"{edition}/slots/{{slot_id:uuid}}", reading(slots.show)),
        Route(f"{edition}/slots/{{slot_id:uuid}}", acting(slots.change, again=slots.show), methods=["POST"]),
        Route(f"{edition}/slots/{{slot_id:uuid}}/cancel", acting(slots.cancel), methods=["POST"]),
        Route(f"{edition}/arrivals", reading(visitors.arrivals)),
        Route(f"{edition}/debriefs/{{id:uuid}}", reading(debriefs.show)),
        Route(f"{edition}/debriefs/{{id:uuid}}/idea", acting(debriefs.promote_idea), methods=["POST"]),
        Route(f"{edition}/stories", reading(debriefs.stories)),
        Route(f"{edition}/dashboard", reading(dashboard.show)),
        Route(f"{edition}/dashboard.csv", reading(dashboard.download)),
    ]


def _forum() -> list[BaseRoute]:
    """The forum. « The same question » is counted without a key, so that nothing is kept of who said it."""
    on_thread = {
        "answers": forum_acts.answer,
        "lock": forum_acts.lock,
        "unlock": forum_acts.unlock,
        "expert": forum_acts.ask,
        "again": forum_acts.again,
    }
    on_post = {
        "vote": forum_acts.vote,
        "helped": forum_acts.helped,
        "accept": forum_acts.accept,
        "confirm": forum_acts.confirm,
        "outdated": forum_acts.outdated,
        "flag": forum_acts.flag,
        "keep": forum_acts.keep,
        "hide": forum_acts.hide,
        "restore": forum_acts.restore,
    }
    return [
        Route("/forum", reading(threads.index)),
        Route("/forum", acting(threads.create, again=threads.new), methods=["POST"]),
        Route("/forum/new", reading(threads.new)),
        Route("/forum/similar", reading(threads.similar)),
        Route("/forum/flagged", reading(forum_acts.flagged)),
        Route("/forum/{id}", reading(threads.show)),
        Route("/forum/{id}/live", live(forum_live.watch, forum_live.news)),
        *(
            Route(f"/forum/{{id}}/{name}", acting(act, again=threads.show), methods=["POST"])
            for name, act in on_thread.items()
        ),
        *(
            Route(
                f"/forum/{{id}}/posts/{{post_id}}/{name}", acting(act, again=threads.show), methods=["POST"]
            )
            for name, act in on_post.items()
        ),
    ]


def _knowledge() -> list[BaseRoute]:
    """Knowledge. « The same question » is counted without a key, as in the forum."""
    under = {
        "validate": articles.validate,
        "edit": articles.revise,
        "archive": articles.archive,
        "again": articles.again,
    }
    return [
        Route("/knowledge", reading(articles.index)),
        Route("/knowledge/{slug}", reading(articles.show)),
        Route("/forum/{id}/posts/{post_id}/promote", acting(articles.promote), methods=["POST"]),
        *(
            Route(f"/knowledge/{{slug}}/{name}", acting(act, again=articles.show), methods=["POST"])
            for name, act in under.items()
        ),
    ]
