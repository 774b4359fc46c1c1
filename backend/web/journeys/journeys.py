"""Customer journeys: the list, one journey with its map and what became of its irritants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from starlette.responses import Response

from backend import identity, immersions, journeys, reports, signals
from backend.core.listing import Listing, Page
from backend.web.forms import uuid_or_none
from backend.web.journeys.drawing import Drawing, drawn
from backend.web.page import Context, Visit

PAGE, REVIEWS = 20, 5


@dataclass(frozen=True)
class ListPage(Context):
    listing: Listing[journeys.JourneyRow]
    may_draw: bool


async def index(visit: Visit) -> Response:
    """Every journey, by name."""
    listing = await journeys.visible_journeys(visit.session, Page(PAGE, visit.cursor()))
    may_draw = visit.actor.may_somewhere(identity.Permission.JOURNEYS_EDIT)
    return await visit.render("journeys/index.html", ListPage(listing, may_draw))


@dataclass(frozen=True)
class MapPage(Context):
    """`place` is the step or handoff that the irritants are narrowed to; None for the whole journey.

    `became` are the reports that irritants became, by the irritants' `target_id`; `debriefs` those that they
    came from and that the reader may read; `may_conduct`: the reader may redraw the map and tell a review.
    """

    journey: journeys.JourneyRow
    drawing: Drawing
    steps: Sequence[journeys.StepRow]
    handoffs: Sequence[journeys.HandoffRow]
    irritants: Listing[journeys.IrritantRow]
    became: Mapping[UUID, reports.ReportRow]
    debriefs: Mapping[UUID, immersions.DebriefRow]
    reviews: Listing[journeys.ReviewRow]
    place: UUID | None
    names: dict[UUID, str]
    may_conduct: bool
    rising: Mapping[UUID, signals.RisingRow]


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
    irritants = replace(irritants, items=await _with_sought(visit, journey_id, irritants.items))
    sent = [one.target_id for one in irritants.items if one.target_id]
    became = await reports.reports_by_ids(visit.session, visit.actor, sent)
    told = [one.source_id for one in irritants.items if one.source_kind == "debrief" and one.source_id]
    debriefs = await immersions.debriefs_by_ids(visit.session, visit.actor, told)
    rising = await signals.rising_on(visit.session, [journey_id])
    units = await identity.ancestors(visit.session, journey.org_unit_id)
    page = MapPage(
        journey=journey,
        drawing=drawn(steps, handoffs, rising),
        steps=steps,
        handoffs=handoffs,
        irritants=irritants,
        became=became,
        debriefs=debriefs,
        reviews=await journeys.reviews_of(visit.session, journey_id, Page(REVIEWS)),
        place=place,
        names=names,
        may_conduct=journeys.may_conduct(visit.actor, journey.conductor_id, units),
        rising=rising,
    )
    return await visit.render("journeys/show.html", page)


async def _with_sought(
    visit: Visit, journey_id: UUID, listed: Sequence[journeys.IrritantRow]
) -> Sequence[journeys.IrritantRow]:
    """The list, begun by the irritant that a link leads to where it is on a later page."""
    sought = uuid_or_none(visit.query("irritant"))
    if sought is None or any(one.id == sought for one in listed):
        return listed
    found = (await journeys.irritants_by_ids(visit.session, visit.actor, [sought])).get(sought)
    return [found, *listed] if found is not None and found.journey_id == journey_id else listed
