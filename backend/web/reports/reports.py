"""Reports: the list, one report, those that look alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from starlette.responses import Response

from backend import commitments, events, journeys, lineage, reports, suppliers
from backend.core.clock import now
from backend.core.listing import Listing, Page
from backend.core.local_time import today_in
from backend.reports import ReportFilter, ReportOrder
from backend.web.forms import uuid_or_none
from backend.web.page import Context, Visit
from backend.web.reports.frame import number_of

PAGE = 20
SHOWN = 100
ALIKE = 4
FILTERS = ("q", "kind", "status", "topic", "order", "mine", "followed", "late")

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True)
class IndexPage(Context):
    """`wanted` is the address's search and filters, `topic` the name of the one; `more_href` goes on."""

    listing: Listing[reports.ReportRow]
    wanted: Mapping[str, str]
    topic: str
    more_href: str
    may_answer: bool


async def index(visit: Visit) -> Response:
    """Every report, searched and filtered in its address; a fragment for htmx."""
    wanted = {name: visit.query(name) for name in FILTERS}
    page = Page(PAGE, visit.cursor(), peek=True)
    order = _one_of(ReportOrder, wanted["order"]) or ReportOrder.NEWEST
    asked = filter_of(wanted)
    listing = await reports.visible_reports(visit.session, visit.actor, page, asked, order)
    topics = await journeys.topic_rows(visit.session, [asked.topic_id]) if asked.topic_id else {}
    kept = {name: value for name, value in wanted.items() if value}
    context = IndexPage(
        listing=listing,
        wanted=wanted,
        topic=next((one.name for one in topics.values()), ""),
        more_href=f"/reports?{urlencode({**kept, 'after': listing.end or ''})}",
        may_answer=await reports.has_inbox(visit.session, visit.actor),
    )
    if visit.puts_in("report-items"):
        return await visit.render("reports/_more_reports.html", context)
    return await visit.render(
        "reports/_list.html" if visit.puts_in("reports") else "reports/index.html", context
    )


def filter_of(wanted: Mapping[str, str]) -> ReportFilter:
    """The filter an address asks for; what makes no sense narrows nothing."""
    return ReportFilter(
        kind=_one_of(reports.Kind, wanted["kind"]),
        status=_one_of(reports.Status, wanted["status"]),
        topic_id=uuid_or_none(wanted.get("topic")),
        lateness=_one_of(reports.Lateness, wanted["late"]),
        mine=wanted["mine"] == "1",
        followed=wanted["followed"] == "1",
        words=wanted["q"],
    )


def _one_of(members: type[Member], value: str) -> Member | None:
    return next((one for one in members if one.value == value), None)


@dataclass(frozen=True)
class SimilarFragment(Context):
    alike: Sequence[reports.ReportRow]


async def similar(visit: Visit) -> Response:
    """Reports that look like what is being typed."""
    return await visit.render(
        "reports/_similar.html", SimilarFragment(await alike(visit, visit.query("title")))
    )


async def alike(visit: Visit, text: str, besides: reports.ReportRow | None = None) -> list[reports.ReportRow]:
    """The reports most like a text, the closest first."""
    ids = await reports.similar_ids(visit.session, text, ALIKE, besides.id if besides else None)
    rows = await reports.reports_by_ids(visit.session, visit.actor, ids)
    return [rows[one] for one in ids if one in rows]


@dataclass(frozen=True)
class ShowPage(Context):
    """One report with its story; `asked` says that a question waits for its author.

    `makers` are the suppliers that the reader may put it to; `version` is the state that live events go on
    from.
    """

    report: reports.ReportRow
    version: str
    responses: Sequence[reports.ResponseRow]
    posts: Sequence[reports.PostRow]
    steps: Sequence[reports.StepRow]
    photos: Sequence[reports.PhotoRow]
    promises: Sequence[commitments.CommitmentRow]
    links: Sequence[reports.Link]
    alike: Sequence[reports.ReportRow]
    duplicates: Sequence[reports.ReportRow]
    topics: Sequence[journeys.TopicRow]
    next_statuses: Sequence[reports.Status]
    place: str | None
    state: reports.ClockState
    left: int
    asked: bool
    doubts: int
    cases: Sequence[suppliers.CaseRow]
    makers: Sequence[suppliers.SupplierRow]
    case_statuses: Sequence[suppliers.CaseStatus]
    today: date


async def show(visit: Visit) -> Response:
    """A report: what is said, what becomes of it, how long the answer takes."""
    session, actor = visit.session, visit.actor
    report = await reports.report_row(session, actor, number_of(visit))
    ids = [report.id]
    posts = (await reports.post_rows(session, actor, ids, Page(SHOWN)))[report.id].items
    questions = [one.kind for one in posts]
    topics = await journeys.topic_rows(session) if report.may_respond else {}
    makers: Sequence[suppliers.SupplierRow] = ()
    if report.may_respond:
        makers = (await suppliers.visible_suppliers(session, Page(SHOWN), still_open=True)).items
    context = ShowPage(
        report=report,
        version=(await events.states_of(session, "report", ids))[report.id],
        responses=(await reports.response_rows(session, ids, Page(SHOWN)))[report.id].items,
        posts=posts,
        steps=await reports.step_rows(session, report.id),
        photos=(await reports.photo_rows(session, ids))[report.id],
        promises=(await commitments.commitments_of(session, reports.SOURCE, ids))[report.id],
        links=(await lineage.lineage_of(session, actor, [report]))[report.id],
        alike=await alike(visit, report.title, report),
        duplicates=await reports.duplicates_of(session, actor, report.id),
        topics=list(topics.values()),
        next_statuses=sorted(reports.NEXT[report.status], key=list(reports.Status).index),
        place=await place_of(visit, report),
        state=report.clock.state(now()),
        left=report.clock.left(now()),
        asked=questions.count(reports.PostKind.QUESTION) > questions.count(reports.PostKind.ANSWER),
        doubts=await reports.doubts_of(session, report.id) if report.verify_on else 0,
        cases=(await suppliers.cases_of(session, ids, Page(SHOWN)))[report.id].items,
        makers=makers,
        case_statuses=tuple(suppliers.CaseStatus),
        today=today_in(visit.time_zone),
    )
    return await visit.render("reports/show.html", context)


async def place_of(visit: Visit, report: reports.ReportRow) -> str | None:
    """Where on a customer's journey a report is: its step, or the two of its handoff."""
    if report.step_id is not None:
        steps = await journeys.steps_by_ids(visit.session, [report.step_id])
        return next((one.name for one in steps.values()), None)
    if report.handoff_id is not None:
        handoffs = await journeys.handoffs_by_ids(visit.session, [report.handoff_id])
        for one in handoffs.values():
            names = await journeys.steps_by_ids(visit.session, [one.from_step_id, one.to_step_id])
            return " → ".join(names[step].name for step in (one.from_step_id, one.to_step_id))
    return None


@dataclass(frozen=True)
class TimesPage(Context):
    times: Sequence[reports.ResponseTimes]


async def times(visit: Visit) -> Response:
    """How long answers take, by topic."""
    return await visit.render("reports/times.html", TimesPage(await reports.response_times(visit.session)))
