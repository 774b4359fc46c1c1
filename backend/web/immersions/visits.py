"""« Ma journée »: the ten hearts, the kit and its rules, arriving, notes of the day, the calendar file."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from starlette.responses import Response

from backend import immersions, journeys
from backend.core.clock import now
from backend.core.errors import NotFound
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.immersions.heart_lines import HeartLine, lines_of
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class DayPage(Context):
    """`open_now`: arriving may be said now; `places` are where a note may be put, by id in `names`."""

    frame: Frame
    day: immersions.MyDay
    lines: Sequence[HeartLine]
    open_now: bool
    today: bool
    places: Sequence[journeys.PlaceRow]
    names: dict[UUID, str]


async def show(visit: Visit) -> Response:
    """The reader's day in this edition. Errors: NotFound for whoever holds no place."""
    frame, day = await _day(visit)
    places = await journeys.places(visit.session)
    zone, at = ZoneInfo(frame.edition.time_zone), now()
    open_now = frame.may_visit and day.starts_at - immersions.EARLY <= at <= day.ends_at + immersions.LATE
    page = DayPage(
        frame=frame,
        day=day,
        lines=lines_of(frame, day, open_now, at),
        open_now=open_now,
        today=at.astimezone(zone).date() == day.starts_at.astimezone(zone).date(),
        places=places,
        names={one.id: one.name for one in places},
    )
    return await visit.render("immersions/day.html", page)


@dataclass(frozen=True)
class KitPage(Context):
    frame: Frame
    day: immersions.MyDay


async def kit(visit: Visit) -> Response:
    """The kit of the day in the reader's language, and its rules to acknowledge."""
    frame, day = await _day(visit)
    return await visit.render("immersions/kit.html", KitPage(frame, day))


@dataclass(frozen=True)
class ArrivePage(Context):
    """`code` is that of the address, which the host's QR code holds."""

    frame: Frame
    day: immersions.MyDay
    code: str


async def arrive_form(visit: Visit) -> Response:
    """One button: what the host's QR code opens; or a field for the short code."""
    frame, day = await _day(visit)
    return await visit.render("immersions/arrive.html", ArrivePage(frame, day, visit.query("code")))


class ArriveInput(BaseModel):
    """`rules`: the rules shown on the page are acknowledged by the same button."""

    code: str | None = None
    rules: bool = False


async def arrive(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(ArriveInput, visit.form)
    if given.rules:
        await immersions.acknowledge_rules(visit.session, visit.actor, frame.edition)
    await immersions.check_in(visit.session, visit.actor, frame.edition, code=given.code)
    return visit.redirect(f"{frame.path}/day", said="visit.arrived")


async def missed(visit: Visit) -> Response:
    frame = await frame_of(visit)
    await immersions.miss_visit(visit.session, visit.actor, frame.edition)
    return visit.redirect(f"{frame.path}/day", said="visit.missed")


async def rules(visit: Visit) -> Response:
    frame = await frame_of(visit)
    await immersions.acknowledge_rules(visit.session, visit.actor, frame.edition)
    return visit.redirect(f"{frame.path}/day", said="visit.acknowledged")


class HeartInput(BaseModel):
    heart: immersions.Heart
    done: bool = True


async def heart(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(HeartInput, visit.form)
    await immersions.tick_heart(visit.session, visit.actor, frame.edition, given.heart, done=given.done)
    return visit.redirect(f"{frame.path}/day", said="heart.filled" if given.done else "heart.emptied")


async def note(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(immersions.NoteInput, visit.form)
    await immersions.note_on_the_day(visit.session, visit.actor, frame.edition, given)
    return visit.redirect(f"{frame.path}/day#irritants", said="visit.noted")


async def drop(visit: Visit) -> Response:
    frame = await frame_of(visit)
    await immersions.drop_note(visit.session, visit.actor, UUID(visit.path("note_id")))
    return visit.redirect(f"{frame.path}/day#irritants", said="visit.note_dropped")


async def calendar(visit: Visit) -> Response:
    """The day as a calendar file; taken again, it moves the entry it made."""
    frame, day = await _day(visit)
    assert visit.actor.person_id is not None
    base = visit.services.settings.base_url
    body = immersions.visit_calendar(frame.edition, day, visit.actor.person_id, base, visit.locale, now())
    headers = {"content-disposition": f'attachment; filename="{frame.edition.slug}.ics"'}
    return Response(body, media_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


async def _day(visit: Visit) -> tuple[Frame, immersions.MyDay]:
    frame = await frame_of(visit)
    day = await immersions.my_day(visit.session, visit.actor, frame.edition.id)
    if day is None:
        raise NotFound
    return frame, day
