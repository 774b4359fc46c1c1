"""Deliveries: said with their evidence, contested by the author, checked by the voters, kept."""

from uuid import UUID

import sqlalchemy as sa

from backend import commitments, events
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_into
from backend.reports import errors
from backend.reports.clock import kept_on
from backend.reports.inputs import StatusInput, TextInput
from backend.reports.models import CHECKS, REPORTS, VOTES, Report, Status
from backend.reports.policy import Standing, require_author
from backend.reports.standing import clock_of, hold, today_there
from backend.reports.steps import go, hour, named, who
from backend.reports.submitting import note

VOTERS_ENOUGH = 5
DOUBTS = (
    sa.select(sa.func.count())
    .where(CHECKS.c.report_id == REPORTS.c.id, ~CHECKS.c.holds)
    .correlate(REPORTS)
    .scalar_subquery()
)
"""How many voters say, of one of REPORTS, that its delivery does not hold."""
SOURCE = "report"
"""What promises about a report have as their source."""


async def deliver(session: Session, standing: Standing, report: Report, given: StatusInput) -> None:
    """Say that it is in place, which keeps the promises made about it. Errors: EvidenceMissing."""
    if not given.evidence:
        raise errors.EvidenceMissing
    calendar = clock_of(report).calendar
    today = calendar.day_of(now())
    report.evidence, report.delivered_at = given.evidence, now()
    report.verify_on = max(given.verify_on or today, today)
    report.kept_from = kept_on(calendar, report.verify_on)
    assert standing.actor is not None
    await commitments.keep_about(session, standing.actor, source_kind=SOURCE, source_id=report.id)


async def undo_delivery(session: Session, standing: Standing, report: Report) -> None:
    """Back to work: nobody's check counts any more, and what the delivery kept is promised again."""
    if report.delivered_at is not None:
        await commitments.reopen_about(
            session,
            named(standing),
            hour(session, standing),
            source_kind=SOURCE,
            source_id=report.id,
            since=report.delivered_at,
        )
    report.delivered_at = report.verify_on = report.kept_from = None
    report.holds_count = 0
    await session.execute(sa.delete(CHECKS).where(CHECKS.c.report_id == report.id))


async def contest(session: Session, standing: Standing, given: TextInput) -> Report:
    """Say, once, that a delivery is not what was promised: it goes back to work, and so do
    the promises that the delivery kept.

    Errors: AuthorOnly, MergedAway, NotDelivered, AlreadyContested.
    """
    require_author(standing)
    report = await hold(session, standing)
    if report.status is not Status.DELIVERED or report.kept_at is not None:
        raise errors.NotDelivered
    if report.contested_at is not None:
        raise errors.AlreadyContested
    report.contested_at = hour(session, standing)
    await undo_delivery(session, standing, report)
    await go(session, standing, report, Status.IN_PROGRESS, given.text[:2000])
    session.add(report)
    await session.flush()
    await note(session, standing, "report.contested")
    return report


async def verify_delivery(session: Session, standing: Standing, holds: bool) -> Report:
    """Say, as one of its voters, whether a delivery holds; five who say so make it kept, unless more say no.

    Errors: MergedAway, NotDelivered, NotAVoter, TooEarly, AlreadyChecked.
    """
    actor = standing.actor
    report = await hold(session, standing)
    if report.status is not Status.DELIVERED or report.verify_on is None:
        raise errors.NotDelivered
    voice = await session.execute(
        sa.select(VOTES.c.person_id).where(VOTES.c.report_id == report.id, VOTES.c.person_id == who(standing))
    )
    if actor is None or voice.scalar_one_or_none() is None:
        raise errors.NotAVoter
    if clock_of(report).calendar.day_of(now()) < report.verify_on:
        raise errors.TooEarly(day=report.verify_on)
    said = await session.execute(
        insert_into(session, CHECKS)
        .values(report_id=report.id, person_id=actor.person_id, holds=holds, checked_at=now())
        .on_conflict_do_nothing()
        .returning(CHECKS.c.person_id)
    )
    if said.scalar_one_or_none() is None:
        raise errors.AlreadyChecked
    report.holds_count += holds
    doubts = await doubts_of(session, report.id)
    becomes_kept = report.kept_at is None and report.holds_count >= max(VOTERS_ENOUGH, doubts)
    if becomes_kept:
        report.kept_at = now()
    session.add(report)
    await session.flush()
    await events.record(session, actor, "report.checked", "report", report.id, number=report.number)
    if becomes_kept:
        await events.record(session, SYSTEM, "report.kept", "report", report.id, number=report.number)
    return report


async def doubts_of(session: Session, report_id: UUID) -> int:
    """How many of its voters say that a delivery does not hold."""
    counted = await session.execute(sa.select(DOUBTS).where(REPORTS.c.id == report_id))
    return int(counted.scalar_one())


async def keep_uncontested(session: Session) -> int:
    """Deliveries that nobody contested in 15 working days are kept, unless more voters say that they do not
    hold than that they do; returns how many."""
    kept = await session.execute(
        sa.update(REPORTS)
        .where(
            REPORTS.c.status == Status.DELIVERED,
            REPORTS.c.kept_at.is_(None),
            REPORTS.c.kept_from <= today_there(session),
            REPORTS.c.holds_count >= DOUBTS,
        )
        .values(kept_at=now())
        .returning(REPORTS.c.id, REPORTS.c.number)
    )
    facts = [(row.id, {"number": row.number}) for row in kept]
    await events.record_each(session, SYSTEM, "report.kept", "report", facts)
    return len(facts)
