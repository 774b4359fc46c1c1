"""One question a screen: shown, answered, and on to the next, back, or to the check page."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from backend import pulse
from backend.core.errors import Invalid, NotFound
from backend.pulse import QuestionKind, Value
from backend.web.page import Context, Visit
from backend.web.pulse.carried import is_shared, keep, sealed
from backend.web.pulse.check import show_check
from backend.web.pulse.journey import Journey, hidden, journey_of

SKIPPED = ""
"""What « je préfère ne pas répondre » sends; no choice has an empty key."""


class NothingChosen(Invalid):
    """The step was left without an answer, and without saying that one prefers not to answer."""

    field = "answer"


@dataclass(frozen=True)
class StepPage(Context):
    """`place` is from 0; `back` is the key of the question before; `hidden` travels on a shared phone."""

    wave: pulse.WaveRow
    question: pulse.Question
    answer: Value | None
    place: int
    count: int
    minutes: int
    back: str | None
    hidden: str


async def show(visit: Visit) -> Response:
    """One question. One that is not asked after these answers leads to the beginning."""
    journey = await journey_of(visit)
    try:
        return await _show_step(visit, journey, visit.path("key"))
    except NotFound:
        return visit.redirect(f"/pulse/{journey.wave.id}")


async def answer(visit: Visit) -> Response:
    """Take one answer along and go on, or back. Errors: NothingChosen, AnswerOutOfRange."""
    journey = await journey_of(visit)
    key = visit.path("key")
    question = journey.path[journey.place_of(key)]
    given = [str(value) for value in visit.form.getlist("answer")]
    goes_back = visit.form.get("go") == "back"
    if not given and not goes_back and question.kind is not QuestionKind.MULTIPLE:
        raise NothingChosen
    answers = dict(journey.answers)
    if given or not goes_back:
        value = pulse.accepted(question, _typed(question, given))
        answers.pop(key, None)
        if value is not None:
            answers[key] = value
    moved = Journey(journey.wave, journey.closed, journey.comment, answers)
    place = moved.place_of(key) + (-1 if goes_back else 1)
    return await _go(visit, moved, place)


async def show_again(visit: Visit) -> Response:
    """The same question, with what is wrong."""
    return await _show_step(visit, await journey_of(visit), visit.path("key"))


async def jump(visit: Visit) -> Response:
    """From the check page to a question on a shared phone, where answers travel in the form."""
    journey = await journey_of(visit)
    return await _go(visit, journey, journey.place_of(str(visit.form.get("to", ""))))


async def _go(visit: Visit, journey: Journey, place: int) -> Response:
    """The page at a place of the path; the check page after the last, the promise before the first.

    A redirect, but on a shared phone, where the answers are in this very form.
    """
    path = journey.path
    here = f"/pulse/{journey.wave.id}"
    if is_shared(visit):
        if place < 0:
            return visit.redirect(here)
        if place >= len(path):
            return await show_check(visit, journey)
        return await _show_step(visit, journey, path[place].key)
    target = (
        here
        if place < 0
        else f"{here}/check"
        if place >= len(path)
        else f"{here}/questions/{path[place].key}"
    )
    response = visit.redirect(target)
    keep(visit, response, journey.wave.id, sealed(visit, journey.wave.id, journey.closed, journey.answers))
    return response


async def _show_step(visit: Visit, journey: Journey, key: str) -> Response:
    place, path = journey.place_of(key), journey.path
    page = StepPage(
        wave=journey.wave,
        question=path[place],
        answer=journey.answers.get(key),
        place=place,
        count=len(path),
        minutes=max(1, -(-(len(path) - place) * 10 // 60)),
        back=path[place - 1].key if place else None,
        hidden=hidden(visit, journey),
    )
    return await visit.render("pulse/step.html", page)


def _typed(question: pulse.Question, given: Sequence[str]) -> object:
    """What the form sent, as the kind of question understands it."""
    if question.kind is QuestionKind.MULTIPLE:
        return list(given)
    one = given[-1]
    if one == SKIPPED:
        return None
    if question.kind in {QuestionKind.RECOMMENDATION, QuestionKind.AGREEMENT}:
        return int(one) if one.isascii() and one.isdigit() and len(one) < 3 else one
    return one
