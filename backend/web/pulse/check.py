"""The check page: everything at once, the comment, its code; and sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import pulse
from backend.core.errors import checked
from backend.pulse import Value
from backend.web.page import Context, Visit
from backend.web.pulse.carried import carried, forget, is_shared
from backend.web.pulse.journey import Journey, hidden, journey_of


@dataclass(frozen=True)
class CheckPage(Context):
    """`answers` are (question, what was answered); the code is shown now and its hash alone is ever kept."""

    wave: pulse.WaveRow
    answers: Sequence[tuple[pulse.Question, Value | None]]
    comment: pulse.Question | None
    code: str
    hidden: str
    shared: bool


async def show(visit: Visit) -> Response:
    """Everything on one page before it is sent; the comment is written here."""
    journey = await journey_of(visit)
    if not journey.has_begun:
        return visit.redirect(f"/pulse/{journey.wave.id}")
    return await show_check(visit, journey)


async def send(visit: Visit) -> Response:
    """Send; a retry, a second device or the back button leads to the same thanks."""
    wave_id: UUID = visit.request.path_params["id"]
    ballots = visit.services.ballots
    everything = await pulse.questions_to_answer(visit.session, ballots, visit.actor, wave_id)
    asked = await pulse.asked_of(visit.session, wave_id, visit.actor.person_id, everything)
    answers = carried(visit, wave_id, [question for question in asked if question.is_closed])
    typed = {name: str(visit.form.get(name) or "") for name in ("comment", "code")}
    given = checked(pulse.AnswersInput, {**typed, "answers": answers or {}})
    if answers is None and not (await journey_of(visit)).wave.has_answered:
        # The browser lost them, after a day: an empty ballot would count in their place.
        return visit.redirect(f"/pulse/{wave_id}", said="pulse.begin_again")
    again = ""
    try:
        await pulse.submit(visit.session, ballots, visit.actor, wave_id, given)
    except pulse.errors.AlreadyCounted:
        again = "?again=1"
    response = visit.redirect(f"/pulse/{wave_id}/thanks{again}")
    forget(response, wave_id)
    return response


async def show_check(visit: Visit, journey: Journey) -> Response:
    """The check page of this journey."""
    page = CheckPage(
        wave=journey.wave,
        answers=[(question, journey.answers.get(question.key)) for question in journey.path],
        comment=journey.comment,
        code=_code(visit),
        hidden=hidden(visit, journey),
        shared=is_shared(visit),
    )
    return await visit.render("pulse/check.html", page)


def _code(visit: Visit) -> str:
    """The code that the reader was shown, when the page comes again and it is theirs; else a new one."""
    shown = str(visit.form.get("code", ""))
    is_kept = pulse.codes.is_code(shown) and "code" not in visit.errors
    return shown if is_kept else pulse.codes.new_code()
