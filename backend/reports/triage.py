"""Sorting what comes in: whose it is, what says the same, and what nobody answered."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.reports import errors
from backend.reports.models import FOLLOWERS, REPORTS, VOTES, Report, Status, Step
from backend.reports.policy import Standing, may_respond, require_respond
from backend.reports.standing import locked, standing_of

ESCALATED_AT_ONCE = 200


async def assign(session: Session, standing: Standing, topic_id: UUID) -> Report:
    """Hand a report to those who answer for another topic; its clock goes on.

    Errors: RespondersOnly, MergedAway, NotFound.
    """
    require_respond(standing)
    topic = await journeys.get_topic(session, topic_id)
    report, actor = standing.report, standing.actor
    assert actor is not None
    report.topic_id = topic.id
    session.add(report)
    await session.flush()
    await events.record(
        session, actor, "report.assigned", "report", report.id, number=report.number, topic_id=topic.id
    )
    return report


async def merge(session: Session, actor: Actor, report: Report, into: Report) -> Report:
    """Merge a report with one that says the same: its voices and followers go there too, once each.

    Errors: RespondersOnly (over either), MergedAway, SameReport, AlreadyKept.
    """
    if report.id == into.id:
        raise errors.SameReport
    for one in (report, into):
        require_respond(await standing_of(session, actor, one))
    # Both are held in one order, so that two merges the other way round take turns.
    held = {id_: await locked(session, id_) for id_ in sorted((report.id, into.id))}
    report, into = held[report.id], held[into.id]
    if Status.DUPLICATE in {report.status, into.status}:
        raise errors.MergedAway
    if report.kept_at is not None:
        raise errors.AlreadyKept
    report.status_before, report.status, report.duplicate_of_id = report.status, Status.DUPLICATE, into.id
    session.add(report)
    session.add(Step(report_id=report.id, status=Status.DUPLICATE, by_id=actor.person_id))
    await session.flush()
    # What was merged with it earlier says the same as what it is merged with now.
    earlier = sa.update(REPORTS).where(REPORTS.c.duplicate_of_id == report.id)
    await session.execute(earlier.values(duplicate_of_id=into.id))
    for table in (VOTES, FOLLOWERS):
        await _bring(session, table, report.id, into)
    if report.author_id is not None:
        await _voice_of_author(session, report, into)
    await recount(session, into.id)
    await events.record(
        session, actor, "report.merged", "report", report.id, number=report.number, into=into.number
    )
    return into


async def unmerge(session: Session, actor: Actor, report: Report) -> Report:
    """Take a merged report out again: it is as before, and what it brought goes back with it.

    Errors: RespondersOnly, NotMerged.
    """
    if not may_respond(await standing_of(session, actor, report)):
        raise errors.RespondersOnly
    report = await locked(session, report.id)
    into = report.duplicate_of_id
    if into is None:
        raise errors.NotMerged
    report.status, report.duplicate_of_id = report.status_before or Status.RECEIVED, None
    report.status_before = None
    session.add(report)
    session.add(Step(report_id=report.id, status=report.status, by_id=actor.person_id))
    await session.flush()
    for table in (VOTES, FOLLOWERS):
        await session.execute(sa.delete(table).where(table.c.came_from_id == report.id))
    await recount(session, into)
    await events.record(session, actor, "report.unmerged", "report", report.id, number=report.number)
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


async def recount(session: Session, report_id: UUID) -> None:
    """Count a report's voices and followers anew."""
    counts = {
        name: sa.select(sa.func.count()).where(table.c.report_id == report_id).scalar_subquery()
        for name, table in (("vote_count", VOTES), ("follower_count", FOLLOWERS))
    }
    await session.execute(
        sa.update(Report)
        .where(REPORTS.c.id == report_id)
        .values(**counts)
        .returning(Report)
        .execution_options(populate_existing=True)
    )


async def _bring(session: Session, table: sa.Table, duplicate_id: UUID, into: Report) -> None:
    """Copy the people of a duplicate who are not there yet; its author has a voice there already."""
    there = sa.select(table.c.person_id).where(table.c.report_id == into.id)
    columns = ["report_id", "person_id", "came_from_id"]
    brought = sa.select(sa.literal(into.id), table.c.person_id, sa.literal(duplicate_id)).where(
        table.c.report_id == duplicate_id, table.c.person_id.not_in(there)
    )
    if table is VOTES:
        columns.append("voted_at")
        brought = brought.add_columns(table.c.voted_at)
        if into.author_id is not None:
            brought = brought.where(table.c.person_id != into.author_id)
    await session.execute(sa.insert(table).from_select(columns, brought))


async def _voice_of_author(session: Session, report: Report, into: Report) -> None:
    """Whoever sent a duplicate said it too."""
    if report.author_id == into.author_id:
        return
    already = await session.execute(
        sa.select(VOTES.c.person_id).where(
            VOTES.c.report_id == into.id, VOTES.c.person_id == report.author_id
        )
    )
    if already.scalar_one_or_none() is None:
        await session.execute(
            sa.insert(VOTES).values(
                report_id=into.id, person_id=report.author_id, came_from_id=report.id, voted_at=now()
            )
        )
