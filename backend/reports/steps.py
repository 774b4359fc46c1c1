"""Reaching a status, which is written in the report's story."""

from datetime import datetime
from uuid import UUID, uuid4

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_midnight
from backend.reports.clock import application_due
from backend.reports.models import Report, Signature, Status, Step
from backend.reports.policy import Standing, require_step
from backend.reports.standing import clock_of


async def go(session: Session, standing: Standing, report: Report, to: Status, said: str = "") -> None:
    """Reach a status, and write the step."""
    require_step(report, to)
    if to is Status.ACCEPTED and report.accepted_at is None:
        calendar = clock_of(report).calendar
        report.accepted_at = now()
        report.apply_by = application_due(calendar, calendar.day_of(now()))
    report.status = to
    actor = named(standing)
    by_id = actor.person_id if actor else None
    step = Step(report_id=report.id, status=to, by_id=by_id, note=said, at=hour(session, standing))
    if standing.actor is None:
        step.id = uuid4()
    session.add(step)


def named(standing: Standing) -> Actor | None:
    """Who acts, where it may be told: whoever steps in as the author stays as hidden as their signature."""
    hidden = standing.is_author and standing.report.signature is not Signature.NAME
    return None if hidden else standing.actor


def hour(session: Session, standing: Standing) -> datetime:
    """Now; of an anonymous author, the midnight that began the company's day."""
    return now() if standing.actor is not None else company_midnight(session)


def who(standing: Standing) -> UUID | None:
    """Who acts; None for an anonymous author."""
    return standing.actor.person_id if standing.actor else None
