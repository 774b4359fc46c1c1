"""The limit of pressure: nobody is asked more than twice in four weeks, all surveys together."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.local_time import company_today
from backend.identity import PEOPLE
from backend.pulse.models import PULSE_INVITATIONS, WAVE_AUDIENCES, Wave
from backend.pulse.thresholds import PRESSURE_MOST, PRESSURE_PERIOD

ASKED = PULSE_INVITATIONS.c


def pressed(session: Session, on: date | None = None) -> sa.Select[tuple[UUID]]:
    """People who, on a day to come or else today, were asked as often as anybody may be."""
    day = on or company_today(session)
    return (
        sa.select(ASKED.person_id)
        .where(ASKED.invited_on > day - PRESSURE_PERIOD)
        .group_by(ASKED.person_id)
        .having(sa.func.count() >= PRESSURE_MOST)
    )


async def enough_from(
    session: Session, meant: sa.ColumnElement[bool], missing: int, on: date | None = None
) -> date | None:
    """The day from which `missing` more of the people meant may be asked; None where no day brings them.

    More than on a day to come, or else than today.
    """
    earliest = sa.func.min(ASKED.invited_on)
    people = sa.select(PEOPLE.c.id).where(meant)
    waited_for = (
        pressed(session, on)
        .with_only_columns(earliest)
        .where(ASKED.person_id.in_(people))
        .order_by(earliest)
        .offset(missing - 1)
        .limit(1)
    )
    asked_on: date | None = await session.scalar(waited_for)
    return asked_on + PRESSURE_PERIOD if asked_on else None


async def note_asked(session: Session, wave: Wave) -> None:
    """Remember that the wave's people were asked today; notes older than the period go."""
    today = company_today(session)
    await session.execute(sa.delete(PULSE_INVITATIONS).where(ASKED.invited_on <= today - PRESSURE_PERIOD))
    asked = sa.select(
        WAVE_AUDIENCES.c.person_id,
        WAVE_AUDIENCES.c.wave_id,
        sa.literal(today, ASKED.invited_on.type),
    ).where(WAVE_AUDIENCES.c.wave_id == wave.id)
    columns = ["person_id", "wave_id", "invited_on"]
    await session.execute(sa.insert(PULSE_INVITATIONS).from_select(columns, asked))
