"""Whether the audit is as it was sealed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from backend.audit.models import AUDIT_SEALS
from backend.audit.seals import A_DAY, chained, content_of, last_to_seal, utc_day
from backend.core.clock import now
from backend.core.db import Session
from backend.events import EVENTS


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at; the days at fault, each with `events`, `seal` or `missing`, whichever is wrong.

    `chain` is that of the last seal; a copy of it kept elsewhere proves all that came before.
    """

    first: date | None
    last: date | None
    events: int
    forgotten: int
    chain: str
    wrong: tuple[tuple[date, str], ...]
    late: bool
    """Whether days are over that were not sealed in time."""


async def verify(session: Session) -> Verified:
    """Read every sealed event again, a day at a time; of days that the retention forgot, only the seals."""
    seals = (await session.execute(sa.select(AUDIT_SEALS).order_by(AUDIT_SEALS.c.day))).all()
    wrong: list[tuple[date, str]] = []
    events, before = 0, ""
    for number, seal in enumerate(seals):
        if number and seal.day != seals[number - 1].day + A_DAY:
            wrong.append((seals[number - 1].day + A_DAY, "missing"))
        if seal.chain != chained(before, seal.day, seal.events, seal.content):
            wrong.append((seal.day, "seal"))
        elif not await _whole(session, seal, seals[number - 1] if number else None):
            wrong.append((seal.day, "events"))
        before = seal.chain
        events += 0 if seal.forgotten else seal.events
    return Verified(
        first=seals[0].day if seals else None,
        last=seals[-1].day if seals else None,
        events=events,
        forgotten=sum(seal.forgotten for seal in seals),
        chain=before,
        wrong=tuple(wrong),
        late=await _late(session, seals[-1].day if seals else None),
    )


async def _whole(session: Session, seal: sa.Row[Any], previous: sa.Row[Any] | None) -> bool:
    """Whether a day's events are those sealed, or were forgotten with all that came before them."""
    if seal.forgotten:
        return previous is None or previous.forgotten
    return await content_of(session, seal.day) == (seal.events, seal.content)


async def _late(session: Session, last: date | None) -> bool:
    """The job runs at night: until then the last seal is a day older."""
    due = last_to_seal(now()) - A_DAY
    if last is not None:
        return last < due
    oldest = await session.scalar(sa.select(sa.func.min(EVENTS.c.occurred_at)))
    return oldest is not None and utc_day(oldest) <= due
