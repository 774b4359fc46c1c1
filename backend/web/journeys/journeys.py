"""Customer journeys: the list, one journey with its map, sending an irritant on."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import journeys
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.web.journeys.drawing import Drawing, drawn
from backend.web.page import Context, Visit

PAGE = 20


@dataclass(frozen=True)
class ListPage(Context):
    listing: Listing[journeys.JourneyRow]


async def index(visit: Visit) -> Response:
    """Every journey, by name."""
    listing = await journeys.visible_journeys(visit.session, Page(PAGE, visit.cursor()))
    return await visit.render("journeys/index.html", ListPage(listing))


@dataclass(frozen=True)
class MapPage(Context):
    """`place` is the step or handoff that the irritants are narrowed to; None for the whole journey."""

    journey: journeys.JourneyRow
    drawing: Drawing
    steps: Sequence[journeys.StepRow]
    handoffs: Sequence[journeys.HandoffRow]
    irritants: Listing[journeys.IrritantRow]
    place: UUID | None
    names: dict[UUID, str]


async def show(visit: Visit) -> Response:
    """The map with what is counted on it, its table, and the irritants, the newest first."""
    journey_id = UUID(visit.path("id"))
    journey = await journeys.journey_row(visit.session, journey_id)
    steps = (await journeys.steps_of(visit.session, [journey_id]))[journey_id]
    handoffs = (await journeys.handoffs_of(visit.session, [journey_id]))[journey_id]
    names = {step.id: step.name for step in steps}
    names |= {one.id: f"{names[one.from_step_id]} → {names[one.to_step_id]}" for one in handoffs}
    asked = visit.query("place")
    place = next((one for one in names if str(one) == asked), None)
    on_a_step = any(step.id == place for step in steps)
    irritants = await journeys.visible_irritants(
        visit.session,
        visit.actor,
        journey_id,
        Page(PAGE, visit.cursor()),
        step_id=place if on_a_step else None,
        handoff_id=None if on_a_step else place,
    )
    page = MapPage(journey, drawn(steps, handoffs), steps, handoffs, irritants, place, names)
    return await visit.render("journeys/show.html", page)


async def send_on(visit: Visit) -> Response:
    """Mark an irritant as sent on. Errors: NotFound, also where it is another journey's."""
    irritant = await journeys.get_irritant(visit.session, UUID(visit.path("irritant_id")))
    if str(irritant.journey_id) != visit.path("id"):
        raise NotFound
    await journeys.send_on(visit.session, visit.actor, irritant)
    return visit.redirect(f"/journeys/{irritant.journey_id}#irritants", said="irritant.sent_on")
