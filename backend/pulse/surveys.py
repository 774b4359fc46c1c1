"""Composing a survey: its words, whom it asks, its rhythm, its questions; starting and stopping it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import ORG_UNITS
from backend.pulse import errors, questions
from backend.pulse.asked_back import about_commitments
from backend.pulse.audience import write_parts
from backend.pulse.inputs import QuestionInput, SurveyInput
from backend.pulse.measured import require_measurable
from backend.pulse.models import SURVEY_QUESTIONS, WAVES, Survey, SurveyStatus, WaveStatus
from backend.pulse.planning import drop_planned, plan_anew
from backend.pulse.policy import get_survey, require_run
from backend.pulse.questions import Question
from backend.pulse.rhythm import MOST_DAYS
from backend.pulse.series import require_series

LOCALES = ("fr", "en")


async def create_survey(
    session: Session, actor: Actor, given: SurveyInput, asked: Sequence[QuestionInput] = ()
) -> Survey:
    """A new survey, a draft until its first wave.

    Errors: SurveyLeadersOnly, UnknownTarget, ReminderTooLate, OpenTooLong, QuestionTwice, KeyKept,
    QuestionUnfit, ConditionUnfit, OneTextOnly.
    """
    await require_run(session, actor, given.org_unit_id)
    await _require_unit(session, given.org_unit_id)
    survey = Survey(created_by_id=actor.person_id, **_values(given))
    session.add(survey)
    await session.flush()
    await write_parts(session, survey, given.audience)
    await _write(session, survey, asked)
    await events.record(session, actor, "survey.created", "survey", survey.id)
    return survey


async def edit_survey(session: Session, actor: Actor, survey: Survey, given: SurveyInput) -> Survey:
    """Change everything but the questions; a wave that is open keeps what it opened with.

    A wave that waits is planned anew by another rhythm, and dropped where waves are opened by hand from now
    on. Once the survey has started, its part of the company stays: it says who reads the results; and its
    words stay in both languages. Errors: NotFound, SurveyLeadersOnly, SurveyStopped, SurveyStarted,
    WordsFrozen, TranslationMissing, UnknownTarget, ReminderTooLate, OpenTooLong.
    """
    held = await _held(session, actor, survey.id)
    await require_run(session, actor, given.org_unit_id)
    if given.org_unit_id != held.org_unit_id and held.status is not SurveyStatus.DRAFT:
        raise errors.SurveyStarted
    if held.status is not SurveyStatus.DRAFT:
        await _require_words(session, held, given)
    await _require_unit(session, given.org_unit_id)
    before = held.rhythm
    for name, value in _values(given).items():
        setattr(held, name, value)
    await session.flush()
    await write_parts(session, held, given.audience)
    if held.rhythm is not before:
        await plan_anew(session, held)
    await events.record(session, actor, "survey.edited", "survey", held.id)
    return held


async def write_questions(
    session: Session, actor: Actor, survey: Survey, asked: Sequence[QuestionInput]
) -> Survey:
    """Replace the questions. Those that a wave has asked are kept; these are then a new version.

    Errors: NotFound, SurveyStopped, AskedOtherwise, QuestionTwice, KeyKept, QuestionUnfit, ConditionUnfit,
    OneTextOnly, UnknownTarget.
    """
    held = await _held(session, actor, survey.id)
    await require_series(session, held.id, asked)
    was_asked = sa.select(WAVES.c.id).where(
        WAVES.c.survey_id == held.id,
        WAVES.c.version == held.version,
        WAVES.c.status != WaveStatus.PLANNED,
    )
    if (await session.execute(was_asked.limit(1))).first():
        held.version += 1
    await session.flush()
    await _write(session, held, asked)
    await events.record(session, actor, "survey.questions_written", "survey", held.id, version=held.version)
    return held


async def stop_survey(session: Session, actor: Actor, survey: Survey) -> Survey:
    """Ask no more: a planned wave goes, an open one goes on to its end. Errors: NotFound, SurveyStopped."""
    held = await _held(session, actor, survey.id)
    held.status = SurveyStatus.STOPPED
    await session.flush()
    await drop_planned(session, held)
    await events.record(session, actor, "survey.stopped", "survey", held.id)
    return held


async def questions_of(
    session: Session, survey_id: UUID, version: int, wave_id: UUID | None = None
) -> list[Question]:
    """The questions of a version, in their order; with a wave, also those it asks about commitments.

    A question written before a commitment's key was refused to it gives way to the one about the commitment.
    """
    table = SURVEY_QUESTIONS.c
    rows = await session.execute(
        sa.select(SURVEY_QUESTIONS)
        .where(table.survey_id == survey_id, table.version == version)
        .order_by(table.position)
    )
    found = [
        Question(
            key=row.key,
            kind=row.kind,
            theme=row.theme,
            text=row.text,
            hint=row.hint,
            choices=row.choices,
            shown_if=row.shown_if,
            measures_id=row.measures_id,
        )
        for row in rows
    ]
    if wave_id is None:
        return found
    about = await about_commitments(session, wave_id)
    taken = {one.key for one in about}
    found = [one for one in found if one.key not in taken]
    return [*(one for one in found if one.is_closed), *about, *(one for one in found if not one.is_closed)]


def missing_words(title: Mapping[str, str], promise: Mapping[str, str]) -> int:
    """How many of a survey's own texts lack one of the two languages; it may say nothing of why it asks."""
    texts = [title, *([promise] if any(promise.values()) else [])]
    return sum(not text.get(locale) for text in texts for locale in LOCALES)


