"""Answering a wave: what the reader is asked, the promise, thanks, or quitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from backend import identity, pulse
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.web.page import Context, Visit
from backend.web.pulse.carried import forget
from backend.web.pulse.journey import journey_of

LATEST = 12


@dataclass(frozen=True)
class IndexPage(Context):
    waves: Sequence[pulse.WaveRow]
    results: Sequence[pulse.SealedWave]
    runs_surveys: bool


async def index(visit: Visit) -> Response:
    """What the reader is asked now, and the results of what was asked in their unit over a year."""
    listing = await pulse.my_invitations(visit.session, visit.actor, Page(20))
    results = await pulse.latest_results(visit.session, visit.actor, LATEST)
    runs = visit.actor.may_somewhere(identity.Permission.SURVEYS_RUN)
    return await visit.render("pulse/index.html", IndexPage(listing.items, results, runs))


@dataclass(frozen=True)
class WavePage(Context):
    wave: pulse.WaveRow
    first: str | None
    started: bool


async def start(visit: Visit) -> Response:
    """The promise, before the first question; thanks for whoever answered, and a word once it is closed."""
    journey = await journey_of(visit, must_be_open=False)
    page = WavePage(journey.wave, journey.path[0].key, bool(journey.answers))
    if journey.wave.has_answered:
        return await visit.render("pulse/thanks.html", page, again=False)
    if journey.wave.status is not pulse.WaveStatus.OPEN:
        return await visit.render("pulse/closed.html", page)
    return await visit.render("pulse/promise.html", page)


async def thanks(visit: Visit) -> Response:
    """What happens next. Errors: NotFound for whoever has not answered."""
    journey = await journey_of(visit, must_be_open=False)
    if not journey.wave.has_answered:
        raise NotFound
    page = WavePage(journey.wave, None, False)
    return await visit.render("pulse/thanks.html", page, again=visit.query("again") == "1")


async def leave(visit: Visit) -> Response:
    """Quit: nothing was kept here, and the browser's answers go."""
    response = visit.redirect("/")
    forget(response, visit.request.path_params["id"])
    return response
