"""Who comes: a host's dates, a printable sheet for each, and the arrivals of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import segno
from markupsafe import Markup
from pydantic import BaseModel
from starlette.responses import Response

from backend import immersions
from backend.core.clock import now
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit

PAGE = 50


@dataclass(frozen=True)
class VisitorsPage(Context):
    frame: Frame
    welcomes: Sequence[immersions.WelcomeRow]


async def index(visit: Visit) -> Response:
    """The dates that the reader hosts."""
    frame = await frame_of(visit)
    welcomes = await immersions.welcomes(visit.session, visit.actor, frame.edition.id)
    return await visit.render("immersions/visitors.html", VisitorsPage(frame, welcomes))


@dataclass(frozen=True)
class SheetPage(Context):
    """`qr` holds the address that the host shows, drawn."""

    frame: Frame
    welcome: immersions.WelcomeRow
    listing: Listing[immersions.VisitorRow]
    qr: Markup
    started: bool


async def sheet(visit: Visit) -> Response:
    """A date's sheet, for its host: who comes, what they need, who has come. Errors: NotFound to others."""
    frame, welcome = await _welcome(visit)
    listing = await immersions.visitors(
        visit.session,
        visit.actor,
        frame.edition.id,
        Page(100, visit.cursor()),
        slot_id=welcome.slot_id,
    )
    base = visit.services.settings.base_url.rstrip("/")
    drawn = segno.make(f"{base}{frame.path}/arrive?code={welcome.code}", error="m", micro=False)
    page = SheetPage(
        frame=frame,
        welcome=welcome,
        listing=listing,
        qr=Markup(drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)),
        started=welcome.starts_at <= now(),
    )
    return await visit.render("immersions/sheet.html", page)


async def rules(visit: Visit) -> Response:
    frame, welcome = await _welcome(visit)
    await immersions.acknowledge_as_host(visit.session, visit.actor, frame.edition, welcome.slot_id)
    return visit.redirect(_sheet(frame, welcome.slot_id), said="visit.acknowledged")


class PersonInput(BaseModel):
    person_id: UUID
    slot_id: UUID | None = None


async def arrived(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(PersonInput, visit.form)
    await immersions.check_in(visit.session, visit.actor, frame.edition, person_id=given.person_id)
    return visit.redirect(_sheet(frame, given.slot_id), said="visit.arrived_for")


async def missed(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(PersonInput, visit.form)
    await immersions.miss_visit(visit.session, visit.actor, frame.edition, person_id=given.person_id)
    return visit.redirect(_sheet(frame, given.slot_id), said="visit.missed_for")


@dataclass(frozen=True)
class ArrivalsPage(Context):
    """One day of the edition; `days` are those on which somebody may come."""

    frame: Frame
    day: date
    days: Sequence[date]
    listing: Listing[immersions.VisitorRow]


async def arrivals(visit: Visit) -> Response:
    """Who is expected on a day and who has arrived, for whoever runs the edition; asks for itself again."""
    frame = await frame_of(visit)
    if not frame.leads:
        raise NotFound
    zone = ZoneInfo(frame.edition.time_zone)
    days = await immersions.days_of(visit.session, frame.edition.id)
    day = _asked(visit.query("day"), days, now().astimezone(zone).date())
    midnight = datetime.combine(day, time(), zone)
    listing = await immersions.visitors(
        visit.session,
        visit.actor,
        frame.edition.id,
        Page(PAGE, visit.cursor()),
        between=(midnight, datetime.combine(day + timedelta(days=1), time(), zone)),
    )
    page = ArrivalsPage(frame, day, days, listing)
    part = visit.puts_in("arrivals")
    return await visit.render("immersions/_arrivals.html" if part else "immersions/arrivals.html", page)


def _asked(typed: str, days: Sequence[date], today: date) -> date:
    """The day asked for, else today, else the next one there is."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return next((one for one in days if one >= today), days[-1] if days else today)


def _sheet(frame: Frame, slot_id: UUID | None) -> str:
    return f"{frame.path}/visitors/{slot_id}" if slot_id else f"{frame.path}/arrivals"


async def _welcome(visit: Visit) -> tuple[Frame, immersions.WelcomeRow]:
    """The edition and the date of the URL. Errors: NotFound, also where the reader does not host it."""
    frame = await frame_of(visit)
    slot_id = UUID(visit.path("slot_id"))
    return frame, await immersions.welcome_row(visit.session, visit.actor, frame.edition.id, slot_id)
