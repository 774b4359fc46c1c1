"""Reviews of a journey and workshops: the form that tells one, and one with what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import commitments, identity, journeys, reports
from backend.core.errors import NotFound, checked
from backend.core.local_time import today_in
from backend.web.page import Context, Visit

IRRITANT = ("irritant_text", "irritant_place", "irritant_frequency")
DECISION = ("decision_what", "decision_due_on")
EMPTY_ROWS, MOST_ROWS = 2, 10


@dataclass(frozen=True)
class ReviewPage(Context):
    """`became` are the reports that irritants became, by the irritants' `target_id`."""

    journey: journeys.JourneyRow
    review: journeys.ReviewRow
    irritants: Sequence[journeys.IrritantRow]
    became: Mapping[UUID, reports.ReportRow]
    decisions: Sequence[commitments.CommitmentRow]
    today: date


async def show(visit: Visit) -> Response:
    """One review: what was found and what became of it, what was decided and whether it was kept."""
    review = await journeys.review_row(visit.session, UUID(visit.path("review_id")))
    if review.journey_id != UUID(visit.path("id")):
        raise NotFound
    ids = [review.id]
    irritants = (await journeys.irritants_from(visit.session, visit.actor, journeys.REVIEW, ids))[review.id]
    sent = [one.target_id for one in irritants if one.target_id]
    page = ReviewPage(
        journey=await journeys.journey_row(visit.session, review.journey_id),
        review=review,
        irritants=irritants,
        became=await reports.reports_by_ids(visit.session, visit.actor, sent),
        decisions=(await commitments.commitments_of(visit.session, journeys.REVIEW, ids))[review.id],
        today=today_in(visit.time_zone),
    )
    return await visit.render("journeys/review.html", page)


@dataclass(frozen=True)
class FormPage(Context):
    """`irritants` and `decisions` are rows of the form, the last ones empty."""

    journey: journeys.JourneyRow
    given: Mapping[str, Any]
    irritants: Sequence[Mapping[str, str]]
    decisions: Sequence[Mapping[str, str]]
    places: Sequence[journeys.PlaceRow]


async def new(visit: Visit) -> Response:
    """The form, for the conductor and those who may draw the journey. Errors: NotFound to others."""
    journey = await journeys.journey_row(visit.session, UUID(visit.path("id")))
    units = await identity.ancestors(visit.session, journey.org_unit_id)
    if not journeys.may_conduct(visit.actor, journey.conductor_id, units):
        raise NotFound
    start = {"held_on": today_in(visit.time_zone).isoformat()}
    page = FormPage(
        journey=journey,
        given=visit.values or start,
        irritants=[*_typed(visit.form, IRRITANT), *[dict.fromkeys(IRRITANT, "")] * EMPTY_ROWS],
        decisions=[*_typed(visit.form, DECISION), *[dict.fromkeys(DECISION, "")] * EMPTY_ROWS],
        places=await journeys.places_of(visit.session, {journey.id: journey.name}),
    )
    return await visit.render("journeys/review_form.html", page)


async def create(visit: Visit) -> Response:
    journey = await journeys.get_journey(visit.session, UUID(visit.path("id")))
    review = await journeys.tell_review(visit.session, visit.actor, journey, _given(visit.form))
    return visit.redirect(f"/journeys/{journey.id}/reviews/{review.id}", said="journey.reviewed")


def _typed(form: FormData, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a posted form, without those whose text was left empty."""
    typed = [[str(value).strip() for value in form.getlist(name)] for name in columns]
    rows = [dict(zip(columns, row, strict=True)) for row in zip_longest(*typed, fillvalue="")]
    return [row for row in rows if row[columns[0]]][:MOST_ROWS]


def _given(form: FormData) -> journeys.ReviewInput:
    """The input of a posted form. Errors: InvalidInput."""
    values: dict[str, Any] = {name: form.get(name) or "" for name in ("kind", "title", "held_on", "summary")}
    values["irritants"] = [
        {
            "text": row["irritant_text"],
            "place": row["irritant_place"],
            "frequency": row["irritant_frequency"] or journeys.Frequency.SOMETIMES,
        }
        for row in _typed(form, IRRITANT)
    ]
    values["decisions"] = [
        {"what": row["decision_what"], "due_on": row["decision_due_on"]} for row in _typed(form, DECISION)
    ]
    return checked(journeys.ReviewInput, values)
