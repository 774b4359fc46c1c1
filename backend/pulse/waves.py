"""Waves: planned by the survey's rhythm, opened and closed by their hour or by hand."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import DomainError, NotFound
from backend.core.local_time import company_day, company_zone
from backend.core.turns import one_at_a_time
from backend.pulse import audience, errors, planning, pressure, rhythm
from backend.pulse.asked_back import freeze_asked
from backend.pulse.groups import freeze_groups
from backend.pulse.keys import make_keys
from backend.pulse.models import WAVES, Survey, SurveyStatus, Wave, WaveStatus
from backend.pulse.policy import get_survey
from backend.pulse.surveys import missing_words, questions_of
from backend.pulse.thresholds import COMMENT_K, K

CLOSE_JOB, REMIND_JOB = "pulse.close_wave", "pulse.remind"


async def start_survey(session: Session, actor: Actor, survey: Survey) -> Wave:
    """Plan the next wave by the survey's rhythm; what would refuse its opening is refused now.

    Whom other surveys asked too often by then counts, not whom they asked too often today.
    A survey that opens by hand is refused: `open_wave` is its start.
    Errors: NotFound, OpensByHand, SurveyStopped, WaveUnderWay, NoQuestions, TranslationMissing,
    AudienceTooSmall, AskedTooOften, DrawnLast.
    """
    held = await _held(session, actor, survey.id)
    opens_at = planning.next_opening(session, held)
    if opens_at is None:
        raise errors.OpensByHand
    await _require_ready(session, held, company_day(session, opens_at))
    await planning.drop_planned(session, held)
    wave = await planning.plan(session, held, opens_at)
    held.status = SurveyStatus.RUNNING
    await session.flush()
    await events.record(session, actor, "survey.started", "survey", held.id)
    return wave


async def open_wave(session: Session, actor: Actor, survey: Survey) -> Wave:
    """Open the survey's next wave now; the one that was planned, if there is one.

    Errors: NotFound, SurveyStopped, WaveUnderWay, NoQuestions, TranslationMissing, AudienceTooSmall,
    AskedTooOften, DrawnLast.
    """
    held = await _held(session, actor, survey.id)
    # Who was asked enough is counted for one wave after the other.
    await one_at_a_time(session, "pressure")
    await _require_ready(session, held)
    await planning.drop_planned(session, held)
    wave = await planning.plan(session, held, now())
    await _open(session, actor, held, wave)
    return wave


async def open_planned(session: Session, wave_id: UUID) -> None:
    """Open a wave at its hour (a job). What refuses it is told to those who run the survey.

    The wave then waits for the next date of the rhythm; one of a survey that opens by hand is dropped.
    """
    wave: Wave | None = await session.get(Wave, wave_id)
    if wave is None or wave.status is not WaveStatus.PLANNED or wave.opens_at > now():
        return
    survey = await _held(session, SYSTEM, wave.survey_id)
    later = planning.next_opening(session, survey)
    if later is None:
        await planning.drop_planned(session, survey)
        return
    await one_at_a_time(session, "pressure")
    try:
        await _require_ready(session, survey)
    except DomainError as refusal:
        await planning.postpone(session, survey, wave, later)
        await events.record(session, SYSTEM, "wave.not_opened", "wave", wave.id, reason=refusal.code)
        return
    await _open(session, SYSTEM, survey, wave)


async def close_wave(session: Session, actor: Actor, wave: Wave) -> Wave:
    """Close a wave for good: no answer counts any more. The next one is planned by the survey's rhythm.

    Errors: NotFound, WaveNotOpen.
    """
    survey = await get_survey(session, actor, wave.survey_id)
    closed = await session.execute(
        sa.update(WAVES)
        .where(WAVES.c.id == wave.id, WAVES.c.status == WaveStatus.OPEN)
        .values(status=WaveStatus.CLOSED, closed_at=now(), rate=None)
    )
    if not closed.rowcount:
        raise errors.WaveNotOpen
    await session.refresh(wave)
    await events.record(session, actor, "wave.closed", "wave", wave.id, number=wave.number)
    if survey.status is SurveyStatus.RUNNING:
        await planning.plan_next(session, survey)
    return wave


async def close_due(session: Session, wave_id: UUID) -> None:
    """Close a wave at its hour (a job), if it is still open."""
    wave: Wave | None = await session.get(Wave, wave_id)
    if wave is not None and wave.status is WaveStatus.OPEN:
        await close_wave(session, SYSTEM, wave)


async def get_wave(session: Session, actor: Actor, wave_id: UUID) -> Wave:
    """A wave of a survey that the actor runs. Errors: NotFound."""
    wave: Wave | None = await session.get(Wave, wave_id)
    if wave is None:
        raise NotFound
    await get_survey(session, actor, wave.survey_id)
    return wave


async def _held(session: Session, actor: Actor, survey_id: UUID) -> Survey:
    """The survey, locked, with no wave open. Errors: NotFound, SurveyStopped, WaveUnderWay."""
    survey = await get_survey(session, actor, survey_id)
    await session.refresh(survey, with_for_update=True)
    if survey.status is SurveyStatus.STOPPED:
        raise errors.SurveyStopped
    under_way = sa.select(WAVES.c.id).where(WAVES.c.survey_id == survey.id, WAVES.c.status == WaveStatus.OPEN)
    if (await session.execute(under_way)).first():
        raise errors.WaveUnderWay
    return survey


async def _require_ready(session: Session, survey: Survey, on: date | None = None) -> None:
    """What would refuse a wave that opens on a day to come, or else now."""
    questions = await questions_of(session, survey.id, survey.version)
    if not any(question.is_closed for question in questions):
        raise errors.NoQuestions
    missing = missing_words(survey.title, survey.promise)
    named = [
        question.text.get("fr") or question.text.get("en") or "" for question in questions if question.missing
    ]
    missing += sum(question.missing for question in questions)
    if missing:
        raise errors.TranslationMissing(count=missing, what=(named or [survey.title["fr"]])[0])
    invited = await audience.audience_size(session, survey, on)
    if invited < K:
        if day := await audience.rests_until(session, survey, K - invited, on):
            raise errors.AskedTooOften(invited=invited, k=K, day=day)
        if drawn := await audience.rested(session, survey):
            raise errors.DrawnLast(invited=invited, k=K, drawn=drawn)
        raise errors.AudienceTooSmall(invited=invited, k=K)


async def _open(session: Session, actor: Actor, survey: Survey, wave: Wave) -> None:
    at = now()
    invited = await audience.freeze(session, survey, wave)
    await freeze_groups(session, wave, K)
    await freeze_asked(session, wave)
    await pressure.note_asked(session, wave)
    await make_keys(session, wave.id)
    wave.status, wave.version = WaveStatus.OPEN, survey.version
    wave.k, wave.comment_k, wave.invited = K, COMMENT_K, invited
    wave.is_drawn = survey.sample_size is not None
    wave.is_partial = wave.is_drawn or bool(await audience.parts_of(session, survey.id))
    wave.opened_at, wave.closes_at = at, rhythm.closing(at, survey.open_days, company_zone(session))
    survey.status = SurveyStatus.RUNNING
    await session.flush()
    facts = {"wave_id": str(wave.id)}
    await jobs.enqueue(session, CLOSE_JOB, facts, run_at=wave.closes_at)
    if survey.remind_after_days is not None:
        due = rhythm.reminder(at, survey.remind_after_days, company_zone(session))
        await jobs.enqueue(session, REMIND_JOB, facts, run_at=due)
    await events.record(session, actor, "wave.opened", "wave", wave.id, number=wave.number, invited=invited)
