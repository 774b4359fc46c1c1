"""A survey as a phone will show it, before anybody is asked."""

from starlette.responses import Response

from backend import pulse
from backend.core.errors import NotFound
from backend.web.page import Visit
from backend.web.pulse.steps import StepPage
from backend.web.pulse.surveys import SURVEYS, survey_of


async def show(visit: Visit) -> Response:
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
