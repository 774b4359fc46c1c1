"""Issues: the list, and one issue as its readers see it: on the page, printed, on a shop's screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from backend import digests, identity
from backend.core.candidates import Section
from backend.core.errors import checked
from backend.core.i18n import LOCALES
from backend.core.listing import Listing, Page
from backend.core.local_time import company_today
from backend.digests.months import month_before
from backend.web.digests.frame import frame_of
from backend.web.page import Context, Visit

PAGE = 12


@dataclass(frozen=True)
class IndexPage(Context):
    """The archive, the workshop of those who make issues, and whether the reader gets it by mail."""

    archive: Listing[digests.IssueRow]
    workshop: Sequence[digests.IssueRow]
    more_href: str
    may_compose: bool
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool
    month: str
    subscribed: bool
    feed_href: str
    said: Callable[[Mapping[str, str]], str]


async def index(visit: Visit) -> Response:
    """Every issue of the reader's part of the company; a fragment for htmx."""
    session, actor = visit.session, visit.actor
    page = Page(PAGE, visit.cursor(), peek=True)
    archive = await digests.visible_issues(session, actor, page, digests.Shelf.ARCHIVE)
    reach = actor.reach.get(identity.Permission.DIGESTS_WRITE, frozenset())
    workshop: Sequence[digests.IssueRow] = ()
    if any(actor.may_somewhere(right) for right in digests.RIGHTS):
        making = await digests.visible_issues(session, actor, Page(20), digests.Shelf.WORKSHOP)
        workshop = making.items
    context = IndexPage(
        archive=archive,
        workshop=workshop,
        more_href=f"/digests?{urlencode({'after': archive.end or ''})}",
        may_compose=bool(reach),
        units=await identity.units_to_choose(session, reach) if reach else [],
        may_everywhere=None in reach,
        month=f"{month_before(company_today(session)):%Y-%m}",
        subscribed=await digests.is_subscribed(session, actor),
        feed_href=await _feed_href(visit),
        said=said_for(visit.locale),
    )
    if visit.puts_in("issue-items"):
        return await visit.render("digests/_more_issues.html", context)
    return await visit.render("digests/index.html", context)


async def _feed_href(visit: Visit) -> str:
    """The reader's own address of the feed, for a program that cannot sign in."""
    assert visit.actor.person_id is not None
    key = await digests.feed_key(visit.session, visit.services.settings, visit.actor.person_id)
    return f"/digests/feed/{key}"


async def compose(visit: Visit) -> Response:
    """Begin the issue of a month, which the form names as 2026-11."""
    month = str(visit.form.get("month") or "")
    values = {"month": f"{month}-01", "org_unit_id": visit.form.get("org_unit_id") or None}
    given = checked(digests.ComposeInput, values)
    issue = await digests.compose(visit.session, visit.actor, given)
    return visit.redirect(f"/digests/{issue.number}/edit", said="digest.composed")


@dataclass(frozen=True)
class IssuePage(Context):
    """An issue as its readers see it; `draft` says that it has not left."""

    issue: digests.IssueRow
    content: digests.Content
    values_of: Mapping[str, Sequence[str]]
    minutes: int
    draft: bool
    said: Callable[[Mapping[str, str]], str]
    rest: Mapping[Section, str]


async def show(visit: Visit) -> Response:
    return await _issue(visit, "digests/show.html")


async def paper(visit: Visit) -> Response:
    """The issue on A4."""
    return await _issue(visit, "digests/print.html")


async def screen(visit: Visit) -> Response:
    """The issue in large, for the screen of a shop."""
    return await _issue(visit, "digests/screen.html")


async def _issue(visit: Visit, template: str) -> Response:
    frame = await frame_of(visit)
    issue_id, sent = frame.issue.id, frame.row.status is digests.State.SENT
    content = digests.content_of(frame.issue, await digests.items_of(visit.session, issue_id))
    if sent:
        visit.afterwards = lambda session: digests.note_read(session, issue_id)
    if (asked := visit.query("in")) in LOCALES:
        # A language is a version of the issue: the whole page speaks it.
        visit.locale = asked
    words = visit.translator
    context = IssuePage(
        issue=frame.row,
        content=content,
        values_of={
            str(item.id): [digests.value_of(words, figure) for figure in item.figures]
            for item in content.items
        },
        minutes=digests.minutes_of(content, visit.locale),
        draft=not sent,
        said=said_for(visit.locale),
        rest=digests.REST,
    )
    return await visit.render(template, context)


def said_for(locale: str) -> Callable[[Mapping[str, str]], str]:
    """What templates say texts with: in the reader's language, else as they were written."""
    return lambda words: digests.said_in(words, locale)
