"""Composing a survey, and changing it: its form, and what the form says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import circles, identity, pulse
from backend.core.errors import checked
from backend.core.listing import Page
from backend.pulse import AudienceKind, SurveyInput
from backend.web.page import Context, Visit
from backend.web.pulse.surveys import SURVEYS, require_runner, survey_of


@dataclass(frozen=True)
class FormPage(Context):
    """`filled` fills the form; `offered` are what the audience may be made of, by kind: (id, name).

    One that has started stays with its part of the company.
    """

    survey_id: UUID | None
    has_started: bool
    filled: Mapping[str, Any]
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool
    offered: Mapping[str, Sequence[tuple[UUID, str]]]


async def new(visit: Visit) -> Response:
    require_runner(visit)
    start = {"rhythm": "monthly", "open_days": 7, "remind_after_days": 3}
    return await _form(visit, visit.values or start, None)


async def create(visit: Visit) -> Response:
    survey = await pulse.create_survey(visit.session, visit.actor, _given(visit.form))
    return visit.redirect(f"{SURVEYS}/{survey.id}", said="survey.created")


async def edit(visit: Visit) -> Response:
    survey = await survey_of(visit)
    parts = await pulse.parts_of(visit.session, survey.id)
    filled: dict[str, Any] = {
        name: getattr(survey, name)
        for name in ("org_unit_id", "rhythm", "open_days", "remind_after_days", "sample_size")
    }
    for name in ("title", "promise"):
        filled |= {f"{name}_{locale}": text for locale, text in getattr(survey, name).items()}
    for kind in AudienceKind:
        filled[kind.value] = [str(part.target_id) for part in parts if part.kind is kind]
    return await _form(visit, visit.values or filled, survey)


async def update(visit: Visit) -> Response:
    survey = await survey_of(visit)
    await pulse.edit_survey(visit.session, visit.actor, survey, _given(visit.form))
    return visit.redirect(f"{SURVEYS}/{survey.id}", said="survey.edited")


def _given(form: FormData) -> SurveyInput:
    """The survey as the form says; a field left empty says nothing. Errors: InvalidInput."""

    def said(name: str) -> str | None:
        return str(form.get(name) or "").strip() or None

    texts = {
        name: {locale: said(f"{name}_{locale}") or "" for locale in ("fr", "en")}
        for name in ("title", "promise")
    }
    plain = {name: said(name) for name in ("rhythm", "open_days", "sample_size", "org_unit_id")}
    audience = [
        {"kind": kind.value, "target_id": target}
        for kind in AudienceKind
        for target in form.getlist(kind.value)
    ]
    values = {**texts, **{name: value for name, value in plain.items() if value is not None}}
    return checked(
        SurveyInput, {**values, "remind_after_days": said("remind_after_days"), "audience": audience}
    )


async def _form(visit: Visit, filled: Mapping[str, Any], survey: pulse.Survey | None) -> Response:
    reach = visit.actor.reach.get(identity.Permission.SURVEYS_RUN, frozenset())
    units = await identity.units_to_choose(visit.session, reach)
    near = await circles.visible_circles(visit.session, visit.actor, Page(100))
    offered: dict[str, Sequence[tuple[UUID, str]]] = {
        "unit": [(one.id, one.path.replace("/", " › ")) for one in units],
        "circle": [(one.id, one.name) for one in near.items],
    }
    for kind in (AudienceKind.SITE, AudienceKind.JOB_FAMILY):
        offered[kind.value] = list((await pulse.offered(visit.session, kind)).items())
    page = FormPage(
        survey_id=survey.id if survey else None,
        has_started=survey is not None and survey.status is not pulse.SurveyStatus.DRAFT,
        filled=filled,
        units=units,
        may_everywhere=None in reach,
        offered=offered,
    )
    return await visit.render("pulse/survey_form.html", page)
