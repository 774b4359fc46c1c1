"""The official response, and the statuses that follow from it."""

from backend import commitments
from backend.commitments import PromiseInput
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import InvalidInput, Problem
from backend.reports import errors
from backend.reports.deliveries import SOURCE, deliver, undo_delivery
from backend.reports.inputs import ResponseInput, StatusInput
from backend.reports.models import Report, Response, Status
from backend.reports.policy import Standing, require_respond, require_step
from backend.reports.standing import clock_of, hold, wind
from backend.reports.steps import go, who
from backend.reports.submitting import note

PARTS = ("doing", "not_doing", "by_when")
"""What the first official response always says; a later entry says what changed."""


async def respond(session: Session, standing: Standing, given: ResponseInput) -> Report:
    """Answer officially, or add a dated entry to the response; the first one ends the clock.

    With `accept` the report is accepted, with `promise` a commitment is made. Errors: RespondersOnly,
    MergedAway, WrongStep, AlreadyKept, DateAlreadyPast, InvalidInput (a promise without its day, a first
    response without one of its three parts).
    """
    require_respond(standing)
    report = await hold(session, standing)
    if report.answered_at is None:
        missing = {name: Problem("missing") for name in PARTS if not getattr(given, name)}
        if missing:
            raise InvalidInput(ResponseInput.__name__, missing)
    session.add(
        Response(
            report_id=report.id,
            doing=given.doing,
            not_doing=given.not_doing,
            by_when=given.by_when,
            said_by_id=who(standing),
        )
    )
    wind(report, clock_of(report).answered(now()))
    if given.accept:
        await go(session, standing, report, Status.ACCEPTED)
    session.add(report)
    await session.flush()
    if given.promise:
        if given.due_on is None:
            raise InvalidInput(ResponseInput.__name__, {"due_on": Problem("missing")})
        assert standing.actor is not None
        promise = PromiseInput(what=given.promise, due_on=given.due_on)
        await commitments.make(session, standing.actor, promise, source_kind=SOURCE, source_id=report.id)
    await note(session, standing, "report.answered")
    return report


async def change_status(session: Session, standing: Standing, given: StatusInput) -> Report:
    """Go to another status. Declining is an official response too: its reason is what is not done.

    Errors: RespondersOnly, MergedAway, WrongStep, AlreadyKept, ResponseMissing, ReasonMissing,
    EvidenceMissing.
    """
    require_respond(standing)
    report = await hold(session, standing)
    require_step(report, given.status)
    if given.status is Status.DECLINED:
        if not given.reason:
            raise errors.ReasonMissing
        report.reason = given.reason
        if report.answered_at is None:
            session.add(Response(report_id=report.id, not_doing=given.reason, said_by_id=who(standing)))
            wind(report, clock_of(report).answered(now()))
    elif given.status in {Status.ACCEPTED, Status.IN_PROGRESS, Status.DELIVERED}:
        if report.answered_at is None:
            raise errors.ResponseMissing
        if given.status is Status.DELIVERED:
            await deliver(session, standing, report, given)
        elif report.status is Status.DELIVERED:
            await undo_delivery(session, standing, report)
    await go(session, standing, report, given.status, given.reason or given.evidence)
    session.add(report)
    await session.flush()
    await note(session, standing, f"report.{given.status.value}")
    return report
