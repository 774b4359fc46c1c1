"""Bringing in reports of the past: for seeds, and for a company that moves in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import journeys
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.local_time import company_day, company_zone
from backend.reports.calendars import calendar_of
from backend.reports.clock import application_due, kept_on, started
from backend.reports.models import (
    FOLLOWERS,
    NUMBERS,
    VOTES,
    Kind,
    Post,
    PostKind,
    Report,
    Response,
    Signature,
    Status,
    Step,
)
from backend.reports.search import index_report
from backend.reports.standing import wind


@dataclass(frozen=True, slots=True)
class Said:
    """Something said under a report, by somebody, at an instant."""

    kind: PostKind
    text: str
    at: datetime
    by_id: UUID | None
    from_author: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The official response."""

    doing: str
    not_doing: str
    by_when: str
    at: datetime
    by_id: UUID | None


@dataclass(frozen=True, slots=True)
class PastReport:
    """A report with what happened since; `steps` are the statuses after its receipt, in order.

    Each step is (status, when, who, note); a delivery's note is its evidence, a refusal's its reason.
    """

    kind: Kind
    title: str
    received_at: datetime
    body: str = ""
    tags: Sequence[str] = ()
    signature: Signature = Signature.NAME
    pseudonym: str = ""
    author_id: UUID | None = None
    org_unit_id: UUID | None = None
    topic_id: UUID | None = None
    step_id: UUID | None = None
    handoff_id: UUID | None = None
    irritant_id: UUID | None = None
    source_kind: str | None = None
    source_id: UUID | None = None
    posts: Sequence[Said] = ()
    answered: Answered | None = None
    steps: Sequence[tuple[Status, datetime, UUID | None, str]] = ()
    kept_at: datetime | None = None
    voters: Sequence[UUID] = field(default_factory=tuple)
    id: UUID = field(default_factory=new_id)


async def bring_in(session: Session, past: PastReport) -> Report:
    """Write the report as its verbs would have, each at its time; no event, no reaction."""
    made = await session.execute(sa.insert(NUMBERS).returning(NUMBERS.c.number))
    company = str(company_zone(session))
    calendar = calendar_of(await journeys.region_of_owner(session, past.topic_id), company)
    unsigned = past.signature is Signature.ANONYMOUS
    at = past.received_at
    received = company_day(session, at) if unsigned else calendar.day_of(at)
    clock = started(calendar, received)
    for post in past.posts:
        if post.kind is PostKind.QUESTION:
            clock = clock.asked(post.at)
        elif post.kind is PostKind.ANSWER:
            clock = clock.replied(post.at)
    if past.answered:
        clock = clock.answered(past.answered.at)
    report = Report(
        id=past.id,
        number=made.scalar_one(),
        kind=past.kind,
        title=past.title,
        body=past.body,
        tags=list(past.tags),
        signature=past.signature,
        pseudonym=past.pseudonym,
        author_id=past.author_id,
        org_unit_id=past.org_unit_id,
        topic_id=past.topic_id,
        step_id=past.step_id,
        handoff_id=past.handoff_id,
        irritant_id=past.irritant_id,
        source_kind=past.source_kind,
        source_id=past.source_id,
        received_at=past.received_at,
        completed_at=past.received_at if past.body else None,
        zone=calendar.zone,
        subdivision=calendar.subdivision,
        clock_runs_from=clock.runs_from,
        clock_due_at=clock.due_at,
        clock_very_late_at=clock.very_late_at,
        comment_count=sum(post.kind is PostKind.COMMENT for post in past.posts),
    )
    wind(report, clock)
    for status, at, _, note in past.steps:
        _reach(report, status, at, note)
    report.kept_at = past.kept_at
    session.add(report)
    await session.flush()
    await _surround(session, report, past)
    await index_report(session, report)
    return report


def _reach(report: Report, status: Status, at: datetime, note: str) -> None:
    calendar = calendar_of(None, report.zone)
    report.status = status
    if status is Status.ACCEPTED:
        report.accepted_at, report.apply_by = at, application_due(calendar, calendar.day_of(at))
    elif status is Status.DECLINED:
        report.reason = note
    elif status is Status.DELIVERED:
        day = calendar.day_of(at)
        report.delivered_at, report.evidence = at, note
        report.verify_on, report.kept_from = day, kept_on(calendar, day)


async def _surround(session: Session, report: Report, past: PastReport) -> None:
    """Its steps, its response, what is said under it, its voices and followers."""
    steps = [(Status.RECEIVED, past.received_at, None, ""), *past.steps]
    session.add_all(
        Step(report_id=report.id, status=status, at=at, by_id=who, note=note)
        for status, at, who, note in steps
    )
    if past.answered:
        said = past.answered
        session.add(
            Response(
                report_id=report.id,
                doing=said.doing,
                not_doing=said.not_doing,
                by_when=said.by_when,
                said_by_id=said.by_id,
                said_at=said.at,
            )
        )
    session.add_all(
        Post(
            report_id=report.id,
            kind=post.kind,
            text=post.text,
            author_id=post.by_id,
            from_author=post.from_author,
            posted_at=post.at,
        )
        for post in past.posts
    )
    voters = [one for one in dict.fromkeys(past.voters) if one != past.author_id]
    followers = list(dict.fromkeys([*([past.author_id] if past.author_id else []), *voters]))
    if voters:
        at = past.received_at + timedelta(days=1)
        rows = [{"report_id": report.id, "person_id": one, "voted_at": at} for one in voters]
        await session.execute(sa.insert(VOTES), rows)
    if followers:
        rows = [{"report_id": report.id, "person_id": one} for one in followers]
        await session.execute(sa.insert(FOLLOWERS), rows)
    report.vote_count, report.follower_count = len(voters), len(followers)
    session.add(report)
    await session.flush()
