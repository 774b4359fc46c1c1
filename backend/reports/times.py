"""How long answers take, by topic: the median and the share on time, always with their counts."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.journeys import TOPICS
from backend.reports.models import REPORTS


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """A topic's official responses: how many, the median in working days, the share in time (0 to 1)."""

    topic_id: UUID | None
    topic_name: str | None
    answered: int
    median: float
    on_time: float


async def response_times(session: Session) -> list[ResponseTimes]:
    """The times of every topic that has answered something, by name, in one statement."""
    on_time = sa.func.sum(sa.case((REPORTS.c.answered_at < REPORTS.c.clock_due_at, 1), else_=0))
    found = await session.execute(
        sa.select(REPORTS.c.topic_id, TOPICS.c.name, REPORTS.c.answered_in, sa.func.count(), on_time)
        .outerjoin(TOPICS, TOPICS.c.id == REPORTS.c.topic_id)
        .where(REPORTS.c.answered_in.is_not(None), REPORTS.c.duplicate_of_id.is_(None))
        .group_by(REPORTS.c.topic_id, TOPICS.c.name, REPORTS.c.answered_in)
    )
    topics: dict[tuple[UUID | None, str | None], list[tuple[int, int, int]]] = defaultdict(list)
    for topic_id, name, days, count, in_time in found:
        topics[topic_id, name].append((days, count, in_time))
    times = [
        ResponseTimes(
            topic_id=topic_id,
            topic_name=name,
            answered=sum(count for _, count, _ in days),
            median=median([(took, count) for took, count, _ in days]),
            on_time=sum(n for _, _, n in days) / sum(count for _, count, _ in days),
        )
        for (topic_id, name), days in topics.items()
    ]
    return sorted(times, key=lambda one: one.topic_name or "")


def median(counted: list[tuple[int, int]]) -> float:
    """The median of values given with how often each occurs.

    >>> median([(3, 1), (10, 1), (6, 2)])
    6.0
    """
    values = sorted(counted)
    ends = list(accumulate(count for _, count in values))
    total = ends[-1]

    def at(place: int) -> int:
        return next(value for (value, _), end in zip(values, ends, strict=True) if place < end)

    return (at((total - 1) // 2) + at(total // 2)) / 2
