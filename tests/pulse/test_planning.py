"""The wave that waits for its hour follows what Nadia says of the rhythm."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core import clock
from backend.core.db import Database, Session
from backend.core.local_time import company_day, company_zone
from backend.events import EVENTS
from backend.pulse import Rhythm, WaveStatus, errors
from backend.pulse.models import PULSE_INVITATIONS, SURVEYS, WAVES
from backend.pulse.rhythm import next_opening
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.scene import a_survey
from tests.pulse.waves import closed, opened


async def turned_to(session: Session, cast: Cast, survey: pulse.Survey, rhythm: Rhythm) -> None:
    """Nadia changes the rhythm, and nothing else."""
    given = {"title": survey.title, "rhythm": rhythm}
    nadia = await cast.actor("nadia")
    await pulse.edit_survey(session, nadia, survey, pulse.SurveyInput.model_validate(given))


async def test_a_wave_that_waits_follows_the_rhythm(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly")
        await pulse.start_survey(session, await cast.actor("nadia"), survey)
        for rhythm in (Rhythm.QUARTERLY, Rhythm.MONTHLY):
            await turned_to(session, cast, survey, rhythm)
            rows = await session.execute(sa.select(WAVES.c.opens_at, WAVES.c.number))
            due = next_opening(rhythm, clock.now(), company_zone(session))
            assert [tuple(row) for row in rows] == [(due, 1)]
        await turned_to(session, cast, survey, Rhythm.BY_HAND)
        assert (await session.execute(sa.select(WAVES))).all() == []
        assert (await opened(session, cast, survey)).number == 1


async def test_an_open_wave_keeps_its_days_and_the_next_follows_the_new_rhythm(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly")
        wave = await opened(session, cast, survey)
        closes_at = wave.closes_at
        await turned_to(session, cast, survey, Rhythm.QUARTERLY)
        assert (wave.status, wave.closes_at) == (WaveStatus.OPEN, closes_at)
        await closed(session, cast, wave)
        due = next_opening(Rhythm.QUARTERLY, clock.now(), company_zone(session))
        planned = sa.select(WAVES.c.opens_at).where(WAVES.c.status == WaveStatus.PLANNED)
        assert (await session.execute(planned)).scalars().all() == [due]


async def test_a_wave_planned_before_its_survey_opened_by_hand_goes_at_its_hour(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="monthly")
        wave = await pulse.start_survey(session, await cast.actor("nadia"), survey)
        due = wave.opens_at
        await session.execute(sa.update(SURVEYS).values(rhythm=Rhythm.BY_HAND))
        await session.commit()
    clock.travel(due - clock.now() + timedelta(minutes=1))
    try:
        await Worker(database).drain()
    finally:
        clock.travel(timedelta())
    async with database.reading() as session:
        assert (await session.execute(sa.select(WAVES))).all() == []
        names = await session.execute(sa.select(EVENTS.c.name))
        assert {"wave.opened", "wave.not_opened"}.isdisjoint(names.scalars())


async def test_a_monthly_wave_is_closed_before_the_next_and_a_quarterly_one_may_stay(
    cast: Cast, database: Database
) -> None:
    nadia = await cast.actor("nadia")
    async with database.writing() as session:
        survey = await a_survey(session, cast, rhythm="quarterly", open_days=31)
        longest = {"title": survey.title, "rhythm": "monthly", "open_days": 28}
        with pytest.raises(errors.OpenTooLong) as refused:
            await pulse.edit_survey(session, nadia, survey, pulse.SurveyInput.model_validate(longest))
        assert (refused.value.field, refused.value.parameters) == ("open_days", {"most": 27})
        with pytest.raises(errors.OpenTooLong):
            await a_survey(session, cast, rhythm="monthly", open_days=28)
        assert (await a_survey(session, cast, rhythm="monthly", open_days=27)).open_days == 27


async def test_a_rhythm_starts_once_its_people_may_be_asked_by_its_first_opening(
    cast: Cast, database: Database
) -> None:
    nadia = await cast.actor("nadia")
    async with database.writing() as session:
        for _ in range(2):
            await closed(session, cast, await opened(session, cast, await a_survey(session, cast)))
        survey = await a_survey(session, cast, rhythm="quarterly")
        opens_at = pulse.next_opening(session, survey)
        assert opens_at is not None
        # An hour after an opening, the next one is weeks away.
        clock.travel(opens_at - clock.now() + timedelta(hours=1))
        try:
            later = pulse.next_opening(session, survey)
            assert later is not None
            day = company_day(session, later)
            await session.execute(sa.update(PULSE_INVITATIONS).values(invited_on=day - timedelta(days=27)))
            with pytest.raises(errors.AskedTooOften) as refused:
                await pulse.start_survey(session, nadia, survey)
            assert refused.value.parameters == {"invited": 0, "k": 5, "day": day + timedelta(days=1)}
            await session.execute(sa.update(PULSE_INVITATIONS).values(invited_on=day - timedelta(days=28)))
            with pytest.raises(errors.AskedTooOften):
                await opened(session, cast, survey)
            assert (await pulse.start_survey(session, nadia, survey)).opens_at == later
        finally:
            clock.travel(timedelta())
