"""What pulse forgets in time: comments, customers' words, and who took part where no wave followed."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.local_time import company_day
from backend.pulse.models import (
    CUSTOMER_SCORES,
    PULSE_COMMENTS,
    RELEASED_MEMBERS,
    WAVE_KEYS,
    WAVES,
    Wave,
    WaveStatus,
)
from backend.pulse.sealing import forget_who_took_part

UNFOLLOWED = timedelta(days=396)
"""Thirteen months: a yearly survey's next wave has closed by then."""
GIVE_BACK_JOB = "pulse.give_back"


async def erase_old_comments(session: Session, before: datetime) -> int:
    """Erase the comments of waves closed before, with what followed from them, and customers' words.

    Figures stay. Returns how many comments went.
    """
    old = sa.select(WAVES.c.id).where(WAVES.c.closed_at < before)
    erased = await session.execute(sa.delete(PULSE_COMMENTS).where(PULSE_COMMENTS.c.wave_id.in_(old)))
    words = CUSTOMER_SCORES.c.verbatim
    await session.execute(
        sa.update(CUSTOMER_SCORES)
        .where(CUSTOMER_SCORES.c.given_on < company_day(session, before), words != "")
        .values(verbatim="")
    )
    if erased.rowcount:
        await events.record(session, SYSTEM, "comments.erased", "survey", None, count=erased.rowcount)
    return int(erased.rowcount)


async def forget_unfollowed(session: Session) -> int:
    """Destroy the key, audience and participation of waves closed 13 months ago that no wave followed.

    A job gives their space back.
    """
    later = alias_of(WAVES, "later")
    followed = sa.exists().where(
        later.c.survey_id == WAVES.c.survey_id,
        later.c.number > WAVES.c.number,
        later.c.status != WaveStatus.PLANNED,
    )
    found = await session.execute(
        sa.select(Wave)
        .join(WAVE_KEYS, WAVE_KEYS.c.wave_id == WAVES.c.id)
        .where(WAVES.c.status == WaveStatus.SEALED, WAVES.c.closed_at < now() - UNFOLLOWED, ~followed)
    )
    waves = found.scalars().all()
    for wave in waves:
        await forget_who_took_part(session, wave)
        await session.execute(
            sa.delete(RELEASED_MEMBERS).where(RELEASED_MEMBERS.c.survey_id == wave.survey_id)
        )
        await events.record(session, SYSTEM, "wave.forgotten", "wave", wave.id)
    if waves:
        await jobs.enqueue(session, GIVE_BACK_JOB, {})
    return len(waves)
