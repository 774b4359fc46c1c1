"""Drawing a journey: one form of steps and handoffs, whose buttons move a row without saving anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import identity, journeys
from backend.core.db import Session
from backend.core.errors import NotFound, checked
from backend.web.page import Context, Visit

STEP = ("step_id", "step_name", "step_place")
HANDOFF = ("handoff_from", "handoff_to", "handoff_giver", "handoff_taker")
MOST = {STEP: 40, HANDOFF: 80}
Row = Mapping[str, str]


@dataclass(frozen=True)
class DrawPage(Context):
    """The rows of the form, the last ones empty; `journey` is None for a new one."""

    journey: journeys.JourneyRow | None
    here: str
    given: Mapping[str, Any]
    steps: Sequence[Row]
    handoffs: Sequence[Row]
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool


async def new(visit: Visit) -> Response:
    """An empty form. Errors: NotFound for those who may draw a journey nowhere."""
    if not visit.actor.may_somewhere(identity.Permission.JOURNEYS_EDIT):
        raise NotFound
    return await _form(visit, None, {}, [], [])


async def create(visit: Visit) -> Response:
    if visit.form.get("then"):
        return await new(visit)
    given = await _given(visit.session, visit.form)
    journey = await journeys.draw_journey(visit.session, visit.actor, given)
    return visit.redirect(f"/journeys/{journey.id}", said="journey.drawn")


async def edit(visit: Visit) -> Response:
    """The map as a form, for its conductor and those who may draw it. Errors: NotFound to others."""
    journey_id = UUID(visit.path("id"))
    journey = await journeys.journey_row(visit.session, journey_id)
    units = await identity.ancestors(visit.session, journey.org_unit_id)
    if not journeys.may_conduct(visit.actor, journey.conductor_id, units):
        raise NotFound
    steps = (await journeys.steps_of(visit.session, [journey_id]))[journey_id]
    handoffs = (await journeys.handoffs_of(visit.session, [journey_id]))[journey_id]
    owners = {id_ for one in handoffs for id_ in (one.from_owner_id, one.to_owner_id)}
    known = await identity.emails_of(
        visit.session, [one for one in {*owners, journey.conductor_id} if one is not None]
    )
    mails: dict[UUID | None, str] = dict(known.items())
    names = {one.id: one.name for one in steps}
    kept = {
        "name": journey.name,
        "summary": journey.summary,
        "conductor": mails.get(journey.conductor_id, ""),
    }
    return await _form(
        visit,
        journey,
        kept,
        [_row(STEP, str(one.id), one.name, "beside" if one.lane else "") for one in steps],
        [
            _row(
                HANDOFF,
                names[one.from_step_id],
                names[one.to_step_id],
                mails.get(one.from_owner_id, ""),
                mails.get(one.to_owner_id, ""),
            )
            for one in handoffs
        ],
    )


async def change(visit: Visit) -> Response:
    if visit.form.get("then"):
        return await edit(visit)
    journey = await journeys.get_journey(visit.session, UUID(visit.path("id")))
    given = await _given(visit.session, visit.form)
    await journeys.redraw_journey(visit.session, visit.actor, journey, given)
    return visit.redirect(f"/journeys/{journey.id}", said="journey.redrawn")


async def _form(
    visit: Visit,
    journey: journeys.JourneyRow | None,
    kept: Mapping[str, Any],
    steps: Sequence[Row],
    handoffs: Sequence[Row],
) -> Response:
    """The form with what was kept; once it was posted, with what was typed, moved as its button says."""
    if visit.form:
        kept = {name: str(value) for name, value in visit.form.items()}
        steps, handoffs = _typed(visit.form, STEP), _typed(visit.form, HANDOFF)
        steps = _moved(steps, str(visit.form.get("then") or ""))
    reach = visit.actor.reach.get(identity.Permission.JOURNEYS_EDIT, frozenset())
    page = DrawPage(
        journey=journey,
        here=f"/journeys/{journey.id}/edit" if journey else "/journeys/new",
        given=kept,
        steps=[*steps, *[_row(STEP)] * 2][: MOST[STEP]],
        handoffs=[*handoffs, *[_row(HANDOFF)] * 2][: MOST[HANDOFF]],
        units=[] if journey else await identity.units_to_choose(visit.session, reach, None),
        may_everywhere=None in reach,
    )
    return await visit.render("journeys/draw.html", page)


def _row(columns: Sequence[str], *values: str) -> Row:
    return dict(zip_longest(columns, values, fillvalue=""))


def _typed(form: FormData, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a posted form, without those left empty."""
    typed = [[str(value).strip() for value in form.getlist(name)] for name in columns]
    rows: list[Row] = [dict(zip(columns, row, strict=True)) for row in zip_longest(*typed, fillvalue="")]
    return [row for row in rows if any(row.values())][: MOST[columns]]


def _moved(rows: Sequence[Row], then: str) -> list[Row]:
    """The rows after `up-2`, `down-2` or `drop-2`, counted from 0; anything else moves nothing."""
    verb, _, number = then.partition("-")
    after = list(rows)
    if not (number.isascii() and number.isdigit() and len(number) < 4) or int(number) >= len(after):
        return after
    place = int(number)
    row = after.pop(place)
    if verb != "drop":
        after.insert(max(place - 1, 0) if verb == "up" else place + 1, row)
    return after


async def _given(session: Session, form: FormData) -> journeys.JourneyInput:
    """The input of a posted form; people are named by their address. Errors: InvalidInput."""
    steps: list[dict[str, Any]] = []
    for row in _typed(form, STEP):
        last = steps[-1] if steps else {"position": 0, "lane": 0}
        beside = row["step_place"] == "beside" and steps and last["lane"] == 0
        place = {"position": last["position"] + (0 if beside else 1), "lane": 1 if beside else 0}
        steps.append({"id": row["step_id"] or None, "name": row["step_name"], **place})
    values: dict[str, Any] = {name: form.get(name) or "" for name in ("name", "summary")}
    values["org_unit_id"] = form.get("org_unit_id") or None
    values["conductor_id"] = await _person(session, str(form.get("conductor") or ""))
    values["steps"] = steps
    values["handoffs"] = [
        {
            "from_step": row["handoff_from"],
            "to_step": row["handoff_to"],
            "from_owner_id": await _person(session, row["handoff_giver"]),
            "to_owner_id": await _person(session, row["handoff_taker"]),
        }
        for row in _typed(form, HANDOFF)
    ]
    return checked(journeys.JourneyInput, values)


async def _person(session: Session, email: str) -> UUID | None:
    """Whoever has this address; None for an empty one. Errors: UnknownOwner."""
    if not email:
        return None
    person = await identity.person_by_email(session, email)
    if person is None:
        raise journeys.errors.UnknownOwner(email=email)
    return person.id
