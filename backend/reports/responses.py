"""The official response, what follows from it, and whether the promise was kept."""

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_lite

from backend import commitments, events
from backend.commitments import PromiseInput
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import InvalidInput, Problem
from backend.reports import errors
from backend.reports.clock import application_due, kept_on
from backend.reports.inputs import ResponseInput, StatusInput, TextInput
from backend.reports.models import CHECKS, REPORTS, VOTES, Report, Response, Signature, Status, Step
from backend.reports.policy import Standing, require_author, require_open, require_respond, require_step
from backend.reports.standing import clock_of, locked, wind
from backend.reports.submitting import note

VOTERS_ENOUGH = 5
SOURCE = "report"


async def respond(session: Session, standing: Standing, given: ResponseInput) -> Report:
    """Answer officially, or add a dated entry to the response; the first one ends the clock.

    With `accept` the report is accepted, with `promise` a commitment is made. Errors: RespondersOnly,
    MergedAway, WrongStep, AlreadyKept, DateAlreadyPast, InvalidInput (a promise without its day).
    """
    require_respond(standing)
    report = await locked(session, standing.report.id)
    session.add(
        Response(
            report_id=report.id,
            doing=given.doing,
            not_doing=given.not_doing,
            by_when=given.by_when,
            said_by_id=_who(standing),
        )
    )
    wind(report, clock_of(report).answered(now()))
    if given.accept:
        await _go(session, standing, report, Status.ACCEPTED)
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
    report = await locked(session, standing.report.id)
    require_step(report, given.status)
    if given.status is Status.DECLINED:
        if not given.reason:
            raise errors.ReasonMissing
        report.reason = given.reason
        if report.answered_at is None:
            session.add(Response(report_id=report.id, not_doing=given.reason, said_by_id=_who(standing)))
            wind(report, clock_of(report).answered(now()))
    elif given.status in {Status.ACCEPTED, Status.IN_PROGRESS, Status.DELIVERED}:
        if report.answered_at is None:
            raise errors.ResponseMissing
        if given.status is Status.DELIVERED:
            _deliver(report, given)
    await _go(session, standing, report, given.status, given.reason or given.evidence)
    session.add(report)
    await session.flush()
    await note(session, standing, f"report.{given.status.value}")
    return report


async def contest(session: Session, standing: Standing, given: TextInput) -> Report:
    """Say, once, that a delivery is not what was promised: it goes back to work.

    Errors: AuthorOnly, MergedAway, NotDelivered, AlreadyContested.
    """
    require_author(standing)
    report = await locked(session, standing.report.id)
    if report.status is not Status.DELIVERED or report.kept_at is not None:
        raise errors.NotDelivered
    if report.contested_at is not None:
        raise errors.AlreadyContested
    report.contested_at = _hour(standing)
    report.delivered_at = report.verify_on = report.kept_from = None
    await session.execute(sa.delete(CHECKS).where(CHECKS.c.report_id == report.id))
    report.holds_count = 0
    await _go(session, standing, report, Status.IN_PROGRESS, given.text[:2000])
    session.add(report)
    await session.flush()
    await note(session, standing, "report.contested")
    return report


async def verify_delivery(session: Session, standing: Standing, holds: bool) -> Report:
    """Say, as one of its voters, whether a delivery holds; five who say so make it kept.

    Errors: MergedAway, NotDelivered, NotAVoter, TooEarly, AlreadyChecked.
    """
    require_open(standing)
    actor = standing.actor
    report = await locked(session, standing.report.id)
    if report.status is not Status.DELIVERED or report.verify_on is None:
        raise errors.NotDelivered
    voice = await session.execute(
        sa.select(VOTES.c.person_id).where(
            VOTES.c.report_id == report.id, VOTES.c.person_id == _who(standing)
        )
    )
    if actor is None or voice.scalar_one_or_none() is None:
        raise errors.NotAVoter
    if clock_of(report).calendar.day_of(now()) < report.verify_on:
        raise errors.TooEarly(day=report.verify_on.isoformat())
    insert = insert_lite if session.get_bind().dialect.name == "sqlite" else insert_pg
    said = await session.execute(
        insert(CHECKS)
        .values(report_id=report.id, person_id=actor.person_id, holds=holds, checked_at=now())
        .on_conflict_do_nothing()
        .returning(CHECKS.c.person_id)
    )
    if said.scalar_one_or_none() is None:
        raise errors.AlreadyChecked
    report.holds_count += holds
    if report.holds_count >= VOTERS_ENOUGH and report.kept_at is None:
        report.kept_at = now()
    session.add(report)
    await session.flush()
    await events.record(session, actor, "report.checked", "report", report.id, number=report.number)
    if report.kept_at is not None and report.holds_count == VOTERS_ENOUGH and holds:
        await events.record(session, SYSTEM, "report.kept", "report", report.id, number=report.number)
    return report


async def keep_uncontested(session: Session) -> int:
    """Deliveries that nobody contested in 15 working days are kept; returns how many."""
    kept = await session.execute(
        sa.update(REPORTS)
        .where(
            REPORTS.c.status == Status.DELIVERED,
            REPORTS.c.kept_at.is_(None),
            REPORTS.c.kept_from <= now().date(),
        )
        .values(kept_at=now())
        .returning(REPORTS.c.id)
    )
    ids = list(kept.scalars())
    await events.record_many(session, SYSTEM, "report.kept", "report", ids)
    return len(ids)


def _deliver(report: Report, given: StatusInput) -> None:
    if not given.evidence:
        raise errors.EvidenceMissing
    calendar = clock_of(report).calendar
    today = calendar.day_of(now())
    report.evidence, report.delivered_at = given.evidence, now()
    report.verify_on = max(given.verify_on or today, today)
    report.kept_from = kept_on(calendar, today)


async def _go(session: Session, standing: Standing, report: Report, to: Status, said: str = "") -> None:
    """Reach a status, and write the step."""
    require_step(report, to)
    if to is Status.ACCEPTED and report.accepted_at is None:
        calendar = clock_of(report).calendar
        report.accepted_at = now()
        report.apply_by = application_due(calendar, calendar.day_of(now()))
    report.status = to
    unsigned = standing.actor is None
    step = Step(report_id=report.id, status=to, by_id=_who(standing), note=said, at=_hour(standing))
    if unsigned:
        step.id = uuid4()
    elif standing.is_author and report.signature is not Signature.NAME:
        # Who steps in as the author stays as hidden as their signature.
        step.by_id = None
    session.add(step)


def _hour(standing: Standing) -> datetime:
    """Now; of an anonymous author, the midnight that began the day."""
    if standing.actor is not None:
        return now()
    calendar = clock_of(standing.report).calendar
    return calendar.midnight(calendar.day_of(now()))


def _who(standing: Standing) -> UUID | None:
    return standing.actor.person_id if standing.actor else None
