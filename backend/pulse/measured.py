"""« Mesuré à nouveau »: asking everybody whether what was promised and done made a difference.

A question of a survey may name the commitment whose effect it measures: the last link of the chain that
began with an irritant. Commitments made after results are asked about by themselves (`asked_back`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend import commitments
from backend.commitments import CommitmentRow
from backend.core.db import Session
from backend.pulse import errors
from backend.pulse.asked_back import SOURCE, is_key, key_of
from backend.pulse.inputs import QuestionInput, Texts
from backend.pulse.models import SURVEY_QUESTIONS, WAVES, QuestionKind, SurveyTheme, WaveStatus

MOST_MEASURABLE = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """A sealed wave that asked about a commitment again; `key` names the question in its results."""

    wave_id: UUID
    key: str
    text: dict[str, str]
    closed_at: datetime | None

    @property
    def url(self) -> str:
        return f"/pulse/{self.wave_id}/results#question-{self.key}"


async def measurable(session: Session, most: int = MOST_MEASURABLE) -> list[CommitmentRow]:
    """What was kept lately and no results were answered with, newest first."""
    return await commitments.lately_kept(session, but=SOURCE, most=most)


def question_about(kept: CommitmentRow) -> QuestionInput:
    """The question that measures a commitment again; the same key from wave to wave makes the trend."""
    return QuestionInput(
        key=key_of(kept.id),
        kind=QuestionKind.AGREEMENT,
        theme=SurveyTheme.LISTENING,
        text=Texts(
            fr=f"« {kept.what[:300]} » C’est fait. Pour moi, c’est mieux qu’avant.",
            en=f"“{kept.what[:300]}” It is done. For me, it is better than before.",
        ),
        measures_id=kept.id,
    )


async def require_measurable(session: Session, asked: Sequence[QuestionInput]) -> None:
    """Refuse to measure what nobody has said is done or what waves ask about by themselves, and to ask
    anything else under the key of a commitment. Errors: UnknownTarget, KeyKept.
    """
    for one in asked:
        if is_key(one.key) and (one.measures_id is None or one.key != key_of(one.measures_id)):
            raise errors.KeyKept(question=one.key)
    ids = {one.measures_id for one in asked if one.measures_id}
    found = await commitments.commitments_by_ids(session, ids)
    if any(one not in found or not _may_be_measured(found[one]) for one in ids):
        raise errors.UnknownTarget(field="measures_id")


def _may_be_measured(promise: CommitmentRow) -> bool:
    return promise.fate.is_kept and promise.source_kind != SOURCE


def measured_again() -> sa.Select[tuple[UUID]]:
    """The commitments that a sealed wave measured again."""
    asked = SURVEY_QUESTIONS.c
    return (
        sa.select(asked.measures_id)
        .join(WAVES, sa.and_(WAVES.c.survey_id == asked.survey_id, WAVES.c.version == asked.version))
        .where(asked.measures_id.is_not(None), WAVES.c.status == WaveStatus.SEALED)
    )


async def measures_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[Measure]]:
    """The sealed waves that measured each of these commitments again, oldest first, in one statement."""
    found: dict[UUID, list[Measure]] = {one: [] for one in ids}
    if not ids:
        return found
    asked = SURVEY_QUESTIONS.c
    rows = await session.execute(
        sa.select(asked.measures_id, asked.key, asked.text, WAVES.c.id, WAVES.c.closed_at)
        .join(WAVES, sa.and_(WAVES.c.survey_id == asked.survey_id, WAVES.c.version == asked.version))
        .where(asked.measures_id.in_(ids), WAVES.c.status == WaveStatus.SEALED)
        .order_by(WAVES.c.closed_at, WAVES.c.id)
        .limit(len(ids) * MOST_MEASURABLE)
    )
    for row in rows:
        found[row.measures_id].append(Measure(row.id, row.key, row.text, row.closed_at))
    return found
