"""Surveys for those who run them: the list, composing, preview on a phone, opening and closing waves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import circles, identity, pulse
from backend.core.errors import NotFound, checked
from backend.core.listing import Listing, Page
from backend.pulse import AudienceKind, SurveyInput
from backend.web.page import Context, Visit
from backend.web.pulse.answering import StepPage

SURVEYS = "/pulse/surveys"


@dataclass(frozen=True)
class ListPage(Context):
    listing: Listing[pulse.SurveyRow]


async def index(visit: Visit) -> Response:
    """The surveys the reader runs. Errors: NotFound for those who run none, nowhere."""
    _require_runner(visit)
    listing = await pulse.visible_surveys(visit.session, visit.actor, Page(20, visit.cursor()))
    template = "pulse/_more_surveys.html" if visit.is_htmx and visit.cursor() else "pulse/surveys.html"
    return await visit.render(template, ListPage(listing))


@dataclass(frozen=True)
class SurveyPage(Context):
    """`asked` is how many people a wave opened now would ask; `parts` names the audience's parts by kind."""

    survey: pulse.SurveyRow
    questions: Sequence[pulse.Question]
    waves: Sequence[pulse.WaveRow]
    asked: int
    parts: Mapping[str, Sequence[str]]
    k: int


async def show(visit: Visit) -> Response:
    survey = await survey_of(visit)
    row = await pulse.survey_row(visit.session, visit.actor, survey.id)
    waves = await pulse.waves_of(visit.session, visit.actor, survey.id, Page(24))
    page = SurveyPage(
        survey=row,
        questions=await pulse.questions_of(visit.session, survey.id, survey.version),
        waves=waves.items,
        asked=await pulse.audience_size(visit.session, survey),
        parts=await _parts(visit, survey),
        k=pulse.K,
    )
    return await visit.render("pulse/survey.html", page)


@dataclass(frozen=True)
class FormPage(Context):
    """`filled` fills the form; `offered` are what the audience may be made of, by kind: (id, name)."""

    survey_id: UUID | None
    filled: Mapping[str, Any]
    units: Sequence[identity.UnitChoice]
    may_everywhere: bool
    offered: Mapping[str, Sequence[tuple[UUID, str]]]


async def new(visit: Visit) -> Response:
    _require_runner(visit)
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
    return await _form(visit, visit.values or filled, survey.id)


async def update(visit: Visit) -> Response:
    survey = await survey_of(visit)
    await pulse.edit_survey(visit.session, visit.actor, survey, _given(visit.form))
    return visit.redirect(f"{SURVEYS}/{survey.id}", said="survey.edited")


async def preview(visit: Visit) -> Response:
    """One question as it will be asked, from 1. Errors: NotFound."""
    survey = await survey_of(visit)
    asked = [
        one for one in await pulse.questions_of(visit.session, survey.id, survey.version) if one.is_closed
    ]
    number = visit.query("question", "1")
    place = int(number) - 1 if number.isascii() and number.isdigit() else 0
    if not 0 <= place < len(asked):
        raise NotFound
    here = f"{SURVEYS}/{survey.id}"
    page = StepPage(
        wave=await pulse.wave_in_preview(visit.session, survey),
        question=asked[place],
        answer=None,
        place=place,
        count=len(asked),
        minutes=max(1, -(-(len(asked) - place) * 10 // 60)),
        back=f"{here}/preview?question={place}" if place else here,
        hidden="",
    )
    following = f"{here}/preview?question={place + 2}" if place + 1 < len(asked) else here
    return await visit.render("pulse/preview.html", page, following=following)


async def start(visit: Visit) -> Response:
    survey = await survey_of(visit)
    await pulse.start_survey(visit.session, visit.actor, survey)
    return visit.redirect(f"{SURVEYS}/{survey.id}", said="survey.started")


async def open_now(visit: Visit) -> Response:
    survey = await survey_of(visit)
    await pulse.open_wave(visit.session, visit.actor, survey)
    return visit.redirect(f"{SURVEYS}/{survey.id}", said="wave.opened")


async def stop(visit: Visit) -> Response:
    survey = await survey_of(visit)
    await pulse.stop_survey(visit.session, visit.actor, survey)
    return visit.redirect(f"{SURVEYS}/{survey.id}", said="survey.stopped")


async def close(visit: Visit) -> Response:
    wave = await pulse.get_wave(visit.session, visit.actor, visit.request.path_params["id"])
    await pulse.close_wave(visit.session, visit.actor, wave)
    return visit.redirect(f"{SURVEYS}/{wave.survey_id}", said="wave.closed")


async def survey_of(visit: Visit) -> pulse.Survey:
    """The survey of the URL. Errors: NotFound, also for those who do not run it."""
    return await pulse.get_survey(visit.session, visit.actor, visit.request.path_params["id"])


def _require_runner(visit: Visit) -> None:
    if not visit.actor.may_somewhere(identity.Permission.SURVEYS_RUN):
        raise NotFound


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


async def _form(visit: Visit, filled: Mapping[str, Any], survey_id: UUID | None) -> Response:
    reach = visit.actor.reach.get(identity.Permission.SURVEYS_RUN, frozenset())
    units = await identity.units_to_choose(visit.session, reach)
    near = await circles.visible_circles(visit.session, visit.actor, Page(100))
    offered: dict[str, Sequence[tuple[UUID, str]]] = {
        "unit": [(one.id, one.path.replace("/", " › ")) for one in units],
        "circle": [(one.id, one.name) for one in near.items],
    }
    for kind in (AudienceKind.SITE, AudienceKind.JOB_FAMILY):
        offered[kind.value] = list((await pulse.offered(visit.session, kind)).items())
    page = FormPage(survey_id, filled, units, None in reach, offered)
    return await visit.render("pulse/survey_form.html", page)


async def _parts(visit: Visit, survey: pulse.Survey) -> dict[str, Sequence[str]]:
    parts = await pulse.parts_of(visit.session, survey.id)
    found: dict[str, Sequence[str]] = {}
    for kind in AudienceKind:
        ids = [part.target_id for part in parts if part.kind is kind]
        if ids:
            found[kind.value] = sorted((await pulse.targets(visit.session, kind, ids)).values())
    return found
