"""A question's key is its series: what is told under one key, wave by wave, was answered in one way."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.pulse import errors
from backend.pulse.inputs import QuestionInput
from backend.pulse.models import SURVEY_QUESTIONS, WAVES, QuestionKind, WaveStatus


class Series(NamedTuple):
    """What stays the same under a key: the kind, the keys of the choices, and who is asked."""

    kind: QuestionKind
    choices: frozenset[str]
    condition: tuple[str, frozenset[Any]] | None


async def series_of(session: Session, survey_id: UUID) -> dict[str, Series]:
    """The series of each key that a wave of the survey has asked."""
    table = SURVEY_QUESTIONS.c
    versions = sa.select(WAVES.c.version).where(
        WAVES.c.survey_id == survey_id, WAVES.c.status != WaveStatus.PLANNED
    )
    rows = await session.execute(
        sa.select(table.key, table.kind, table.choices, table.shown_if)
        .where(table.survey_id == survey_id, table.version.in_(versions))
        .order_by(table.version)
    )
    return {
        key: Series(
            kind, frozenset(one["key"] for one in choices), _condition(**shown_if) if shown_if else None
        )
        for key, kind, choices, shown_if in rows
    }


async def require_series(session: Session, survey_id: UUID, asked: Sequence[QuestionInput]) -> None:
    """Refuse to ask another question under a key that a wave has asked; its words may be mended.

    Errors: AskedOtherwise.
    """
    before = await series_of(session, survey_id)
    for one in asked:
        condition = _condition(**one.shown_if.model_dump()) if one.shown_if else None
        now = Series(one.kind, frozenset(choice.key for choice in one.choices), condition)
        for field, was, new in zip(FIELDS, before.get(one.key, now), now, strict=True):
            if was != new:
                raise errors.AskedOtherwise(field=field, question=one.key)


def _condition(question: str, values: Sequence[Any]) -> tuple[str, frozenset[Any]]:
    return question, frozenset(values)


FIELDS = ("kind", "choices", "shown_if")
