"""Participation: the company's alone, to 5 % and refreshed once a day while a wave is open."""

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.local_time import company_today
from backend.pulse.disclosure import count_range
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


def rate(took_part: int, invited: int) -> int | None:
    """Percent of those invited, to the nearest 5; None where steps of 5 would count them one by one.

    >>> rate(23, 60)
    40
    """
    return _to_five(took_part, invited) if invited > 100 / STEP else None


def told_rate(took_part: int, invited: int) -> int | None:
    """Percent of those invited once a wave is sealed: to 5 under 100 answers, to 1 from 100.

    None under 20, which are told as a range: beside the number of those invited, a percent is finer than it.

    >>> told_rate(13, 60), told_rate(23, 60), told_rate(130, 600)
    (None, 40, 22)
    """
    if count_range(took_part).exact is None:
        return None
    return _to_five(took_part, invited) if took_part < LARGE else round(100 * took_part / invited)


def _to_five(took_part: int, invited: int) -> int:
    return STEP * round(100 * took_part / invited / STEP)
