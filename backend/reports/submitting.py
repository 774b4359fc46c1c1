"""Sending a report: a kind and a sentence are enough. Signed, or by the door that knows nobody."""

import secrets
from datetime import date, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_day, company_midnight, company_zone
from backend.reports import errors
from backend.reports.calendars import calendar_of
from backend.reports.clock import started
from backend.reports.inputs import CompletionInput, ReportInput
from backend.reports.models import (
    FOLLOW_UPS,
    FOLLOWERS,
    NUMBERS,
    REPORTS,
    FollowUp,
    Report,
    Signature,
    Status,
    Step,
)
from backend.reports.policy import Standing, require_author
from backend.reports.search import index_report
from backend.reports.standing import code_hash, hold

CODE_LETTERS = 20
UNSIGNED_NUMBERS = range(500_000, 1_000_000)
"""Anonymous reports draw their number here: a number in turn would tell the hour."""


async def submit(session: Session, actor: Actor, given: ReportInput) -> Report:
    """Send a signed report; its author follows it. Errors: AnonymousApart, PseudonymMissing, NotFound."""
    if given.signature is Signature.ANONYMOUS or actor.person_id is None:
        raise errors.AnonymousApart
    if given.signature is Signature.PSEUDONYM and not given.pseudonym:
        raise errors.PseudonymMissing
    made = await session.execute(sa.insert(NUMBERS).returning(NUMBERS.c.number))
    topic_id = await _topic(session, given, actor.org_unit_id)
    report = await _received(session, given, topic_id, made.scalar_one(), now())
    report.author_id, report.org_unit_id = actor.person_id, actor.org_unit_id
    if given.signature is Signature.PSEUDONYM:
        report.pseudonym = given.pseudonym
    report.follower_count = 1
    await _place(session, report, given)
    session.add(report)
    await session.flush()
    await session.execute(sa.insert(FOLLOWERS).values(report_id=report.id, person_id=actor.person_id))
    session.add(Step(report_id=report.id, status=Status.RECEIVED, at=report.received_at))
    await index_report(session, report)
    await events.record(
        session, actor, "report.submitted", "report", report.id, number=report.number, kind=report.kind.value
    )
    return report


async def submit_anonymous(session: Session, given: ReportInput, code: str) -> Report:
    """Send a report that stores nobody; `code` finds it again. The same code twice is the same report.

    Ids and the number are random, and times are the midnight of the day. Errors: CodeTooShort, NotFound.
    """
    require_code(code)
    known = await session.execute(
        sa.select(Report)
        .join(FOLLOW_UPS, FOLLOW_UPS.c.report_id == REPORTS.c.id)
        .where(FOLLOW_UPS.c.code_hash == code_hash(code))
    )
    if (before := known.scalar_one_or_none()) is not None:
        again: Report = before
        return again
    topic_id = await _topic(session, given, None)
    day = company_midnight(session)
    number = await _free_number(session)
    report = await _received(session, given, topic_id, number, day, company_day(session, day))
    report.id, report.signature = uuid4(), Signature.ANONYMOUS
    await _place(session, report, given)
    session.add(report)
    await session.flush()
    session.add(FollowUp(report_id=report.id, code_hash=code_hash(code)))
    session.add(Step(id=uuid4(), report_id=report.id, status=Status.RECEIVED, at=day))
    await index_report(session, report)
    await events.record_unsigned(
        session, "report.submitted", "report", report.id, day, number=report.number, kind=report.kind.value
    )
    return report


def require_code(code: str) -> None:
    """Refuse a code that could be guessed. Errors: CodeTooShort."""
    if sum(letter.isalnum() for letter in code) < CODE_LETTERS:
        raise errors.CodeTooShort(least=CODE_LETTERS)


