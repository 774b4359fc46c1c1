"""The wave that waits for its hour: planned by the survey's rhythm, moved, dropped."""

from datetime import datetime

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_zone
from backend.pulse import rhythm
from backend.pulse.models import WAVES, Survey, Wave, WaveStatus

OPEN_JOB = "pulse.open_wave"


def next_opening(session: Session, survey: Survey) -> datetime | None:
    """When the survey's rhythm next opens a wave, in UTC; none for one that opens by hand."""
    return rhythm.next_opening(survey.rhythm, now(), company_zone(session))


async def plan(session: Session, survey: Survey, opens_at: datetime) -> Wave:
    """A new wave, which a job opens at its hour."""
    last = await session.scalar(sa.select(sa.func.max(WAVES.c.number)).where(WAVES.c.survey_id == survey.id))
    wave = Wave(
        survey_id=survey.id,
        number=(last or 0) + 1,
        version=survey.version,
        opens_at=opens_at,
        closes_at=rhythm.closing(opens_at, survey.open_days, company_zone(session)),
    )
    session.add(wave)
    await session.flush()
    await jobs.enqueue(session, OPEN_JOB, {"wave_id": str(wave.id)}, run_at=opens_at)
    return wave


async def plan_next(session: Session, survey: Survey) -> None:
    """Plan a wave at the next date of the rhythm, if there is one."""
    opens_at = next_opening(session, survey)
    if opens_at is not None:
        await plan(session, survey, opens_at)


async def plan_anew(session: Session, survey: Survey) -> None:
    """Where a wave waits, drop it and plan one by the survey's rhythm of now."""
    if await drop_planned(session, survey):
        await plan_next(session, survey)


async def postpone(session: Session, survey: Survey, wave: Wave, opens_at: datetime) -> None:
    """Move a wave that waits to another hour."""
    wave.opens_at = opens_at
    wave.closes_at = rhythm.closing(opens_at, survey.open_days, company_zone(session))
    await session.flush()
    await jobs.enqueue(session, OPEN_JOB, {"wave_id": str(wave.id)}, run_at=opens_at)


async def drop_planned(session: Session, survey: Survey) -> bool:
    """Drop the wave that waits; whether there was one."""
    dropped = await session.execute(
        sa.delete(WAVES).where(WAVES.c.survey_id == survey.id, WAVES.c.status == WaveStatus.PLANNED)
    )
    return bool(dropped.rowcount)
