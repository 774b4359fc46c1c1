"""A question's key is its series: what is told under one key, wave by wave, was answered in one way."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.pulse import errors
from backend.pulse.inputs import QuestionInput
from backend.pulse.models import SURVEY_QUESTIONS, WAVES, QuestionKind, WaveStatus


async def series_of(session: Session, survey_id: UUID) -> dict[str, tuple[QuestionKind, frozenset[str]]]:
    """Of each key that a wave of the survey has asked, the kind and the keys of its choices."""
    table = SURVEY_QUESTIONS.c
    versions = sa.select(WAVES.c.version).where(
        WAVES.c.survey_id == survey_id, WAVES.c.status != WaveStatus.PLANNED
    )
    rows = await session.execute(
        sa.select(table.key, table.kind, table.choices)
        .where(table.survey_id == survey_id, table.version.in_(versions))
        .order_by(table.version)
    )
    return {key: (kind, frozenset(one["key"] for one in choices)) for key, kind, choices in rows}


async def require_series(session: Session, survey_id: UUID, asked: Sequence[QuestionInput]) -> None:
    """Refuse to ask another question under a key that a wave has asked. Errors: AskedOtherwise."""
    before = await series_of(session, survey_id)
    for one in asked:
        kind, choices = before.get(one.key, (one.kind, frozenset(choice.key for choice in one.choices)))
        if one.kind is not kind:
            raise errors.AskedOtherwise(field="kind", question=one.key)
        if choices != {choice.key for choice in one.choices}:
            raise errors.AskedOtherwise(field="choices", question=one.key)
