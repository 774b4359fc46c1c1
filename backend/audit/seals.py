"""Sealing the audit, a day at a time: whatever is changed in a sealed day shows, as each seal holds the last.

Only whole days, long over, are sealed, in the order of their events' instants and ids: of an anonymous event,
whose id is random and whose instant is the midnight of its day, a seal tells nothing that the event does not.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from backend.audit.models import AUDIT_SEALS
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.events import EVENTS
from backend.jobs import Outside

log = logging.getLogger("diapason.audit")

A_DAY = timedelta(days=1)
AT_ONCE = 1000
_FACTS = ("name", "actor_id", "subject_kind", "subject_id", "payload")
_ORDER = (EVENTS.c.occurred_at, EVENTS.c.id)


@dataclass(frozen=True, slots=True)
class Seal:
    """A day, closed. `chain` follows from the seal of the day before and from the rest of this one."""

    day: date
    events: int
    content: str
    chain: str


def utc_day(at: datetime) -> date:
    """The day in UTC that an instant (aware) is in: the same whatever becomes of the company's time zone."""
    return at.astimezone(UTC).date()


def last_to_seal(at: datetime) -> date:
    """The last day to which nothing is added any more.

    An anonymous event of today has the instant of a midnight, which in UTC may be yesterday's.
    """
    return utc_day(at) - 2 * A_DAY


async def seal_days(session: Session) -> Outside:
    """Seal each day that is over since the last seal, reading outside the unit of work."""
    database: Database = session.info["database"]
    return Outside(lambda: _to_seal(database, last_to_seal(now())), _keep)


def chained(before: str, day: date, events: int, content: str) -> str:
    """What a seal adds to the chain that the seal `before` it ended with."""
    return hashlib.sha256(f"{before} {day.isoformat()} {events} {content}".encode()).hexdigest()


async def content_of(session: Session, day: date) -> tuple[int, str]:
    """How many events a day has, and the hash of them all in their order; memory stays flat."""
    begins = datetime.combine(day, time(), UTC)
    in_order = (
        sa.select(*_ORDER, *(EVENTS.c[fact] for fact in _FACTS))
        .where(EVENTS.c.occurred_at < begins + A_DAY)
        .order_by(*_ORDER)
        .limit(AT_ONCE)
    )
    events, whole = 0, hashlib.sha256()
    rows = (await session.execute(in_order.where(EVENTS.c.occurred_at >= begins))).all()
    while rows:
        events += len(rows)
        for row in rows:
            whole.update(_line(row))
        last = sa.tuple_(*(sa.literal(rows[-1]._mapping[one], one.type) for one in _ORDER))
        rows = (await session.execute(in_order.where(sa.tuple_(*_ORDER) > last))).all()
    return events, whole.hexdigest()


def _line(row: sa.Row[Any]) -> bytes:
    told = [row.occurred_at.astimezone(UTC).isoformat(), row.id, *(row._mapping[fact] for fact in _FACTS)]
    return json.dumps(told, default=str, sort_keys=True, separators=(",", ":")).encode() + b"\n"


async def _to_seal(database: Database, last: date) -> list[Seal]:
    """The seals that are missing until a day, the first of them that of the oldest event."""
    made: list[Seal] = []
    async with database.reading() as session:
        newest = sa.select(AUDIT_SEALS.c.day, AUDIT_SEALS.c.chain).order_by(AUDIT_SEALS.c.day.desc()).limit(1)
        found = (await session.execute(newest)).one_or_none()
        day, chain = (found.day + A_DAY, found.chain) if found else (await _first_day(session), "")
        while day is not None and day <= last:
            events, content = await content_of(session, day)
            chain = chained(chain, day, events, content)
            made.append(Seal(day, events, content, chain))
            day += A_DAY
    return made


async def _first_day(session: Session) -> date | None:
    oldest = await session.scalar(sa.select(sa.func.min(EVENTS.c.occurred_at)))
    return utc_day(oldest) if oldest else None


async def _keep(session: Session, made: Sequence[Seal]) -> None:
    """Write them down, and say the last where whoever changes the database does not write: in the log."""
    if made:
        await session.execute(sa.insert(AUDIT_SEALS), [asdict(one) for one in made])
        log.info("the audit is sealed until %s: %s", made[-1].day, made[-1].chain)
