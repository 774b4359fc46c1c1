"""What an open report is sent: where it stands, what becomes of it, what is said under it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from backend import commitments, events, reports
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.reports import PostKind
from backend.web.live import News, Press, Watch
from backend.web.page import Visit
from backend.web.reports.frame import number_of
from backend.web.reports.reports import SHOWN


@dataclass(frozen=True, slots=True)
class ReportLook:
    """What a reader is owed: the report as it is, once it is no longer as they saw it."""

    number: int
    seen: str
    reader: Actor = field(hash=False)


async def watch(visit: Visit) -> Watch[ReportLook]:
    """Watch the report of the URL, from the state its `seen` names. Errors: NotFound."""
    report = await reports.get_report(visit.session, visit.actor, number_of(visit))
    return Watch(
        f"report:{report.id}",
        visit.query("seen"),
        lambda actor, seen: ReportLook(report.number, seen, actor),
    )


async def news(press: Press, looks: Collection[ReportLook]) -> dict[ReportLook, News]:
    """The news of all who look; as many statements a report however many they are."""
    written: dict[ReportLook, News] = {}
    for number in {look.number for look in looks}:
        report = await reports.get_report(press.session, SYSTEM, number)
        state = (await events.states_of(press.session, "report", [report.id]))[report.id]
        behind = [look for look in looks if look.number == number and look.seen != state]
        if not behind:
            continue
        shown = await _shown(press, report)
        readers = [look.reader for look in behind]
        answering = await reports.responding(press.session, report, readers)
        voters = await reports.voters_among(press.session, report.id, [one.person_id for one in readers])
        rendered: dict[object, str] = {}
        for look in behind:
            one = look.reader
            same = (one.person_id in answering, one.person_id in voters, one.locale, one.time_zone)
            if same not in rendered:
                rendered[same] = _rendered(press, shown, *same)
            written[look] = News(state, rendered[same])
    return written


async def _shown(press: Press, report: reports.Report) -> dict[str, Any]:
    """What the page shows of a report, notes included."""
    session, ids = press.session, [report.id]
    row = (await reports.reports_by_ids(session, SYSTEM, ids))[report.id]
    return {
        "report": row,
        "responses": (await reports.response_rows(session, ids, Page(SHOWN)))[report.id].items,
        "posts": (await reports.post_rows(session, SYSTEM, ids, Page(SHOWN)))[report.id].items,
        "steps": await reports.step_rows(session, report.id),
        "promises": (await commitments.commitments_of(session, reports.SOURCE, ids))[report.id],
        "state": row.clock.state(now()),
        "left": row.clock.left(now()),
    }


def _rendered(
    press: Press, shown: dict[str, Any], answers: bool, voted: bool, locale: str, time_zone: str
) -> str:
    """The news for one kind of reader: notes go to those who answer alone."""
    seen = {
        "report": replace(shown["report"], viewer_has_voted=voted, may_respond=answers),
        "posts": [post for post in shown["posts"] if answers or post.kind is not PostKind.NOTE],
    }
    return press.templates.render(
        "reports/_news.html",
        locale=locale,
        time_zone=time_zone,
        now=now(),
        partial=True,
        today=today_in(time_zone),
        **{**shown, **seen},
    )
