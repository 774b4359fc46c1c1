"""Offers: one offer, those that the reader hosts, drafting and changing one, proposing and deciding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.responses import Response

from backend import identity, immersions
from backend.core.errors import NotFound, checked
from backend.core.listing import Listing, Page
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.immersions.offer_dates import given_dates, shown_date, typed_dates, with_empty_dates
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class OfferPage(Context):
    frame: Frame
    offer: immersions.OfferRow
    slots: Sequence[immersions.SlotRow]
    activity: immersions.Activity
    requires: Sequence[immersions.Prerequisite]
    full: bool
    may_move: bool


async def show(visit: Visit) -> Response:
    """An offer with its dates, its activity and its kit."""
    frame, offer = await _offer(visit)
    wishes = await immersions.my_wishes(visit.session, visit.actor, frame.edition.id)
    page = OfferPage(
        frame=frame,
        offer=await immersions.offer_row(visit.session, visit.actor, offer.id),
        slots=(await immersions.slots_of(visit.session, [offer.id]))[offer.id],
        activity=await immersions.get_activity(visit.session, offer.activity_id),
        requires=(await immersions.required_by(visit.session, [offer.activity_id]))[offer.activity_id],
        full=len(wishes) >= frame.row.most_wishes,
        may_move=immersions.may_now(frame.edition, immersions.Deed.PLACE),
    )
    return await visit.render("immersions/offer.html", page)


@dataclass(frozen=True)
class HostingPage(Context):
    frame: Frame
    listing: Listing[immersions.OfferRow]


async def hosting(visit: Visit) -> Response:
    """The offers that the reader hosts or drafted, in any state."""
    frame = await frame_of(visit)
    listing = await immersions.visible_offers(
        visit.session,
        visit.actor,
        frame.edition.id,
        Page(50, visit.cursor()),
        immersions.OfferFilter(hosted=True),
    )
    return await visit.render("immersions/hosting.html", HostingPage(frame, listing))


@dataclass(frozen=True)
class FormPage(Context):
    """`given` fills the form, `slots` its dates, the last ones empty; a `proposed` offer is only saved."""

    frame: Frame
    offer_id: UUID | None
    proposed: bool
    given: Mapping[str, Any]
    slots: Sequence[Mapping[str, Any]]
    activities: Sequence[immersions.Activity]
    sites: Sequence[identity.SiteRow]


async def new(visit: Visit) -> Response:
    """An empty form, at the reader's own site. Errors: PhaseForbids once offers are closed."""
    frame = await frame_of(visit)
    immersions.require_now(frame.edition, immersions.Deed.OFFER)
    assert visit.actor.person_id is not None
    host = await identity.get_person(visit.session, visit.actor.person_id)
    start = {"site_id": host.site_id or ""}
    return await _form(visit, frame, None, visit.values or start, typed_dates(visit.form))


async def edit(visit: Visit) -> Response:
    """The form of an offer, for its hosts and those who run the edition. Errors: as for `new`."""
    frame, offer = await _offer(visit)
    immersions.require_now(frame.edition, immersions.Deed.OFFER)
    slots = (await immersions.slots_of(visit.session, [offer.id]))[offer.id]
    shown = typed_dates(visit.form) or [shown_date(slot, frame.edition.time_zone) for slot in slots]
    kept = {name: getattr(offer, name) for name in immersions.OfferInput.model_fields if hasattr(offer, name)}
    return await _form(visit, frame, offer, visit.values or kept, shown)


async def draft(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = _given(visit.form)
    offer = await immersions.draft_offer(visit.session, visit.actor, frame.edition, given)
    return await _saved(visit, frame, offer)


async def change(visit: Visit) -> Response:
    frame, offer = await _offer(visit)
    await immersions.change_offer(visit.session, visit.actor, offer, _given(visit.form))
    return await _saved(visit, frame, offer)


async def publish(visit: Visit) -> Response:
    frame, offer = await _offer(visit)
    await immersions.publish_offer(visit.session, visit.actor, offer)
    return visit.redirect(f"{frame.path}/offers/{offer.id}", said=f"offer.{offer.status.value}")


class DecisionInput(BaseModel):
    accept: bool
    note: str = ""


async def decide(visit: Visit) -> Response:
    frame, offer = await _offer(visit)
    given = parse(DecisionInput, visit.form)
    await immersions.approve_offer(visit.session, visit.actor, offer, accept=given.accept, note=given.note)
    return visit.redirect(f"{frame.path}/setup", said=f"offer.{offer.status.value}")


async def withdraw(visit: Visit) -> Response:
    frame, offer = await _offer(visit)
    await immersions.withdraw_offer(visit.session, visit.actor, offer)
    return visit.redirect(f"{frame.path}/hosting", said="offer.withdrawn")


async def _saved(visit: Visit, frame: Frame, offer: immersions.Offer) -> Response:
    """Drafts are kept by one button, and proposed at once by the other."""
    if visit.form.get("publish") and offer.status is immersions.OfferStatus.DRAFT:
        await immersions.publish_offer(visit.session, visit.actor, offer)
    return visit.redirect(f"{frame.path}/offers/{offer.id}", said=f"offer.{offer.status.value}")


async def _offer(visit: Visit) -> tuple[Frame, immersions.Offer]:
    """The edition and the offer of the URL. Errors: NotFound, also where one is not of the other."""
    frame = await frame_of(visit)
    try:
        offer_id = UUID(visit.path("id"))
    except ValueError as error:
        raise NotFound from error
    offer = await immersions.get_offer(visit.session, visit.actor, offer_id)
    if offer.edition_id != frame.edition.id:
        raise NotFound
    return frame, offer


async def _form(
    visit: Visit,
    frame: Frame,
    offer: immersions.Offer | None,
    given: Mapping[str, Any],
    slots: Sequence[Mapping[str, Any]],
) -> Response:
    page = FormPage(
        frame=frame,
        offer_id=offer.id if offer else None,
        proposed=offer is not None and offer.status is immersions.OfferStatus.PROPOSED,
        given=given,
        slots=with_empty_dates(slots),
        activities=await immersions.activities_offered(visit.session, frame.edition.org_unit_id),
        sites=await immersions.sites_for(visit.session, visit.actor, frame.edition),
    )
    return await visit.render("immersions/offer_form.html", page)


def _given(form: FormData) -> immersions.OfferInput:
    """The input of a posted form. Errors: InvalidInput."""
    names = ("activity_id", "title", "description", "site_id", "accessibility", "to_bring")
    values: dict[str, Any] = {name: str(form[name]) for name in names if form.get(name)}
    values["slots"] = given_dates(form)
    return checked(immersions.OfferInput, values)
