"""The workshop of an issue: choosing, writing, talking it over. One page, each act a form that comes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import digests
from backend.core.candidates import Section
from backend.core.errors import NotFound, checked
from backend.core.local_time import on_the_clock
from backend.web.digests.frame import Frame, frame_of, issue_of
from backend.web.digests.issues import said_for
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class WorkshopPage(Context):
    """`offered` are the items of each section, chosen ones first; `audience` who would receive it now."""

    frame: Frame
    issue: digests.IssueRow
    sections: Sequence[Section]
    offered: Mapping[Section, Sequence[digests.Told]]
    most: int
    blockers: Sequence[digests.Blocker]
    remarks: Sequence[digests.RemarkRow]
    versions: Sequence[digests.VersionRow]
    audience: int
    day: str
    hour: str
    said: Callable[[Mapping[str, str]], str]


async def show(visit: Visit) -> Response:
    """Errors: NotFound for those who do not make this issue."""
    frame = await frame_of(visit)
    if not frame.standing.may_review:
        raise NotFound
    session, issue = visit.session, frame.issue
    items = await digests.items_of(session, issue.id)
    offered = {section: [one for one in items if one.section is section] for section in Section}
    planned = on_the_clock(frame.row.scheduled_at, visit.time_zone) if frame.row.scheduled_at else None
    writable = frame.row.status in {"draft", "in_review", "signed", "scheduled"}
    context = WorkshopPage(
        frame=frame,
        issue=frame.row,
        sections=[section for section in Section if offered[section]],
        offered=offered,
        most=digests.MOST_ITEMS,
        blockers=await digests.blockers_of(session, issue) if writable else [],
        remarks=await digests.remark_rows(session, issue.id),
        versions=await digests.version_rows(session, issue.id),
        audience=await digests.audience_size(session, issue) if writable else frame.row.recipients,
        day=f"{planned:%Y-%m-%d}" if planned else "",
        hour=f"{planned:%H:%M}" if planned else "",
        said=said_for(visit.locale),
    )
    if visit.puts_in("progress"):
        return await visit.render("digests/_progress.html", context)
    return await visit.render("digests/edit.html", context)


async def edit_item(visit: Visit) -> Response:
    issue = await issue_of(visit)
    given = parse(digests.ItemInput, visit.form)
    item_id = UUID(visit.path("item_id"))
    await digests.edit_item(visit.session, visit.actor, issue, item_id, given)
    return visit.redirect(f"/digests/{issue.number}/edit#item-{item_id}", said="digest.item_edited")


async def gather(visit: Visit) -> Response:
    issue = await issue_of(visit)
    found = await digests.gather(visit.session, visit.actor, issue)
    return _back(visit, issue, "digest.gathered" if found else "digest.gathered_nothing")


async def write_headline(visit: Visit) -> Response:
    issue = await issue_of(visit)
    await digests.write_headline(visit.session, visit.actor, issue, parse(digests.TextsInput, visit.form))
    return _back(visit, issue, "digest.written")


async def write_word(visit: Visit) -> Response:
    issue = await issue_of(visit)
    await digests.write_word(visit.session, visit.actor, issue, parse(digests.TextsInput, visit.form))
    return _back(visit, issue, "digest.written")


async def comment(visit: Visit) -> Response:
    issue = await issue_of(visit)
    await digests.comment(visit.session, visit.actor, issue, parse(digests.RemarkInput, visit.form))
    return _back(visit, issue, "digest.commented")


async def request_review(visit: Visit) -> Response:
    issue = await digests.request_review(visit.session, visit.actor, await issue_of(visit))
    return _back(visit, issue, "digest.review_requested")


async def reject(visit: Visit) -> Response:
    given = parse(digests.RemarkInput, visit.form)
    issue = await digests.reject(visit.session, visit.actor, await issue_of(visit), given)
    return _back(visit, issue, "digest.rejected")


async def name_delegate(visit: Visit) -> Response:
    given = parse(digests.DelegateInput, visit.form)
    issue = await digests.name_delegate(visit.session, visit.actor, await issue_of(visit), given)
    return _back(visit, issue, "digest.delegate_named")


async def sign(visit: Visit) -> Response:
    issue = await digests.sign(visit.session, visit.actor, await issue_of(visit))
    return _back(visit, issue, "digest.signed")


async def schedule(visit: Visit) -> Response:
    """Plan the sending: the form sends a day and an hour, or neither to send at once."""
    day, hour = (str(visit.form.get(f"at_{part}") or "") for part in ("day", "hour"))
    given = checked(digests.ScheduleInput, {"at": f"{day}T{hour or '08:00'}"} if day else {})
    issue = await digests.schedule(visit.session, visit.actor, await issue_of(visit), given)
    return _back(visit, issue, "digest.scheduled")


async def pause(visit: Visit) -> Response:
    issue = await digests.pause(visit.session, visit.actor, await issue_of(visit))
    return _back(visit, issue, "digest.paused")


async def resume(visit: Visit) -> Response:
    issue = await digests.resume(visit.session, visit.actor, await issue_of(visit))
    return _back(visit, issue, "digest.resumed")


async def cancel(visit: Visit) -> Response:
    issue = await digests.cancel(visit.session, visit.actor, await issue_of(visit))
    return _back(visit, issue, "digest.cancelled")


def _back(visit: Visit, issue: digests.Issue, said: str) -> Response:
    return visit.redirect(f"/digests/{issue.number}/edit", said=said)
