"""How far reports have come, by topic: answered, promised, delivered, kept, told, measured again."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.journeys import TOPICS
from backend.reports.models import REPORTS, Status
from backend.reports.rows import ReportRow, row_of, rows_for

Ids = sa.Select[tuple[UUID]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reports; the other figures count some of those `received`."""

    received: int = 0
    from_irritants: int = 0
    answered: int = 0
    in_time: int = 0
    declined: int = 0
    promised: int = 0
    delivered: int = 0
    kept: int = 0
    told: int = 0
    measured: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))


@dataclass(frozen=True, slots=True)
class HowFar:
    """One topic's; without a name, what is about none."""

    topic_id: UUID | None
    topic_name: str | None
    counts: Counts


async def how_far(
    session: Session, since: datetime, *, promised: Ids, told: Ids, measured: Ids
) -> list[HowFar]:
    """What was received since then, by the names of topics, in one statement; merged ones count once.

    The other slices say which reports something was promised about, a letter told, a survey measured again.
    """
    columns = REPORTS.c
    marks: dict[str, sa.ColumnElement[bool]] = {
        "received": sa.true(),
        "from_irritants": columns.irritant_id.is_not(None),
        "answered": columns.answered_at.is_not(None),
        "in_time": columns.answered_at < columns.clock_due_at,
        "declined": columns.status == Status.DECLINED,
        "promised": columns.id.in_(promised),
        "delivered": columns.delivered_at.is_not(None),
        "kept": columns.kept_at.is_not(None),
        "told": columns.id.in_(told),
        "measured": columns.id.in_(measured),
    }
    counted = [sa.func.sum(sa.case((mark, 1), else_=0)) for mark in marks.values()]
    found = await session.execute(
        sa.select(columns.topic_id, TOPICS.c.name, *counted)
        .outerjoin(TOPICS, TOPICS.c.id == columns.topic_id)
        .where(columns.received_at >= since, columns.duplicate_of_id.is_(None))
        .group_by(columns.topic_id, TOPICS.c.name)
        .order_by(TOPICS.c.name)
    )
    return [
        HowFar(topic_id, name, Counts(**{key: int(value) for key, value in zip(marks, values, strict=True)}))
        for topic_id, name, *values in found
    ]


async def last_kept(session: Session, actor: Actor, among: Ids, most: int) -> list[ReportRow]:
    """Of these reports those last kept, the latest first."""
    found = await session.execute(
        rows_for(actor)
        .where(REPORTS.c.id.in_(among), REPORTS.c.kept_at.is_not(None))
        .order_by(REPORTS.c.kept_at.desc(), REPORTS.c.number)
        .limit(most)
    )
    return [row_of(row) for row in found]
