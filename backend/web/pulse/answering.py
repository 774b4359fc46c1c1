"""Answering a wave: the promise, one question a screen, the check page, sending, thanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import identity, pulse
from backend.core.errors import Invalid, NotFound, checked
from backend.core.listing import Page
from backend.pulse import QuestionKind, Value
from backend.web.page import Context, Visit
from backend.web.pulse.carried import carried, forget, is_shared, keep, sealed

SKIPPED = ""
"""What « je préfère ne pas répondre » sends; no choice has an empty key."""


class NothingChosen(Invalid):
    """The step was left without an answer, and without saying that one prefers not to answer."""

    field = "answer"


@dataclass(frozen=True)
class Journey:
    """Where the reader is in a wave that asked them: its closed questions and what they answered so far."""

    wave: pulse.WaveRow
    closed: Sequence[pulse.Question]
    comment: pulse.Question | None
    answers: Mapping[str, Value]
    has_begun: bool = True

    @property
    def path(self) -> list[pulse.Question]:
        """The questions asked of who gave these answers."""
        return pulse.asked(self.closed, self.answers)

    def place_of(self, key: str) -> int:
        """The question's place on the path, from 0. Errors: NotFound."""
        keys = [question.key for question in self.path]
        if key not in keys:
            raise NotFound
        return keys.index(key)


@dataclass(frozen=True)
class IndexPage(Context):
    waves: Sequence[pulse.WaveRow]
    runs_surveys: bool


async def index(visit: Visit) -> Response:
    """What the reader is asked now."""
    listing = await pulse.my_invitations(visit.session, visit.actor, Page(20))
    runs = visit.actor.may_somewhere(identity.Permission.SURVEYS_RUN)
    return await visit.render("pulse/index.html", IndexPage(listing.items, runs))


@dataclass(frozen=True)
class WavePage(Context):
    wave: pulse.WaveRow
    first: str | None
    started: bool


async def start(visit: Visit) -> Response:
    """The promise, before the first question; thanks for who answered, and a word once it is closed."""
    journey = await _journey(visit, must_be_open=False)
    page = WavePage(journey.wave, journey.path[0].key, bool(journey.answers))
    if journey.wave.has_answered:
        return await visit.render("pulse/thanks.html", page, again=False)
    if journey.wave.status is not pulse.WaveStatus.OPEN:
        return await visit.render("pulse/closed.html", page)
    return await visit.render("pulse/promise.html", page)


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


async def step(visit: Visit) -> Response:
    """One question. One that is not asked after these answers leads to the beginning."""
    journey = await _journey(visit)
    try:
        return await _show_step(visit, journey, visit.path("key"))
    except NotFound:
        return visit.redirect(f"/pulse/{journey.wave.id}")


async def answer(visit: Visit) -> Response:
    """Take one answer along and go on, or back. Errors: NothingChosen, AnswerOutOfRange."""
    journey = await _journey(visit)
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


async def step_again(visit: Visit) -> Response:
    """The same question, with what is wrong."""
    return await _show_step(visit, await _journey(visit), visit.path("key"))


async def jump(visit: Visit) -> Response:
    """From the check page to a question on a shared phone, where answers travel in the form."""
    journey = await _journey(visit)
    return await _go(visit, journey, journey.place_of(str(visit.form.get("to", ""))))


@dataclass(frozen=True)
class CheckPage(Context):
    """`answers` are (question, what was answered); the code is shown now and its hash alone is ever kept."""

    wave: pulse.WaveRow
    answers: Sequence[tuple[pulse.Question, Value | None]]
    comment: pulse.Question | None
    code: str
    hidden: str
    shared: bool


async def check(visit: Visit) -> Response:
    """Everything on one page before it is sent; the comment is written here."""
    journey = await _journey(visit)
    if not journey.has_begun:
        return visit.redirect(f"/pulse/{journey.wave.id}")
    return await _show_check(visit, journey)


async def send(visit: Visit) -> Response:
    """Send; a retry, a second device or the back button leads to the same thanks."""
    wave_id: UUID = visit.request.path_params["id"]
    ballots = visit.services.ballots
    everything = await pulse.questions_to_answer(visit.session, ballots, visit.actor, wave_id)
    asked = await pulse.asked_of(visit.session, wave_id, visit.actor.person_id, everything)
    answers = carried(visit, wave_id, [question for question in asked if question.is_closed])
    typed = {name: str(visit.form.get(name) or "") for name in ("comment", "code")}
    given = checked(pulse.AnswersInput, {**typed, "answers": answers or {}})
    if answers is None and not (await _journey(visit)).wave.has_answered:
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


async def thanks(visit: Visit) -> Response:
    """What happens next. Errors: NotFound for who has not answered."""
    journey = await _journey(visit, must_be_open=False)
    if not journey.wave.has_answered:
        raise NotFound
    page = WavePage(journey.wave, None, False)
    return await visit.render("pulse/thanks.html", page, again=visit.query("again") == "1")


async def leave(visit: Visit) -> Response:
    """Quit: nothing was kept here, and the browser's answers go."""
    response = visit.redirect("/")
    forget(response, visit.request.path_params["id"])
    return response


async def _journey(visit: Visit, *, must_be_open: bool = True) -> Journey:
    """Errors: NotFound for a wave that did not ask the reader; WaveNotOpen."""
    wave_id: UUID = visit.request.path_params["id"]
    invited = await pulse.invited_to(visit.session, visit.actor, wave_id)
    wave = await pulse.wave_row(visit.session, visit.actor, wave_id)
    if must_be_open and invited.status is not pulse.WaveStatus.OPEN:
        raise pulse.errors.WaveNotOpen
    everything = await pulse.questions_of(visit.session, invited.survey_id, invited.version, wave_id)
    questions = await pulse.asked_of(visit.session, wave_id, visit.actor.person_id, everything)
    closed = [question for question in questions if question.is_closed]
    comment = next((question for question in questions if not question.is_closed), None)
    answers = carried(visit, wave_id, closed)
    return Journey(wave, closed, comment, answers or {}, answers is not None)


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
            return await _show_check(visit, journey)
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
        hidden=_hidden(visit, journey),
    )
    return await visit.render("pulse/step.html", page)


async def _show_check(visit: Visit, journey: Journey) -> Response:
    page = CheckPage(
        wave=journey.wave,
        answers=[(question, journey.answers.get(question.key)) for question in journey.path],
        comment=journey.comment,
        code=_code(visit),
        hidden=_hidden(visit, journey),
        shared=is_shared(visit),
    )
    return await visit.render("pulse/check.html", page)


def _code(visit: Visit) -> str:
    """The code that the reader was shown, when the page comes again; else a new one."""
    shown = str(visit.form.get("code", ""))
    return shown if pulse.codes.is_code(shown) else pulse.codes.new_code()


def _hidden(visit: Visit, journey: Journey) -> str:
    if not is_shared(visit):
        return ""
    return sealed(visit, journey.wave.id, journey.closed, journey.answers)


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
