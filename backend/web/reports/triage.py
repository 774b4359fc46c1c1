"""The inbox of those who answer: oldest first, sorted by topic, merged, handed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, Field
from starlette.responses import Response

from backend import journeys, lineage, reports
from backend.core.clock import now
from backend.core.listing import Listing, Page
from backend.reports import ReportOrder
from backend.web.forms import parse
from backend.web.page import Context, Visit
from backend.web.reports.frame import frame_of
from backend.web.reports.reports import filter_of

PAGE = 50
FILTERS = ("q", "kind", "status", "late", "mine", "followed")


@dataclass(frozen=True)
class InboxPage(Context):
    """`left` are the working days left of each report, by number."""

    listing: Listing[reports.ReportRow]
    left: Mapping[int, int]
    states: Mapping[int, reports.ClockState]
    topics: Sequence[journeys.TopicRow]
    wanted: Mapping[str, str]
    here: str
    more_href: str


async def inbox(visit: Visit) -> Response:
    """What waits for an answer of the reader's, oldest first."""
    wanted = _wanted(visit)
    asked = replace(filter_of(wanted), inbox=True)
    page = Page(PAGE, visit.cursor())
    listing = await reports.visible_reports(visit.session, visit.actor, page, asked, ReportOrder.OLDEST)
    at = now()
    context = InboxPage(
        listing=listing,
        left={one.number: one.clock.left(at) for one in listing.items},
        states={one.number: one.clock.state(at) for one in listing.items},
        topics=list((await journeys.topic_rows(visit.session)).values()),
        wanted=wanted,
        here=_narrowed(wanted),
        more_href=_narrowed({**wanted, "after": listing.end or ""}),
    )
    return await visit.render(
        "reports/_inbox.html" if visit.puts_in("inbox") else "reports/inbox.html", context
    )


class SortInput(BaseModel):
    """Reports ticked in the inbox, and what to do with them all: look into them, hand them on, merge them."""

    number: list[int] = []
    topic_id: UUID | None = None
    into: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    review: bool = False


async def sort(visit: Visit) -> Response:
    """Do the same to every ticked report: all of it or nothing."""
    given = parse(SortInput, visit.form)
    for number in given.number[:PAGE]:
        report = await reports.get_report(visit.session, visit.actor, number)
        standing = await reports.standing_of(visit.session, visit.actor, report)
        if given.review and report.status is reports.Status.RECEIVED:
            looked = reports.StatusInput(status=reports.Status.IN_REVIEW)
            await reports.change_status(visit.session, standing, looked)
        if given.topic_id is not None:
            await reports.assign(visit.session, standing, given.topic_id)
        if given.into is not None:
            into = await reports.get_report(visit.session, visit.actor, given.into)
            await reports.merge(visit.session, visit.actor, report, into)
    return visit.redirect(_narrowed(_wanted(visit)), said="report.sorted")


def _wanted(visit: Visit) -> dict[str, str]:
    return {name: visit.query(name) for name in FILTERS}


def _narrowed(wanted: Mapping[str, str]) -> str:
    """The inbox at the address that narrows it so."""
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"/reports/inbox?{query}" if query else "/reports/inbox"


class TopicChoice(BaseModel):
    topic_id: UUID


async def assign(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(TopicChoice, visit.form)
    await reports.assign(visit.session, frame.standing, given.topic_id)
    return visit.redirect(frame.path, said="report.assigned")


async def merge(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(reports.MergeInput, visit.form)
    into = await reports.get_report(visit.session, visit.actor, given.into)
    await reports.merge(visit.session, visit.actor, frame.report, into)
    return visit.redirect(f"/reports/{given.into}", said="report.merged")


async def unmerge(visit: Visit) -> Response:
    frame = await frame_of(visit)
    await reports.unmerge(visit.session, visit.actor, frame.report)
    return visit.redirect(frame.path, said="report.unmerged")


async def promote(visit: Visit) -> Response:
    """Send an irritant of a journey on as a report."""
    irritant = await journeys.get_irritant(visit.session, UUID(visit.path("irritant_id")))
    report = await lineage.promote_irritant(
        visit.session, visit.actor, irritant, str(visit.form.get("title") or "")
    )
    return visit.redirect(f"/reports/{report.number}", said="report.promoted")


async def title_of_irritant(visit: Visit) -> Response:
    """Ask for the title of an irritant that has too few words for one."""
    irritant = await journeys.get_irritant(visit.session, UUID(visit.path("irritant_id")))
    return await ask_title(visit, irritant.text)


@dataclass(frozen=True)
class TitlePage(Context):
    """`text` is what is sent on, from the address `here`."""

    here: str
    text: str


async def ask_title(visit: Visit, text: str) -> Response:
    """The form for the title under which a text is sent on."""
    return await visit.render("reports/title.html", TitlePage(visit.request.url.path, text))
