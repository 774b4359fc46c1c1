"""The look of each night: what rose in the last seven whole days, kept for pages, told to its owners."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events, identity, journeys
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.local_time import company_today
from backend.signals.counting import KEPT_DAYS, count
from backend.signals.models import COUNTS, RISING, Subject
from backend.signals.rising import BEFORE_DAYS, RECENT_DAYS, Counted, Rise, risen

FOUND = "place.rising"
FOUND_ELSEWHERE = "topic.rising"
"""A site or a product: nobody owns it, so the topic that takes what no other does is told."""


async def look(session: Session) -> int:
    """Count the nine weeks anew, test every subject, keep what rose; returns how much did.

    What rose the night before keeps the day it was found; what did not is told of, by an event.
    """
    await count(session, KEPT_DAYS + 1)
    today = company_today(session)
    rises = await _rises(session, today)
    before = await session.execute(sa.select(RISING.c.kind, RISING.c.subject, RISING.c.since))
    known = {(row.kind, row.subject): row.since for row in before}
    await session.execute(sa.delete(RISING))
    named = await _named(session, rises)
    rows = [
        {
            "kind": kind,
            "subject": rise.subject,
            "name": named[kind, rise.subject][0],
            "journey_id": named[kind, rise.subject][1],
            "recent": rise.recent,
            "expected": rise.expected,
            "p_value": rise.p_value,
            "since": known.get((kind, rise.subject), today),
        }
        for kind, rise in rises
        if (kind, rise.subject) in named
    ]
    if rows:
        await session.execute(sa.insert(RISING), rows)
    new = [row for row in rows if (row["kind"], row["subject"]) not in known]
    await _tell_owners(session, new, today)
    return len(rows)


async def _tell_owners(session: Session, new: Collection[Mapping[str, Any]], today: date) -> None:
    day = today.isoformat()
    steps = [one for one in new if one["kind"] is Subject.STEP]
    facts = [(UUID(one["subject"]), {"recent": one["recent"], "day": day}) for one in steps]
    await events.record_each(session, SYSTEM, FOUND, "place", facts)
    others = [one for one in new if one["kind"] is not Subject.STEP]
    fallback = await journeys.topic_for(session, None) if others else None
    if fallback is not None:
        told = ({name: one[name] for name in ("subject", "name", "recent")} for one in others)
        facts = [(fallback, one | {"day": day}) for one in told]
        await events.record_each(session, SYSTEM, FOUND_ELSEWHERE, "topic", facts)


async def _rises(session: Session, today: date) -> list[tuple[Subject, Rise]]:
    """What rose in the seven days that ended with yesterday."""
    first_recent = today - timedelta(days=RECENT_DAYS)
    recent = sa.func.sum(sa.case((COUNTS.c.day >= first_recent, COUNTS.c.times), else_=0))
    found = await session.execute(
        sa.select(
            COUNTS.c.kind,
            COUNTS.c.subject,
            recent.label("recent"),
            sa.func.sum(COUNTS.c.times).label("all"),
            sa.func.min(COUNTS.c.day).label("first"),
        )
        .where(COUNTS.c.day < today, COUNTS.c.day >= first_recent - timedelta(days=BEFORE_DAYS))
        .group_by(COUNTS.c.kind, COUNTS.c.subject)
    )
    rows = found.all()
    if not rows:
        return []
    past = min((first_recent - min(row.first for row in rows)).days, BEFORE_DAYS)
    kinds = {f"{row.kind.value}:{row.subject}": (row.kind, row.subject) for row in rows}
    counted = [
        Counted(key, int(row.recent), int(row.all - row.recent)) for key, row in zip(kinds, rows, strict=True)
    ]
    return [
        (kinds[one.subject][0], Rise(kinds[one.subject][1], one.recent, one.expected, one.p_value))
        for one in risen(counted, past)
    ]


async def _named(
    session: Session, rises: Collection[tuple[Subject, Rise]]
) -> Mapping[tuple[Subject, str], tuple[str, UUID | None]]:
    """How each subject is called, and its journey if it is on one; what is gone since is left out."""

    def ids(kind: Subject) -> list[UUID]:
        return [UUID(rise.subject) for of, rise in rises if of is kind]

    places = await journeys.kept_places(session, ids(Subject.STEP))
    sites = await identity.sites_by_ids(session, ids(Subject.SITE))
    named: dict[tuple[Subject, str], tuple[str, UUID | None]] = {
        (kind, rise.subject): (rise.subject, None) for kind, rise in rises if kind is Subject.PRODUCT
    }
    named |= {(Subject.STEP, str(one.id)): (one.name, one.journey_id) for one in places.values()}
    return named | {(Subject.SITE, str(one.id)): (one.name, None) for one in sites.values()}
