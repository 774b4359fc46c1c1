"""Reaching a status, which is written in the report's story."""

from datetime import datetime
from uuid import UUID, uuid4

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
    unsigned = standing.actor is None
    step = Step(report_id=report.id, status=to, by_id=who(standing), note=said, at=hour(session, standing))
    if unsigned:
        step.id = uuid4()
    elif standing.is_author and report.signature is not Signature.NAME:
        # Whoever steps in as the author stays as hidden as their signature.
        step.by_id = None
    session.add(step)


def hour(session: Session, standing: Standing) -> datetime:
    """Now; of an anonymous author, the midnight that began the company's day."""
    return now() if standing.actor is not None else company_midnight(session)


def who(standing: Standing) -> UUID | None:
    """Who acts; None for an anonymous author."""
    return standing.actor.person_id if standing.actor else None
