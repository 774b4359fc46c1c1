"""Whether the audit is as it was sealed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from backend.audit.models import AUDIT_SEALS
from backend.audit.seals import A_DAY, chained, content_of, last_to_seal, utc_day
from backend.core.clock import now
from backend.core.db import Session
from backend.events import EVENTS


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at; the days at fault, each with `events`, `seal`, `missing` or `forgotten`.

    `chain` is that of the last seal; a copy of it kept elsewhere proves all that came before. Nothing vouches
    yet for the `unsealed` events that came since.
    """

    first: date | None
    last: date | None
    events: int
    forgotten: int
    unsealed: int
    chain: str
    wrong: tuple[tuple[date, str], ...]
    late: bool
    """Whether days are over that were not sealed in time."""


async def verify(session: Session, kept_days: int) -> Verified:
    """Read every sealed event again, a day at a time; of days that the retention forgot, only the seals.

    The audit is kept for `kept_days`: a younger day that is marked as forgotten is at fault.
    """
    kept_from = utc_day(now() - timedelta(days=kept_days))
    seals = (await session.execute(sa.select(AUDIT_SEALS).order_by(AUDIT_SEALS.c.day))).all()
    wrong: list[tuple[date, str]] = []
    events, before = 0, ""
    for number, seal in enumerate(seals):
        if number and seal.day != seals[number - 1].day + A_DAY:
            wrong.append((seals[number - 1].day + A_DAY, "missing"))
        if seal.chain != chained(before, seal.day, seal.events, seal.content):
            wrong.append((seal.day, "seal"))
        elif seal.forgotten and seal.day >= kept_from:
            wrong.append((seal.day, "forgotten"))
        elif not await _whole(session, seal, seals[number - 1] if number else None):
            wrong.append((seal.day, "events"))
        before = seal.chain
        events += 0 if seal.forgotten else seal.events
    kept = [seal.day for seal in seals if not seal.forgotten]
    if seals and (stray := await _before(session, kept[0] if kept else seals[-1].day + A_DAY)):
        wrong.append((stray, "events"))
    return Verified(
        first=seals[0].day if seals else None,
        last=seals[-1].day if seals else None,
        events=events,
        forgotten=sum(seal.forgotten for seal in seals),
        unsealed=await _after(session, seals[-1].day if seals else None),
        chain=before,
        wrong=tuple(wrong),
        late=await _late(session, seals[-1].day if seals else None),
    )


async def _whole(session: Session, seal: sa.Row[Any], previous: sa.Row[Any] | None) -> bool:
    """Whether a day's events are those sealed, or were forgotten with all that came before them."""
    if seal.forgotten:
        return previous is None or previous.forgotten
    return await content_of(session, seal.day) == (seal.events, seal.content)


async def _before(session: Session, day: date) -> date | None:
    """The day of the oldest event, if it came before that day began."""
    oldest = await session.scalar(sa.select(sa.func.min(EVENTS.c.occurred_at)))
    return utc_day(oldest) if oldest is not None and utc_day(oldest) < day else None


async def _after(session: Session, day: date | None) -> int:
    """How many events came after a day; all of them for none."""
    counted = sa.select(sa.func.count()).select_from(EVENTS)
    if day is not None:
        counted = counted.where(EVENTS.c.occurred_at >= datetime.combine(day + A_DAY, time(), UTC))
    return int((await session.execute(counted)).scalar_one())


async def _late(session: Session, last: date | None) -> bool:
    """The job runs at night: until then the last seal is a day older."""
    due = last_to_seal(now()) - A_DAY
    if last is not None:
        return last < due
    oldest = await session.scalar(sa.select(sa.func.min(EVENTS.c.occurred_at)))
    return oldest is not None and utc_day(oldest) <= due