async def _require_words(session: Session, survey: Survey, given: SurveyInput) -> None:
    """Errors: WordsFrozen while a wave is open, TranslationMissing once one was planned."""
    texts = {"title": (survey.title, given.title.model_dump())}
    texts["promise"] = (survey.promise, given.promise.model_dump())
    changed = [
        name
        for name, (old, new) in texts.items()
        if any(old.get(locale, "") != new[locale] for locale in LOCALES)
    ]
    if not changed:
        return
    is_open = sa.select(WAVES.c.id).where(WAVES.c.survey_id == survey.id, WAVES.c.status == WaveStatus.OPEN)
    if (await session.execute(is_open)).first():
        raise errors.WordsFrozen(field=changed[0])
    if missing := missing_words(texts["title"][1], texts["promise"][1]):
        raise errors.TranslationMissing(count=missing, what=given.title.fr)


async def _held(session: Session, actor: Actor, survey_id: UUID) -> Survey:
    """The survey, locked until the end of the transaction. Errors: NotFound, SurveyStopped."""
    survey = await get_survey(session, actor, survey_id)
    await session.refresh(survey, with_for_update=True)
    if survey.status is SurveyStatus.STOPPED:
        raise errors.SurveyStopped
    return survey


async def _require_unit(session: Session, unit_id: UUID | None) -> None:
    if unit_id is not None:
        known = await session.execute(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.id == unit_id))
        if known.first() is None:
            raise errors.UnknownTarget(field="org_unit_id")


async def _write(session: Session, survey: Survey, asked: Sequence[QuestionInput]) -> None:
    questions.check([_question(one) for one in asked])
    await require_measurable(session, asked)
    table = SURVEY_QUESTIONS.c
    await session.execute(
        sa.delete(SURVEY_QUESTIONS).where(table.survey_id == survey.id, table.version == survey.version)
    )
    rows = [
        {"survey_id": survey.id, "version": survey.version, "position": place, **one.model_dump()}
        for place, one in enumerate(asked)
    ]
    if rows:
        await session.execute(sa.insert(SURVEY_QUESTIONS), rows)


def _question(given: QuestionInput) -> Question:
    return Question(**given.model_dump())


def _values(given: SurveyInput) -> Mapping[str, Any]:
    if given.remind_after_days is not None and given.remind_after_days >= given.open_days:
        raise errors.ReminderTooLate(open_days=given.open_days)
    if given.open_days > (most := MOST_DAYS.get(given.rhythm, given.open_days)):
        raise errors.OpenTooLong(most=most)
    return given.model_dump(exclude={"audience"})
