"""Reminding: everybody that a wave asked, alike. Who answered is not looked at, and could not be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.pulse.models import SURVEYS, WAVE_AUDIENCES, WAVES, WaveStatus


@dataclass(frozen=True, slots=True)
class WaveFacts:
    """What a letter about a wave says."""

    id: UUID
    survey_id: UUID
    status: WaveStatus
    title: Mapping[str, str]
    closes_at: datetime
    reminded_at: datetime | None


async def wave_facts(session: Session, wave_id: UUID) -> WaveFacts | None:
    """The wave as letters tell of it; none if it is no more."""
    row = (
        await session.execute(
            sa.select(
                WAVES.c.id,
                WAVES.c.survey_id,
                WAVES.c.status,
                SURVEYS.c.title,
                WAVES.c.closes_at,
                WAVES.c.reminded_at,
            )
            .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
            .where(WAVES.c.id == wave_id)
        )
    ).one_or_none()
    return WaveFacts(*row) if row else None


async def asked_people(session: Session, wave_id: UUID, after: UUID | None, limit: int) -> list[UUID]:
    """The next people a wave asked, in the order of their ids."""
    statement = (
        sa.select(WAVE_AUDIENCES.c.person_id)
        .join(PEOPLE, PEOPLE.c.id == WAVE_AUDIENCES.c.person_id)
        .where(WAVE_AUDIENCES.c.wave_id == wave_id)
    )
    if after is not None:
        statement = statement.where(WAVE_AUDIENCES.c.person_id > after)
    found = await session.execute(statement.order_by(WAVE_AUDIENCES.c.person_id).limit(limit))
    return list(found.scalars())


async def note_reminded(session: Session, wave_id: UUID) -> None:
    """The wave's people have been reminded."""
    await session.execute(sa.update(WAVES).where(WAVES.c.id == wave_id).values(reminded_at=now()))
