"""Surveys for those who run them: the list, one of them, opening and closing its waves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from backend import identity, pulse
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.core.local_time import company_day
from backend.pulse import AudienceKind, WaveStatus
from backend.web.page import Context, Visit

SURVEYS = "/pulse/surveys"


@dataclass(frozen=True)
class ListPage(Context):
    listing: Listing[pulse.SurveyRow]


async def index(visit: Visit) -> Response:
    """The surveys the reader runs. Errors: NotFound for those who run none, nowhere."""
    require_runner(visit)
    listing = await pulse.visible_surveys(visit.session, visit.actor, Page(20, visit.cursor()))
    template = "pulse/_more_surveys.html" if visit.is_htmx and visit.cursor() else "pulse/surveys.html"
    return await visit.render(template, ListPage(listing))


@dataclass(frozen=True)
class SurveyPage(Context):
    """`asked` is how many people a wave opened now would ask; `parts` names the audience's parts by kind.

    `rests_until` is the day from which `k` may be asked again, where too few may today; `may_start`, whether
    the rhythm would open its first wave from that day on.
    """

    survey: pulse.SurveyRow
    questions: Sequence[pulse.Question]
    waves: Sequence[pulse.WaveRow]
    asked: int
    rests_until: date | None
    may_start: bool
    parts: Mapping[str, Sequence[str]]
    k: int


async def show(visit: Visit) -> Response:
    survey = await survey_of(visit)
    row = await pulse.survey_row(visit.session, visit.actor, survey.id)
    waves = await pulse.waves_of(visit.session, visit.actor, survey.id, Page(24))
    asked = await pulse.audience_size(visit.session, survey)
    missing = pulse.K - asked
    rests_until = await pulse.rests_until(visit.session, survey, missing) if missing > 0 else None
    opens_at = pulse.next_opening(visit.session, survey) if row.wave_status != WaveStatus.PLANNED else None
    opens_on = company_day(visit.session, opens_at) if opens_at else None
    page = SurveyPage(
        survey=row,
        questions=await pulse.questions_of(visit.session, survey.id, survey.version),
        waves=waves.items,
        asked=asked,
        rests_until=rests_until,
        may_start=opens_on is not None and (rests_until is None or rests_until <= opens_on),
        parts=await _parts(visit, survey),
        k=pulse.K,
    )
    return await visit.render("pulse/survey.html", page)


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


def require_runner(visit: Visit) -> None:
    """Errors: NotFound for those who run no survey, nowhere."""
    if not visit.actor.may_somewhere(identity.Permission.SURVEYS_RUN):
        raise NotFound


async def _parts(visit: Visit, survey: pulse.Survey) -> dict[str, Sequence[str]]:
    parts = await pulse.parts_of(visit.session, survey.id)
    found: dict[str, Sequence[str]] = {}
    for kind in AudienceKind:
        ids = [part.target_id for part in parts if part.kind is kind]
        if ids:
            found[kind.value] = sorted((await pulse.targets(visit.session, kind, ids)).values())
    return found