async def complete(session: Session, standing: Standing, given: CompletionInput) -> Report:
    """Add what was left out: a text, a topic, tags; once it is answered, tags and a place only.

    Errors: AuthorOnly, MergedAway, WordsAnswered, NotFound.
    """
    require_author(standing)
    report = await hold(session, standing)
    if report.answered_at is None:
        report.title, report.body = given.title, given.body
    elif not _says_the_same(report, given):
        raise errors.WordsAnswered
    report.tags = given.tags
    if given.topic_id is not None and given.topic_id != report.topic_id:
        report.topic_id = (await journeys.get_topic(session, given.topic_id)).id
    await _place(session, report, given)
    first = report.completed_at is None
    day = report.received_at if report.signature is Signature.ANONYMOUS else now()
    report.completed_at = report.completed_at or day
    session.add(report)
    await session.flush()
    await index_report(session, report)
    await note(session, standing, "report.completed" if first else "report.edited", day)
    return report


def _says_the_same(report: Report, given: CompletionInput) -> bool:
    """Whether title, text and topic stay; a browser ends lines in a way of its own."""
    typed = given.body.replace("\r\n", "\n")
    topic = given.topic_id or report.topic_id
    kept = (report.title, report.body.replace("\r\n", "\n"), report.topic_id)
    return (given.title, typed, topic) == kept


async def note(session: Session, standing: Standing, name: str, day: datetime | None = None) -> None:
    """Record what an author did; of an anonymous one, the day alone."""
    if standing.actor is not None:
        await events.record(
            session, standing.actor, name, "report", standing.report.id, number=standing.report.number
        )
        return
    midnight = day or company_midnight(session)
    await events.record_unsigned(
        session, name, "report", standing.report.id, midnight, number=standing.report.number
    )


def new_code() -> str:
    """A follow-up code, made before sending: twenty letters and figures told apart by eye."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    drawn = "".join(secrets.choice(letters) for _ in range(CODE_LETTERS))
    return "-".join(drawn[at : at + 5] for at in range(0, CODE_LETTERS, 5))


async def _topic(session: Session, given: ReportInput, unit_id: UUID | None) -> UUID | None:
    """The topic asked for, else whose its step's or its unit's reports are. Errors: NotFound."""
    if given.topic_id is not None:
        return (await journeys.get_topic(session, given.topic_id)).id
    return await journeys.topic_for(session, unit_id, given.step_id)


async def _place(session: Session, report: Report, given: ReportInput | CompletionInput) -> None:
    """Put a report on a step or on a handoff of a journey. Errors: UnknownStep."""
    if given.step_id is not None and given.step_id not in await journeys.steps_by_ids(
        session, [given.step_id]
    ):
        raise journeys.errors.UnknownStep
    if given.handoff_id is not None and given.handoff_id not in await journeys.handoffs_by_ids(
        session, [given.handoff_id]
    ):
        raise journeys.errors.UnknownStep(field="handoff_id")
    report.step_id, report.handoff_id = given.step_id, given.handoff_id


async def _received(
    session: Session,
    given: ReportInput,
    topic_id: UUID | None,
    number: int,
    at: datetime,
    day: date | None = None,
) -> Report:
    """A report whose clock has started, not yet signed nor written; `day` is its day zero if not `at`'s."""
    company = str(company_zone(session))
    calendar = calendar_of(await journeys.region_of_owner(session, topic_id), company)
    clock = started(calendar, day or calendar.day_of(at))
    return Report(
        number=number,
        kind=given.kind,
        title=given.title,
        body=given.body,
        signature=given.signature,
        topic_id=topic_id,
        received_at=at,
        completed_at=at if given.body else None,
        zone=calendar.zone,
        subdivision=calendar.subdivision,
        clock_runs_from=clock.runs_from,
        clock_due_at=clock.due_at,
        clock_very_late_at=clock.very_late_at,
    )


async def _free_number(session: Session) -> int:
    """A number drawn at random that no report has."""
    while True:
        drawn = secrets.choice(UNSIGNED_NUMBERS)
        taken = await session.execute(sa.select(REPORTS.c.id).where(REPORTS.c.number == drawn))
        if taken.scalar_one_or_none() is None:
            return drawn
