"""The door of anonymous reports: it reads no session cookie and knows nobody.

What proves that the sender is of the company is a pass that every colleague's form holds: the date, signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from backend import journeys, reports
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.listing import Page
from backend.reports import ReportInput, Signature
from backend.services import Services
from backend.web.forms import parse, sent_form
from backend.web.page import Context, Visit
from backend.web.reports import submitting

SHOWN = 100
CHANGES = ("comment", "answer", "contest")


@dataclass(frozen=True)
class FormPage(Context):
    """`code` is to be noted before sending; nothing of it is kept until then."""

    code: str
    day_pass: str
    topics: Sequence[journeys.TopicRow]


async def new(visit: Visit) -> Response:
    """The form, for colleagues who are signed in; what it sends goes through the door."""
    code = str(visit.values.get("code") or "") or reports.new_code()
    return await _form(visit, code)


async def again(visit: Visit) -> Response:
    """The form filled again after a refusal, for nobody in particular."""
    reports.check_pass(visit.services.settings, str(visit.form.get("pass") or ""))
    return await _form(visit, str(visit.form.get("code") or "") or reports.new_code())


async def _form(visit: Visit, code: str) -> Response:
    topics = await journeys.topic_rows(visit.session)
    passed = reports.day_pass(visit.services.settings)
    context = FormPage(code, passed, list(topics.values()))
    return await visit.render("reports/anonymous.html", context)


async def pictures(request: Request) -> list[reports.Picture]:
    """The photos sent with the form, once its pass is known to be ours and the rest is as it should be."""
    services: Services = request.app.state.services
    form = await sent_form(request)
    reports.check_pass(services.settings, str(form.get("pass") or ""))
    parse(ReportInput, form)
    reports.require_code(str(form.get("code") or ""))
    return await submitting.pictures(request, public=True)


async def create(visit: Visit) -> Response:
    """Keep the report, and nothing of who sent it."""
    reports.check_pass(visit.services.settings, str(visit.form.get("pass") or ""))
    given = parse(ReportInput, visit.form)
    given = given.model_copy(update={"signature": Signature.ANONYMOUS, "pseudonym": ""})
    code = str(visit.form.get("code") or "")
    report = await reports.submit_anonymous(visit.session, given, code)
    if not (await reports.photo_rows(visit.session, [report.id]))[report.id]:
        standing = await reports.followed_up(visit.session, code)
        await reports.add_photos(visit.session, standing, visit.brought or [])
    return await _shown(visit, code, sent=True)


@dataclass(frozen=True)
class FollowUpPage(Context):
    """The report of a code; nothing but the form to type one without it."""

    code: str
    sent: bool
    report: reports.ReportRow | None
    responses: Sequence[reports.ResponseRow]
    posts: Sequence[reports.PostRow]
    steps: Sequence[reports.StepRow]
    left: int
    asked: bool


async def follow_up(visit: Visit) -> Response:
    """Type the code. It never travels in an address, where logs would keep it."""
    return await visit.render("reports/follow_up.html", FollowUpPage("", False, None, [], [], [], 0, False))


async def look(visit: Visit) -> Response:
    """The report of the code typed, and perhaps something added to it by its author. Errors: NotFound."""
    code = str(visit.form.get("code") or "")
    change = str(visit.form.get("change") or "")
    if change in CHANGES:
        standing = await reports.followed_up(visit.session, code)
        given = parse(reports.TextInput, visit.form)
        verb = {
            "comment": reports.comment,
            "answer": reports.answer_as_author,
            "contest": reports.contest,
        }[change]
        await verb(visit.session, standing, given)
    return await _shown(visit, code, sent=False)


async def _shown(visit: Visit, code: str, *, sent: bool) -> Response:
    standing = await reports.followed_up(visit.session, code)
    session, ids = visit.session, [standing.report.id]
    row = await reports.report_row(session, SYSTEM, standing.report.number)
    posts = (await reports.post_rows(session, None, ids, Page(SHOWN)))[row.id].items
    context = FollowUpPage(
        code=code,
        sent=sent,
        report=row,
        responses=(await reports.response_rows(session, ids, Page(SHOWN)))[row.id].items,
        posts=posts,
        steps=await reports.step_rows(session, row.id),
        left=row.clock.left(now()),
        asked=await reports.open_question(session, standing),
    )
    return await visit.render("reports/follow_up.html", context)
