"""The addresses of reports. The follow-up and the anonymous door never look at who is signed in."""

from starlette.routing import BaseRoute, Route

from backend.web.live import live
from backend.web.page import acting, reading
from backend.web.reports import anonymous, answering, chain, reports, submitting, suppliers, triage
from backend.web.reports import live as reports_live

UPLOAD = submitting.UPLOAD_BYTES
SEND = acting(submitting.create, again=submitting.new, before=submitting.pictures_of_new, most_bytes=UPLOAD)
COMPLETE = acting(submitting.update, again=submitting.edit, before=submitting.pictures, most_bytes=UPLOAD)
SEND_UNSIGNED = acting(
    anonymous.create, again=anonymous.again, unsigned=True, before=anonymous.pictures, most_bytes=UPLOAD
)
PROMOTE = acting(triage.promote, again=triage.title_of_irritant)
UNDER = {
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
    "suppliers": suppliers.escalate,
    "cases/{case_id:uuid}": suppliers.update,
}

ROUTES: list[BaseRoute] = [
    Route("/reports", reading(reports.index)),
    Route("/reports", SEND, methods=["POST"]),
    Route("/reports/new", reading(submitting.new)),
    Route("/reports/new", reading(submitting.new), methods=["POST"]),
    Route("/reports/similar", reading(reports.similar)),
    Route("/reports/times", reading(reports.times)),
    Route("/reports/chain", reading(chain.show)),
    Route("/reports/inbox", reading(triage.inbox)),
    Route("/reports/inbox", acting(triage.sort, again=triage.inbox), methods=["POST"]),
    Route("/reports/anonymous", reading(anonymous.new)),
    Route("/reports/anonymous", SEND_UNSIGNED, methods=["POST"]),
    Route("/reports/follow-up", reading(anonymous.follow_up, unsigned=True)),
    Route(
        "/reports/follow-up",
        acting(anonymous.look, again=anonymous.follow_up, unsigned=True),
        methods=["POST"],
    ),
    Route("/irritants/{irritant_id:uuid}/promote", PROMOTE, methods=["POST"]),
    Route("/reports/{number}", reading(reports.show)),
    Route("/reports/{number}/live", live(reports_live.watch, reports_live.news)),
    Route("/reports/{number}/edit", reading(submitting.edit)),
    Route("/reports/{number}/edit", COMPLETE, methods=["POST"]),
    Route("/reports/{number}/photos/{photo_id}", reading(submitting.photo)),
    *(
        Route(f"/reports/{{number}}/{name}", acting(handler, again=reports.show), methods=["POST"])
        for name, handler in UNDER.items()
    ),
]
