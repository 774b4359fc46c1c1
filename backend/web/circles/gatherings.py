"""Gatherings of a circle: the list, one gathering with its replies, planning, attendance, calendar file."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.responses import Response

from backend import circles
from backend.core.clock import now
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.core.local_time import on_the_clock
from backend.web.circles.frame import Frame, frame_of
from backend.web.forms import parse
from backend.web.page import Context, Visit

PEOPLE_SHOWN = 100


@dataclass(frozen=True)
class ListPage(Context):
    circle: circles.CircleRow
    listing: Listing[circles.GatheringRow]
    past: bool
    may_edit: bool


async def index(visit: Visit) -> Response:
    """A circle's gatherings, to come or past; the next items alone for htmx."""
    frame = await frame_of(visit)
    past, after = visit.query("past") == "1", visit.cursor()
    listing = await circles.visible_gatherings(
        visit.session, visit.actor, frame.circle.id, Page(20, after), past=past
    )
    template = "circles/_more_gatherings.html" if visit.is_htmx and after else "circles/gatherings.html"
    return await visit.render(template, ListPage(frame.row, listing, past, frame.may_edit))


@dataclass(frozen=True)
class GatheringPage(Context):
    circle: circles.CircleRow
    gathering: circles.GatheringRow
    people: Listing[circles.AttendeeRow] | None
    is_member: bool
    may_edit: bool
    zone: str


async def show(visit: Visit) -> Response:
    """One gathering; its people for members, and the sheet of who came for leads once it has started."""
    frame, gathering = await _gathering(visit)
    row = await circles.gathering_row(visit.session, visit.actor, gathering.id)
    people = None
    if circles.may_see_inside(frame.standing):
        page = Page(PEOPLE_SHOWN, visit.cursor())
        people = await circles.attendees(visit.session, visit.actor, gathering, page)
    context = GatheringPage(frame.row, row, people, frame.is_member, frame.may_edit, visit.time_zone)
    return await visit.render("circles/gathering.html", context)


@dataclass(frozen=True)
class FormPage(Context):
    circle: circles.CircleRow
    gathering_id: UUID | None
    filled: dict[str, object]
    spans_days: bool
    zone: str


async def new(visit: Visit) -> Response:
    frame = await frame_of(visit)
    circles.require_edit(frame.standing)
    context = FormPage(frame.row, None, dict(visit.values), False, visit.time_zone)
    return await visit.render("circles/gathering_form.html", context)


async def edit(visit: Visit) -> Response:
    frame, gathering = await _gathering(visit)
    circles.require_edit(frame.standing)
    starts_at, ends_at = (on_the_clock(t, visit.time_zone) for t in (gathering.starts_at, gathering.ends_at))
    first_day, last_day = f"{starts_at:%Y-%m-%d}", f"{ends_at:%Y-%m-%d}"
    filled = {
        "title": gathering.title,
        "starts_at_day": first_day,
        "starts_at_hour": f"{starts_at:%H:%M}",
        "ends_at": f"{ends_at:%H:%M}",
        "ends_at_day": last_day,
        "ends_at_hour": f"{ends_at:%H:%M}",
        "place": gathering.place,
        "link": gathering.link,
        "agenda": gathering.agenda,
        **visit.values,
    }
    context = FormPage(frame.row, gathering.id, filled, first_day != last_day, visit.time_zone)
    return await visit.render("circles/gathering_form.html", context)


async def plan(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(circles.GatheringInput, _with_moments(visit.form))
    gathering = await circles.plan_gathering(visit.session, visit.actor, frame.circle, given)
    return visit.redirect(f"{frame.path}/gatherings/{gathering.id}", said="gathering.planned")


async def change(visit: Visit) -> Response:
    frame, gathering = await _gathering(visit)
    given = parse(circles.GatheringInput, _with_moments(visit.form))
    await circles.change_gathering(visit.session, visit.actor, gathering, given)
    return visit.redirect(f"{frame.path}/gatherings/{gathering.id}", said="gathering.changed")


async def cancel(visit: Visit) -> Response:
    frame, gathering = await _gathering(visit)
    await circles.cancel_gathering(visit.session, visit.actor, gathering)
    return visit.redirect(f"{frame.path}/gatherings/{gathering.id}", said="gathering.cancelled")


class ReplyInput(BaseModel):
    reply: circles.Reply


async def reply(visit: Visit) -> Response:
    """Reply; htmx gets the block of replies again, others the page."""
    frame, gathering = await _gathering(visit)
    given = parse(ReplyInput, visit.form)
    await circles.reply_to_gathering(visit.session, visit.actor, gathering, given.reply)
    if not visit.is_htmx:
        return visit.redirect(f"{frame.path}/gatherings/{gathering.id}", said=f"reply.{given.reply.value}")
    row = await circles.gathering_row(visit.session, visit.actor, gathering.id)
    context = GatheringPage(frame.row, row, None, frame.is_member, frame.may_edit, visit.time_zone)
    return await visit.render("circles/_reply.html", context)


class AttendanceInput(BaseModel):
    """`person` holds everybody on the sheet, `came` those ticked."""

    person: list[UUID]
    came: list[UUID]


async def attendance(visit: Visit) -> Response:
    frame, gathering = await _gathering(visit)
    given = parse(AttendanceInput, visit.form)
    absent = set(given.person) - set(given.came)
    await circles.record_attendance(visit.session, visit.actor, gathering, present=given.came, absent=absent)
    return visit.redirect(f"{frame.path}/gatherings/{gathering.id}", said="gathering.attended")


async def calendar(visit: Visit) -> Response:
    """The gathering as a calendar file, with what this reader may see of it."""
    _, gathering = await _gathering(visit)
    row = await circles.gathering_row(visit.session, visit.actor, gathering.id)
    body = circles.calendar_file(row, visit.services.settings.base_url, now())
    name = f"diapason-{gathering.id}.ics"
    return Response(
        body,
        media_type="text/calendar; charset=utf-8; method=PUBLISH",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def _gathering(visit: Visit) -> tuple[Frame, circles.Gathering]:
    """The circle and the gathering of the URL. Errors: NotFound, also where one is not of the other."""
    frame = await frame_of(visit)
    try:
        gathering_id = UUID(visit.path("id"))
    except ValueError as error:
        raise NotFound from error
    gathering = await circles.get_gathering(visit.session, visit.actor, gathering_id)
    if gathering.circle_id != frame.circle.id:
        raise NotFound
    return frame, gathering


def _with_moments(form: FormData) -> FormData:
    """The form with its days and hours joined into `starts_at` and `ends_at`; a missing half leaves none."""
    day, hour = form.get("starts_at_day"), form.get("starts_at_hour")
    end_day = form.get("ends_at_day") or day
    end_hour = form.get("ends_at_hour") or form.get("ends_at")
    rest = [(key, value) for key, value in form.multi_items() if key not in {"starts_at", "ends_at"}]
    start = [("starts_at", f"{day}T{hour}")] if day and hour else []
    end = [("ends_at", f"{end_day}T{end_hour}")] if end_day and end_hour else []
    return FormData([*rest, *start, *end])
