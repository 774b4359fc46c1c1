"""Opening and closing: what refuses a wave, what is frozen, the rhythm, how many took part."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import DomainError
from backend.core.local_time import company_zone
from backend.events import EVENTS
from backend.jobs import JOBS
from backend.notifications.models import NOTIFICATIONS
from backend.pulse import WaveStatus, errors, library
from backend.pulse.models import WAVE_AUDIENCES, WAVES, Wave
from backend.pulse.rates import rate
from backend.pulse.rhythm import next_opening
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.scene import QUESTIONS, a_survey, an_open_wave, answered, staffed
from tests.pulse.waves import opened


@pytest.mark.parametrize(
    ("values", "questions", "refusal"),
    [
        ({"org_unit_id": "aquitaine"}, QUESTIONS, errors.AudienceTooSmall),
        ({"title": {"fr": "Le pouls"}}, QUESTIONS, errors.TranslationMissing),
        ({}, [library.BY_KEY["one_thing"]], errors.NoQuestions),
        ({}, [], errors.NoQuestions),
    ],
)
async def test_what_cannot_be_shown_or_read_is_not_opened(
    cast: Cast, database: Database, values: dict[str, Any], questions: list[Any], refusal: type[DomainError]
) -> None:
    if "org_unit_id" in values:
        values = {"org_unit_id": cast.units[values["org_unit_id"]]}
    async with database.writing() as session:
        survey = await a_survey(session, cast, questions, **values)
        with pytest.raises(refusal):
            await opened(session, cast, survey)
        assert (await session.execute(sa.select(WAVES))).all() == []
        assert (await session.execute(sa.select(WAVE_AUDIENCES))).all() == []


async def test_a_rhythm_opens_closes_and_plans_the_next_wave_by_jobs(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly", open_days=5)
        wave = await pulse.start_survey(session, await cast.actor("nadia"), survey)
        assert wave.status is WaveStatus.PLANNED
        await session.commit()
    worker = Worker(database)
    try:
        for expected in (["open"], ["sealed", "planned"], ["sealed", "open"]):
            async with database.reading() as session:
                due = (await session.execute(sa.select(sa.func.max(JOBS.c.run_at)))).scalar_one()
            clock.travel(timedelta())
            clock.travel(due - clock.now() + timedelta(minutes=1))
            await worker.drain()
            async with database.reading() as session:
                rows = await session.execute(sa.select(WAVES.c.status).order_by(WAVES.c.number))
                assert [row.status.value for row in rows] == expected
    finally:
        clock.travel(timedelta())


async def test_a_wave_refused_at_its_hour_is_told_to_nadia_and_the_rhythm_goes_on(
    cast: Cast, database: Database
) -> None:
    nadia, worker = await cast.actor("nadia"), Worker(database)
    proud = library.BY_KEY["proud"]
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly")
        planned = await pulse.start_survey(session, nadia, survey)
        bare = proud.model_copy(update={"text": pulse.Texts(fr="Fier ?")})
        await pulse.write_questions(session, nadia, survey, [bare])
        first, survey_id = planned.opens_at, survey.id
        await session.commit()
    try:
        clock.travel(first - clock.now() + timedelta(minutes=1))
        await worker.drain()
        async with database.reading() as session:
            wave = (await session.execute(sa.select(Wave))).scalar_one()
            assert wave.status is WaveStatus.PLANNED
            assert wave.opens_at == next_opening(pulse.Rhythm.MONTHLY, first, company_zone(session))
            assert wave.closes_at > wave.opens_at > first
            refused = sa.select(EVENTS.c.payload).where(EVENTS.c.name == "wave.not_opened")
            assert (await session.execute(refused)).scalars().all() == [{"reason": "translation_missing"}]
            told = sa.select(NOTIFICATIONS.c.person_id, NOTIFICATIONS.c.href).where(
                NOTIFICATIONS.c.code == "wave.not_opened"
            )
            at = f"/pulse/surveys/{survey_id}"
            assert (await session.execute(told)).all() == [(cast.people["nadia"], at)]
            second = wave.opens_at
        async with database.writing() as session:
            survey = await pulse.get_survey(session, nadia, survey_id)
            await pulse.write_questions(session, nadia, survey, [proud])
            await session.commit()
        clock.travel(timedelta())
        clock.travel(second - clock.now() + timedelta(minutes=1))
        await worker.drain()
        async with database.reading() as session:
            assert await session.scalar(sa.select(WAVES.c.status)) is WaveStatus.OPEN
    finally:
        clock.travel(timedelta())


async def test_participation_is_the_companys_to_five_percent_once_a_day(
    cast: Cast, database: Database
) -> None:
    await staffed(cast, boutique=13)
    wave_id = await an_open_wave(cast)
    writer = pulse.BallotWriter(database)
    rates = []
    for name in ("ines", "karim"):
        await answered(cast, writer, name, wave_id)
        async with database.writing() as session:
            await pulse.refresh_rates(session)
            await session.commit()
        async with database.reading() as session:
            rates.append((await pulse.wave_row(session, await cast.actor("nadia"), wave_id)).rate)
    assert rates == [5, 5]
    assert [rate(n, 60) for n in (0, 23, 59, 60)] == [0, 40, 100, 100]
    assert [rate(n, 20) for n in range(21)] == [None] * 21


async def test_nobody_lowers_the_threshold_of_an_open_wave(cast: Cast, database: Database) -> None:
    """No input names it, and the database itself refuses less than the floors."""
    inputs = pulse.SurveyInput.model_fields.keys() | pulse.QuestionInput.model_fields.keys()
    assert not {name for name in inputs if name == "k" or "threshold" in name}
    wave_id = await an_open_wave(cast)
    for less in ({"k": 4}, {"comment_k": 9}):
        async with database.writing() as session:
            with pytest.raises(sa.exc.IntegrityError):
                await session.execute(sa.update(WAVES).where(WAVES.c.id == wave_id).values(less))
    async with database.reading() as session:
        wave = await session.get_one(pulse.Wave, wave_id)
        assert (wave.k, wave.comment_k) == (5, 10)


async def test_a_survey_that_opens_by_hand_has_no_rhythm_to_start(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast)
        with pytest.raises(errors.OpensByHand):
            await pulse.start_survey(session, await cast.actor("nadia"), survey)
