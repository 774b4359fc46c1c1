"""Finding a report, and how an actor stands towards it."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend import journeys
from backend.core.actor import SYSTEM, Actor
from backend.core.cursors import LARGEST
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.local_time import company_today, today_in
from backend.identity import ancestors
from backend.reports.calendars import ZONES, Calendar
from backend.reports.clock import Clock
from backend.reports.models import FOLLOW_UPS, REPORTS, Report
from backend.reports.policy import Standing, may_respond, require_open


async def get_report(session: Session, actor: Actor, number: int) -> Report:
    """The report with this public number; reports are known to all. Errors: NotFound."""
    if not 0 < number < LARGEST:
        raise NotFound
    found = await session.execute(sa.select(Report).where(REPORTS.c.number == number))
    report: Report | None = found.scalar_one_or_none()
    if report is None:
        raise NotFound
    return report


async def get_report_by_id(session: Session, actor: Actor, report_id: UUID) -> Report:
    """The report with this id; reports are known to all. Errors: NotFound."""
    report: Report | None = await session.get(Report, report_id)
    if report is None:
        raise NotFound
    return report


async def standing_of(session: Session, actor: Actor, report: Report) -> Standing:
    """The actor's relation to a report, for `policy`."""
    units = list(await ancestors(session, report.org_unit_id))
    if report.topic_id is not None:
        topic = await journeys.get_topic(session, report.topic_id)
        units += await ancestors(session, topic.org_unit_id)
    return Standing(
        actor=actor,
        report=report,
        units=tuple(dict.fromkeys(units)),
        answers=actor.person_id in await journeys.responders_of(session, report.topic_id),
        is_author=report.author_id is not None and report.author_id == actor.person_id,
    )


async def responding(session: Session, report: Report, people: Collection[Actor]) -> set[UUID | None]:
    """Those of these people who may answer a report, in as many statements however many they are."""
    standing = await standing_of(session, SYSTEM, report)
    answering = await journeys.responders_of(session, report.topic_id)
    stand = (replace(standing, actor=one, answers=one.person_id in answering) for one in people)
    return {one.actor.person_id for one in stand if one.actor and may_respond(one)}


async def followed_up(session: Session, code: str) -> Standing:
    """The report of an anonymous author, by their code. Errors: NotFound."""
    found = await session.execute(
        sa.select(Report)
        .join(FOLLOW_UPS, FOLLOW_UPS.c.report_id == REPORTS.c.id)
        .where(FOLLOW_UPS.c.code_hash == code_hash(code))
    )
    report: Report | None = found.scalar_one_or_none()
    if report is None:
        raise NotFound
    return Standing(actor=None, report=report, is_author=True)


def code_hash(code: str) -> str:
    """What is kept of a follow-up code; spaces, hyphens and case do not count."""
    plain = "".join(c for c in code.casefold() if c.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def clock_of(report: Report) -> Clock:
    """The report's clock."""
    return Clock(
        calendar=Calendar(report.zone, report.subdivision),
        runs_from=report.clock_runs_from,
        due_at=report.clock_due_at,
        very_late_at=report.clock_very_late_at,
        counted=report.clock_counted,
        ended_at=report.answered_at,
    )


def today_there(session: Session) -> sa.ColumnElement[date]:
    """The date that the clocks of each of REPORTS show, for its days to be compared with."""
    shown = {zone: today_in(zone) for zone in ZONES}
    return sa.case(shown, value=REPORTS.c.zone, else_=company_today(session))


def wind(report: Report, clock: Clock) -> None:
    """Write the clock back to its report."""
    report.clock_runs_from = clock.runs_from
    report.clock_due_at = clock.due_at
    report.clock_very_late_at = clock.very_late_at
    report.clock_counted = clock.counted
    if clock.ended_at is not None and report.answered_at is None:
        report.answered_in = clock.counted_at(clock.ended_at)
    report.answered_at = clock.ended_at


async def locked(session: Session, report_id: UUID) -> Report:
    """The report as it is now, held until this unit of work ends: what follows is decided on the latest."""
    found = await session.execute(
        sa.select(Report)
        .where(REPORTS.c.id == report_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    report: Report = found.scalar_one()
    return report


async def hold(session: Session, standing: Standing) -> Report:
    """The report that somebody stands before, locked; it may have been merged since. Errors: MergedAway."""
    report = await locked(session, standing.report.id)
    require_open(replace(standing, report=report))
    return report
