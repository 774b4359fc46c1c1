"""Counting what is said each day of a step, from a site, about a product: after each event, and at night.

A count is of a day and of one subject, never of two at once. It is made again from what bears a day already,
so counting twice counts once, and an anonymous report, from which no job follows, is counted the next time.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from backend import forum, jobs, journeys, reports
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_day, company_today, company_zone
from backend.signals.models import COUNTS, Subject
from backend.signals.rising import BEFORE_DAYS, RECENT_DAYS

JOB = "signals.count"
EVERY_SECONDS = 60
KEPT_DAYS = BEFORE_DAYS + RECENT_DAYS


async def count_soon(session: Session) -> None:
    """Promise one count of today for all that happens in this minute; it begins after the minute ends."""
    turn = int(now().timestamp()) // EVERY_SECONDS + 1
    due = now() + timedelta(seconds=turn * EVERY_SECONDS - now().timestamp() + 1)
    await jobs.enqueue(session, JOB, {}, key=f"{JOB}@{turn}", run_at=due)


async def count(session: Session, days: int = 1) -> None:
    """Count the last `days` days anew, today among them, and forget what no test reads any more."""
    today = company_today(session)
    since = today - timedelta(days=days - 1)
    instant = datetime.combine(since, time(), company_zone(session))
    times: Counter[tuple[Subject, str, date]] = Counter()

    def on(at: datetime, kind: Subject, subject: object) -> None:
        if subject:
            times[kind, str(subject), company_day(session, at)] += 1

    for at, place_id in await journeys.noted_since(session, instant):
        on(at, Subject.STEP, place_id)
    for one in await reports.received_since(session, instant):
        on(one.received_at, Subject.STEP, one.place_id)
        on(one.received_at, Subject.SITE, one.site_id)
    for at, product in await forum.asked_since(session, instant):
        on(at, Subject.PRODUCT, product)
    gone = sa.or_(COUNTS.c.day >= since, COUNTS.c.day < today - timedelta(days=KEPT_DAYS))
    await session.execute(sa.delete(COUNTS).where(gone))
    rows = [
        {"kind": kind, "subject": subject, "day": day, "times": many}
        for (kind, subject, day), many in times.items()
    ]
    if rows:
        await session.execute(sa.insert(COUNTS), rows)
