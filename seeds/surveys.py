"""The demo's pulse: a monthly survey, two waves sealed and answered, one that is open, and a draft."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import ORG_UNITS
from backend.pulse import AnswersInput, Question, QuestionKind, SurveyInput, library
from seeds.answers import answer_wave, follow_alert, talk
from seeds.circles import People
from seeds.days import Days
from seeds.people import Seats, acting
from seeds.survey_plans import (
    COMMENTS,
    DRAFT,
    MONTHLY,
    QUESTIONS,
    REGION,
    REGIONAL,
    REGIONAL_QUESTIONS,
    TEMPER,
    WORRYING,
)
from seeds.turnout import Turnout, turnout_around

DICE = "d"
"""Dice by which Karim's shop is shown in both waves, whatever the day."""
COMMENTED = 0.12
MEASURED = "Une seule ligne de prorata"
"""What was promised about a report long ago, and the second wave asks about."""
CODED = 0.3
"""Of those who write a comment, how many keep its code."""


async def bring_surveys_in(
    session: Session, people_in: People, seats: Seats, waiting: Sequence[UUID], days: Days
) -> None:
    """Compose as Nadia; `waiting` have not answered the open wave yet."""
    nadia = await acting(session, people_in[seats.of("nadia")])
    region_id = (
        await session.execute(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.name == REGION))
    ).scalar_one()
    karim = await acting(session, people_in[seats.of("karim")])
    turnout = await turnout_around(session, karim, region_id)
    dice = random.Random(DICE)
    asked = [library.BY_KEY[key] for key in QUESTIONS]
    survey = await pulse.create_survey(session, nadia, SurveyInput.model_validate(MONTHLY), asked)
    done = await pulse.measurable(session)
    kept = [pulse.question_about(one) for one in done if one.what.startswith(MEASURED)]
    for place, (opened, closed, more) in enumerate(((63, 56, []), (33, 26, kept))):
        if more:
            await pulse.write_questions(session, nadia, survey, [*asked[:-1], *more, asked[-1]])
        past = await _past(session, nadia, survey, dice, days, turnout, opened=opened, closed=closed)
        await answer_wave(session, past.id, place, people_in, seats, days)
        await talk(session, past.id, nadia)
        if not place:
            await follow_alert(session, nadia)
    await _regional(session, nadia, region_id, dice, days, turnout)
    current = await pulse.open_wave(session, nadia, survey)
    await _answer(session, current, dice, turnout.so_far(waiting))
    await pulse.refresh_rates(session)
    await pulse.set_back(session, current, opened_at=days.ago(2, 9))
    draft = [library.BY_KEY[key] for key in ("recommend_products", "know_customers", "customer_decisions")]
    await pulse.create_survey(session, nadia, SurveyInput.model_validate(DRAFT), draft)


async def _regional(
    session: Session, nadia: Actor, region_id: UUID, dice: random.Random, days: Days, turnout: Turnout
) -> None:
    """A survey of one region, asked once: its results are cut by site and by job family too."""
    given = SurveyInput.model_validate({**REGIONAL, "org_unit_id": region_id})
    asked = [library.BY_KEY[key] for key in REGIONAL_QUESTIONS]
    survey = await pulse.create_survey(session, nadia, given, asked)
    await _past(session, nadia, survey, dice, days, turnout, opened=49, closed=42)


async def _past(
    session: Session,
    nadia: Actor,
    survey: pulse.Survey,
    dice: random.Random,
    days: Days,
    turnout: Turnout,
    *,
    opened: int,
    closed: int,
) -> pulse.Wave:
    """A wave that was opened and closed so many days ago, answered and sealed."""
    wave = await pulse.open_wave(session, nadia, survey)
    await _answer(session, wave, dice, turnout)
    await pulse.refresh_rates(session)
    await pulse.close_wave(session, nadia, wave)
    await pulse.set_back(session, wave, opened_at=days.ago(opened, 9), closed_at=days.ago(closed, 18))
    await pulse.seal(session, wave)
    wave.sealed_at = days.before(closed - 3, 9, 0)
    return wave


async def _answer(session: Session, wave: pulse.Wave, dice: random.Random, turnout: Turnout) -> None:
    """Ballots of those who answer, as they would have been sent."""
    questions = await pulse.questions_of(session, wave.survey_id, wave.version, wave.id)
    asked = await pulse.everybody_asked(session, wave.id)
    await pulse.write_past_ballots(session, wave, _given(questions, turnout.among(asked, dice), dice))


def _given(
    questions: Sequence[Question], answering: Iterable[UUID], dice: random.Random
) -> Iterator[tuple[UUID, AnswersInput]]:
    worrying = iter(WORRYING)
    for person_id in answering:
        comment = next(worrying, dice.choice(COMMENTS)) if dice.random() < COMMENTED else ""
        code = pulse.codes.new_code() if comment and dice.random() < CODED else ""
        yield person_id, AnswersInput(answers=_answers(questions, dice), comment=comment, code=code)


def _answers(questions: Sequence[Question], dice: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    mood = dice.gauss(0, 1)
    for question in questions:
        if question.is_closed and dice.random() < 0.96:
            found[question.key] = _one(question, mood, dice)
    return found


def _one(question: Question, mood: float, dice: random.Random) -> Any:
    leaning = TEMPER.get(question.key, 0.0) + 0.6 * mood + dice.gauss(0, 0.8)
    if question.kind is QuestionKind.RECOMMENDATION:
        return min(10, max(0, round(7 + 2 * leaning)))
    if question.kind is QuestionKind.AGREEMENT:
        return min(5, max(1, round(3.4 + leaning)))
    keys = question.choice_keys
    if question.kind is QuestionKind.SINGLE:
        return dice.choices(keys, range(len(keys), 0, -1))[0]
    return [key for key in keys if dice.random() < 0.35]
