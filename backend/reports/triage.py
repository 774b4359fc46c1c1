"""Sorting what comes in: whose it is, and what nobody answered."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.reports.models import REPORTS, Report
from backend.reports.policy import Standing, require_respond
from backend.reports.standing import hold

ESCALATED_AT_ONCE = 200


async def assign(session: Session, standing: Standing, topic_id: UUID) -> Report:
    """Hand a report to those who answer for another topic; its clock goes on.

    Errors: RespondersOnly, MergedAway, NotFound.
    """
    require_respond(standing)
    topic = await journeys.get_topic(session, topic_id)
    report, actor = await hold(session, standing), standing.actor
    assert actor is not None
    report.topic_id = topic.id
    session.add(report)
    await session.flush()
    await events.record(
        session, actor, "report.assigned", "report", report.id, number=report.number, topic_id=topic.id
    )
    return report


async def escalate_very_late(session: Session) -> int:
    """Tell the topic's owner of reports that have become very late, once each; returns how many."""
    late = await session.execute(
        sa.select(REPORTS.c.id, REPORTS.c.number, REPORTS.c.topic_id)
        .where(
            REPORTS.c.answered_at.is_(None),
            REPORTS.c.escalated_at.is_(None),
            REPORTS.c.duplicate_of_id.is_(None),
            REPORTS.c.clock_very_late_at <= now(),
        )
        .order_by(REPORTS.c.clock_very_late_at)
        .limit(ESCALATED_AT_ONCE)
    )
    found = late.all()
    ids = [row.id for row in found]
    await session.execute(sa.update(REPORTS).where(REPORTS.c.id.in_(ids)).values(escalated_at=now()))
    facts = [(row.id, {"number": row.number, "topic_id": row.topic_id}) for row in found]
    await events.record_each(session, SYSTEM, "report.escalated", "report", facts)
    return len(ids)
