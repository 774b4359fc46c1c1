"""Ballots that the demo and proofs write in one transaction of theirs, as many as there are people."""

import random
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4

import sqlalchemy as sa

from backend import jobs
from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.core.local_time import company_day, company_zone
from backend.pulse import codes
from backend.pulse.inputs import AnswersInput
from backend.pulse.models import (
    BALLOTS,
    PARTICIPATIONS,
    PULSE_INVITATIONS,
    WAVE_AUDIENCES,
    Survey,
    Wave,
)
from backend.pulse.open_waves import open_wave
from backend.pulse.payloads import Payload, padded
from backend.pulse.questions import kept
from backend.pulse.rhythm import closing
from backend.pulse.waves import CLOSE_JOB

AT_ONCE = 2000


async def everybody_asked(session: Session, wave_id: UUID) -> list[UUID]:
    """Whom a wave asked, in the order of their ids."""
    rows = await session.execute(
        sa.select(WAVE_AUDIENCES.c.person_id)
        .where(WAVE_AUDIENCES.c.wave_id == wave_id)
        .order_by(WAVE_AUDIENCES.c.person_id)
    )
    return list(rows.scalars())


async def write_past_ballots(
    session: Session, wave: Wave, given: Iterable[tuple[UUID, AnswersInput]]
) -> None:
    """What each of these people answers to an open wave, sealed as `submit` seals it.

    Some thousands at once, each time in random order: no more of them are held.
    """
    frozen = await open_wave(session, wave.id)
    coming = iter(given)
    while some := dict(islice(coming, AT_ONCE)):
        asked = await session.execute(
            sa.select(WAVE_AUDIENCES).where(
                WAVE_AUDIENCES.c.wave_id == wave.id, WAVE_AUDIENCES.c.person_id.in_(some)
            )
        )
        groups = {row.person_id: frozen.groups(row.unit_id, row.site_id, row.job_family_id) for row in asked}
        participations, ballots = [], []
        for person_id, answers in some.items():
            payload = Payload(
                answers=kept(frozen.questions, answers.answers),
                comment=answers.comment or None,
                code_hash=codes.code_hash(answers.code) if answers.code and answers.comment else None,
                groups=groups[person_id],
            )
            participations.append({"wave_id": wave.id, "person_hash": frozen.keys.person_hash(person_id)})
            ballots.append({"id": uuid4(), "wave_id": wave.id, "sealed": frozen.keys.seal(padded(payload))})
        random.shuffle(ballots)
        await insert_many(session, PARTICIPATIONS, participations)
        await insert_many(session, BALLOTS, ballots)


async def set_back(
    session: Session, wave: Wave, *, opened_at: datetime, closed_at: datetime | None = None
) -> None:
    """Date a wave's opening, and its close if it has one, at these instants."""
    survey = await session.get_one(Survey, wave.survey_id)
    wave.opens_at = wave.opened_at = opened_at
    wave.closes_at = closing(opened_at, survey.open_days, company_zone(session))
    wave.closed_at = closed_at
    await session.flush()
    await session.execute(
        sa.update(PULSE_INVITATIONS)
        .where(PULSE_INVITATIONS.c.wave_id == wave.id)
        .values(invited_on=company_day(session, opened_at))
    )
    if closed_at is None:
        await jobs.enqueue(session, CLOSE_JOB, {"wave_id": str(wave.id)}, run_at=wave.closes_at)
