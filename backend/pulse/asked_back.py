"""« Tenu ou pas ? »: the questions that a wave asks about the commitments made after those before it."""

import re
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from backend.commitments import COMMITMENTS, Fate
from backend.core.db import Session, alias_of
from backend.identity import ORG_UNIT_TREE, ancestors
from backend.pulse.models import (
    ASKED_COMMITMENTS,
    UNIT_COMMITMENTS,
    WAVE_AUDIENCES,
    WAVE_GROUPS,
    WAVES,
    GroupKind,
    QuestionKind,
    Wave,
    WaveStatus,
)
from backend.pulse.questions import Question

SOURCE = "wave"
"""The `source_kind` of commitments made after results."""
MOST_IN_A_UNIT = 2
"""Two minutes are promised: of more commitments, a unit is asked about the newest."""
_KEY = re.compile(r"kept_[0-9a-f]{16}")
KEPT, PARTLY, NOT_KEPT = "kept", "partly", "not_kept"
CHOICES = (
    {"key": KEPT, "fr": "Oui, c’est tenu", "en": "Yes, it was kept"},
    {"key": PARTLY, "fr": "En partie", "en": "In part"},
    {"key": NOT_KEPT, "fr": "Non, pas encore", "en": "No, not yet"},
)


def key_of(commitment_id: UUID) -> str:
    """The question's key: the same from wave to wave, so that its answers are one series."""
    return f"kept_{commitment_id.hex[-16:]}"


def is_key(key: str) -> bool:
    """Whether a question's key may be that of a commitment."""
    return _KEY.fullmatch(key) is not None


async def freeze_asked(session: Session, wave: Wave) -> None:
    """Note what this wave asks about: what is open, or was kept since the wave before was opened.

    A unit in which too few are asked is asked nothing: it could never be shown. Two statements.
    """
    made, kept, group = UNIT_COMMITMENTS.c, COMMITMENTS.c, WAVE_GROUPS.c
    earlier = sa.select(sa.func.max(WAVES.c.opened_at)).where(
        WAVES.c.survey_id == wave.survey_id, WAVES.c.status == WaveStatus.SEALED
    )
    place = sa.func.row_number().over(partition_by=made.org_unit_id, order_by=kept.id.desc())
    ranked = (
        sa.select(made.commitment_id, place.label("place"))
        .join(COMMITMENTS, kept.id == made.commitment_id)
        .join(WAVES, WAVES.c.id == made.wave_id)
        .outerjoin(
            WAVE_GROUPS,
            sa.and_(
                group.wave_id == wave.id,
                group.kind == GroupKind.UNIT,
                group.group_id == made.org_unit_id,
                group.counted_as == made.org_unit_id,
            ),
        )
        .where(
            WAVES.c.survey_id == wave.survey_id,
            sa.or_(made.org_unit_id.is_(None), group.group_id.is_not(None)),
            sa.or_(
                kept.fate == Fate.OPEN,
                sa.and_(kept.fate.in_((Fate.KEPT, Fate.LATE)), kept.closed_at >= earlier.scalar_subquery()),
            ),
        )
        .subquery()
    )
    found = await session.execute(sa.select(ranked.c.commitment_id).where(ranked.c.place <= MOST_IN_A_UNIT))
    rows = [{"wave_id": wave.id, "commitment_id": one} for one in found.scalars()]
    if rows:
        await session.execute(sa.insert(ASKED_COMMITMENTS), rows)


async def about_commitments(session: Session, wave_id: UUID) -> list[Question]:
    """The questions of a wave about commitments, oldest first; each names the unit it is asked in."""
    made = UNIT_COMMITMENTS.c
    rows = await session.execute(
        sa.select(COMMITMENTS.c.id, COMMITMENTS.c.what, made.org_unit_id, made.theme)
        .join(UNIT_COMMITMENTS, made.commitment_id == COMMITMENTS.c.id)
        .join(ASKED_COMMITMENTS, ASKED_COMMITMENTS.c.commitment_id == COMMITMENTS.c.id)
        .where(ASKED_COMMITMENTS.c.wave_id == wave_id)
        .order_by(COMMITMENTS.c.id)
    )
    return [
        Question(
            key=key_of(row.id),
            kind=QuestionKind.SINGLE,
            theme=row.theme,
            text={
                "fr": f"« {row.what} » Cet engagement est-il tenu ?",
                "en": f"“{row.what}” Was this commitment kept?",
            },
            choices=CHOICES,
            unit=str(row.org_unit_id) if row.org_unit_id else None,
            commitment=row.id,
        )
        for row in rows
    ]


def how_many(wave_id: sa.ColumnElement[UUID], unit_id: sa.ColumnElement[UUID]) -> sa.ScalarSelect[int]:
    """How many commitments a wave asks those of a unit about: a part of a statement on waves."""
    made, tree = UNIT_COMMITMENTS.c, alias_of(ORG_UNIT_TREE, "around")
    around = sa.select(tree.c.ancestor_id).where(tree.c.descendant_id == unit_id).correlate_except(tree)
    return (
        sa.select(sa.func.count())
        .select_from(ASKED_COMMITMENTS)
        .join(UNIT_COMMITMENTS, made.commitment_id == ASKED_COMMITMENTS.c.commitment_id)
        .where(
            ASKED_COMMITMENTS.c.wave_id == wave_id,
            sa.or_(made.org_unit_id.is_(None), made.org_unit_id.in_(around)),
        )
        .correlate_except(ASKED_COMMITMENTS, UNIT_COMMITMENTS)
        .scalar_subquery()
    )


async def asked_of(
    session: Session, wave_id: UUID, person_id: UUID | None, questions: Sequence[Question]
) -> list[Question]:
    """Those of a wave's questions that are asked of this person: all but those about other units."""
    if not any(one.unit for one in questions):
        return list(questions)
    unit = await session.scalar(
        sa.select(WAVE_AUDIENCES.c.unit_id).where(
            WAVE_AUDIENCES.c.wave_id == wave_id, WAVE_AUDIENCES.c.person_id == person_id
        )
    )
    around = {str(one) for one in await ancestors(session, unit)}
    return [one for one in questions if one.unit is None or one.unit in around]
