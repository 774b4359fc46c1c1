"""Running an edition: its phases, the offers to decide, its settings, cloning it, opening a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.responses import Response

from backend import identity, immersions
from backend.core.errors import NotFound, checked
from backend.core.listing import Listing, Page
from backend.core.local_time import on_the_clock
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit

DATED = tuple(one for one in immersions.ORDER if one not in immersions.BY_DEED)


@dataclass(frozen=True)
class SetupPage(Context):
    """`following` is the phase that may be opened by hand, if one may."""

    frame: Frame
    following: immersions.Phase | None
    proposed: Listing[immersions.OfferRow]
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool


async def show(visit: Visit) -> Response:
    """Where the edition stands, and what may be done about it.

    Errors: NotFound for those who do not run it.
    """
    frame = await _led(visit)
    after = immersions.following(frame.edition.phase)
    wanted = immersions.OfferFilter(status=immersions.OfferStatus.PROPOSED)
    proposed = await immersions.visible_offers(
        visit.session, visit.actor, frame.edition.id, Page(50, visit.cursor()), wanted
    )
    reach = visit.actor.reach.get(identity.Permission.EDITIONS_MANAGE, frozenset())
    page = SetupPage(
        frame=frame,
        following=None if after in immersions.BY_DEED else after,
        proposed=proposed,
        units=await identity.units_to_choose(visit.session, reach, frame.edition.org_unit_id),
        may_everywhere=None in reach,
    )
    return await visit.render("immersions/setup.html", page)


class PhaseShown(BaseModel):
    """The phase that the button named."""

    to: immersions.Phase | None = None


async def advance(visit: Visit) -> Response:
    """Open the phase that the page showed as the next one. Errors: PhaseForbids, where it no longer is."""
    frame = await frame_of(visit)
    given = parse(PhaseShown, visit.form)
    await immersions.advance_phase(visit.session, visit.actor, frame.edition, to=given.to)
    return visit.redirect(f"{frame.path}/setup", said="edition.advanced")


async def clone(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(immersions.CloneInput, _joined(visit.form, ["starts_at"]))
    if visit.form.get("org_unit_id") == "":
        # The choice of the whole company, which an absent field is not.
        given = given.model_copy(update={"org_unit_id": None})
    made = await immersions.clone_edition(visit.session, visit.actor, frame.edition, given)
    return visit.redirect(f"/immersions/{made.slug}/setup", said="edition.cloned")


@dataclass(frozen=True)
class FormPage(Context):
    """`given` fills the form; `frame` is None for a new edition; `dated` are the phases that take a date."""

    given: Mapping[str, Any]
    frame: Frame | None
    units: Sequence[identity.UnitChoice]
    sites: Sequence[identity.SiteRow]
    may_everywhere: bool
    dated: Sequence[immersions.Phase]


async def new(visit: Visit) -> Response:
    """An empty form. Errors: NotFound for those who may run an edition nowhere."""
    if not visit.actor.may_somewhere(identity.Permission.EDITIONS_MANAGE):
        raise NotFound
    start = {"most_wishes": 5, "approval": "manual", "rest_hours": 11}
    return await _form(visit, visit.values or start, None)


async def create(visit: Visit) -> Response:
    edition = await immersions.open_edition(visit.session, visit.actor, _given(visit.form))
    return visit.redirect(f"/immersions/{edition.slug}/setup", said="edition.opened")


async def edit(visit: Visit) -> Response:
    """The settings of an edition. Errors: NotFound for those who do not run it."""
    frame = await _led(visit)
    units, sites = await immersions.scope_of(visit.session, frame.edition.id)
    given: dict[str, Any] = {name: getattr(frame.edition, name) for name in immersions.SETTINGS}
    given |= {"unit_ids": [str(one) for one in units], "site_ids": [str(one) for one in sites]}
    for row in frame.phases:
        if row.opens_at is not None:
            at = on_the_clock(row.opens_at, frame.edition.time_zone)
            given[f"opens_{row.phase.value}_day"] = f"{at:%Y-%m-%d}"
            given[f"opens_{row.phase.value}_hour"] = f"{at:%H:%M}"
    return await _form(visit, visit.values or given, frame)


async def update(visit: Visit) -> Response:
    frame = await frame_of(visit)
    await immersions.change_edition(visit.session, visit.actor, frame.edition, _given(visit.form))
    return visit.redirect(f"{frame.path}/setup", said="edition.changed")


async def _led(visit: Visit) -> Frame:
    frame = await frame_of(visit)
    if not frame.leads:
        raise NotFound
    return frame


async def _form(visit: Visit, given: Mapping[str, Any], frame: Frame | None) -> Response:
    reach = visit.actor.reach.get(identity.Permission.EDITIONS_MANAGE, frozenset())
    edition = frame.edition if frame else None
    page = FormPage(
        given=given,
        frame=frame,
        units=await identity.units_to_choose(visit.session, reach, edition.org_unit_id if edition else None),
        sites=await immersions.sites_for(visit.session, visit.actor, edition),
        may_everywhere=None in reach,
        dated=DATED,
    )
    return await visit.render("immersions/form.html", page)


def _given(form: FormData) -> immersions.EditionInput:
    """The input of a posted form; a phase without a day opens by hand. Errors: InvalidInput."""
    names = immersions.EditionInput.model_fields.keys() - {"phases", "unit_ids", "site_ids"}
    values: dict[str, Any] = {name: str(form[name]) for name in names if form.get(name)}
    values["unit_ids"], values["site_ids"] = form.getlist("unit_ids"), form.getlist("site_ids")
    if values.get("approval") != immersions.ApprovalMode.BELOW_HOURS.value:
        values.pop("approval_hours", None)
    values["phases"] = [
        {"phase": phase.value, "opens_at": f"{day}T{form.get(f'opens_{phase.value}_hour') or '00:00'}"}
        for phase in DATED
        if (day := form.get(f"opens_{phase.value}_day"))
    ]
    return checked(immersions.EditionInput, values)


def _joined(form: FormData, names: Sequence[str]) -> FormData:
    """The form with the day and hour of each name joined; a missing day leaves none."""
    moments = [
        (name, f"{form[f'{name}_day']}T{form.get(f'{name}_hour') or '00:00'}")
        for name in names
        if form.get(f"{name}_day")
    ]
    return FormData([*form.multi_items(), *moments])
