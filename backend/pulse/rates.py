"""Participation: the company's alone, to 5 % and refreshed once a day while a wave is open."""

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.local_time import company_today
from backend.pulse.models import PARTICIPATIONS, WAVES, WaveStatus

STEP = 5
LARGE = 100


async def refresh_rates(session: Session) -> None:
    """Bring every open wave's rate to today's; once a day, so that its steps tell of no one's answer."""
    today = company_today(session)
    counted = (
        sa.select(sa.func.count())
        .where(PARTICIPATIONS.c.wave_id == WAVES.c.id)
        .correlate(WAVES)
        .scalar_subquery()
    )
    rows = await session.execute(
        sa.select(WAVES.c.id, WAVES.c.invited, counted.label("took_part")).where(
            WAVES.c.status == WaveStatus.OPEN,
            sa.or_(WAVES.c.rated_on.is_(None), WAVES.c.rated_on < today),
        )
    )
    for row in rows.all():
        await session.execute(
            sa.update(WAVES)
            .where(WAVES.c.id == row.id)
            .values(rate=rate(row.took_part, row.invited), rated_on=today)
        )


def rate(took_part: int, invited: int) -> int:
    """Percent of those invited, to the nearest 5.

    >>> rate(23, 60)
    40
    """
    return STEP * round(100 * took_part / invited / STEP) if invited else 0


def told_rate(took_part: int, invited: int) -> int:
    """Percent of those invited once a wave is sealed: to 5 under 100 answers, to 1 from 100.

    >>> told_rate(13, 60), told_rate(130, 600)
    (20, 22)
    """
    return rate(took_part, invited) if took_part < LARGE else round(100 * took_part / invited)
