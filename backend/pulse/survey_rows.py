"""What a reader may list about surveys: those they run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNITS
from backend.pulse.models import SURVEY_QUESTIONS, SURVEYS, WAVES, Rhythm, SurveyStatus, WaveStatus
from backend.pulse.policy import run_by


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey as lists and pages show it, with its current wave (planned or open) if there is one."""

    id: UUID
    title: Mapping[str, str]
    promise: Mapping[str, str]
    status: SurveyStatus
    version: int
    org_unit_id: UUID | None
    org_unit_name: str | None
    rhythm: Rhythm
    open_days: int
    remind_after_days: int | None
    sample_size: int | None
    created_at: datetime
    question_count: int
    wave_id: UUID | None
    wave_status: WaveStatus | None
    wave_opens_at: datetime | None
    wave_closes_at: datetime | None


async def visible_surveys(session: Session, actor: Actor, page: Page) -> Listing[SurveyRow]:
    """The surveys that the actor runs, newest first."""
    return await listed(session, _rows(actor), [SURVEYS.c.id], page, _row, name="surveys", descending=True)


async def surveys_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, SurveyRow]:
    """Those of these surveys that the actor runs."""
    found = await session.execute(_rows(actor).where(SURVEYS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def survey_row(session: Session, actor: Actor, survey_id: UUID) -> SurveyRow:
    """One survey that the actor runs. Errors: NotFound."""
    found = (await surveys_by_ids(session, actor, [survey_id])).get(survey_id)
    if found is None:
        raise NotFound
    return found


def _rows(actor: Actor) -> sa.Select[Any]:
    count = (
        sa.select(sa.func.count())
        .where(SURVEY_QUESTIONS.c.survey_id == SURVEYS.c.id, SURVEY_QUESTIONS.c.version == SURVEYS.c.version)
        .correlate(SURVEYS)
        .scalar_subquery()
    )
    current = sa.and_(
        WAVES.c.survey_id == SURVEYS.c.id, WAVES.c.status.in_([WaveStatus.PLANNED, WaveStatus.OPEN])
    )
    return (
        sa.select(
            SURVEYS,
            ORG_UNITS.c.name.label("org_unit_name"),
            count.label("question_count"),
            WAVES.c.id.label("wave_id"),
            WAVES.c.status.label("wave_status"),
            WAVES.c.opens_at.label("wave_opens_at"),
            WAVES.c.closes_at.label("wave_closes_at"),
        )
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == SURVEYS.c.org_unit_id)
        .outerjoin(WAVES, current)
        .where(run_by(actor))
    )


def _row(row: sa.Row[Any]) -> SurveyRow:
    fields = row._mapping
    return SurveyRow(**{name: fields[name] for name in SurveyRow.__slots__})
