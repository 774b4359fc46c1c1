"""Importing reports from another tool. Safe to repeat: a report is known by its reference there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.local_time import company_zone
from backend.identity import PEOPLE, ImportReport, NotAllowed, Permission, Progress, UnreadableSheet
from backend.reports.calendars import Calendar
from backend.reports.csv_reports import Line, good_lines
from backend.reports.models import REPORTS, Signature, Status
from backend.reports.past import Answered, PastReport, bring_in

BATCH = 500
READING = 0.1
"""The part of the work that reading the file is."""
STEPS: dict[Status, tuple[Status, ...]] = {
    Status.RECEIVED: (),
    Status.IN_REVIEW: (Status.IN_REVIEW,),
    Status.ACCEPTED: (Status.ACCEPTED,),
    Status.IN_PROGRESS: (Status.ACCEPTED, Status.IN_PROGRESS),
    Status.DELIVERED: (Status.ACCEPTED, Status.DELIVERED),
    Status.DECLINED: (Status.DECLINED,),
}
"""What a report went through to be where the file says."""


@dataclass(frozen=True, slots=True)
class Author:
    id: UUID
    org_unit_id: UUID | None


async def import_reports(
    session: Session, actor: Actor, path: Path, *, progress: Progress | None = None
) -> ImportReport:
    """Bring in the reports of a file that are not here yet; those that are stay as they have become.

    Without an author's address a report is anonymous. Errors: NotAllowed.
    """
    if not actor.may(Permission.PEOPLE_IMPORT):
        raise NotAllowed(permission=Permission.PEOPLE_IMPORT)
    told = progress or (lambda done: None)
    report = ImportReport()
    zone = str(company_zone(session))
    try:
        lines = list(good_lines(path, zone, report, lambda done: told(READING * done)))
    except UnreadableSheet as fault:
        refused = ImportReport()
        refused.refuse(fault.line, fault.field, fault.reason)
        return refused
    topics: dict[UUID | None, UUID | None] = {}
    done = 0
    for start in range(0, len(lines), BATCH):
        some = lines[start : start + BATCH]
        known = await _known(session, [id_of(one.reference) for one in some])
        authors = await _authors(session, {one.email for one in some if one.email})
        for line in some:
            author = authors.get(line.email)
            if line.email and author is None:
                report.refuse(line.number, "author_email", "nobody has this address")
            elif id_of(line.reference) in known:
                report.unchanged += 1
            else:
                unit = author.org_unit_id if author else None
                if unit not in topics:
                    topics[unit] = await journeys.topic_for(session, unit)
                await _write(session, line, author, topics[unit], zone)
                report.created += 1
            done += 1
            told(READING + (1 - READING) * done / len(lines))
    report.bad.sort(key=lambda bad: bad.line)
    if report.created:
        await events.record(session, actor, "reports.imported", "reports", None, created=report.created)
    return report


def id_of(reference: str) -> UUID:
    """The id of the report that has this reference in the tool it comes from: the same each time."""
    return uuid5(NAMESPACE_URL, f"diapason:report:{reference}")


async def _known(session: Session, ids: Collection[UUID]) -> set[UUID]:
    found = await session.execute(sa.select(REPORTS.c.id).where(REPORTS.c.id.in_(ids)))
    return set(found.scalars())


async def _authors(session: Session, emails: Iterable[str]) -> dict[str, Author]:
    """Who has these addresses, those who have left included."""
    found = await session.execute(
        sa.select(PEOPLE.c.email, PEOPLE.c.id, PEOPLE.c.org_unit_id).where(PEOPLE.c.email.in_(emails))
    )
    return {row.email: Author(row.id, row.org_unit_id) for row in found}


async def _write(
    session: Session, line: Line, author: Author | None, topic_id: UUID | None, zone: str
) -> None:
    """The report as the file tells it: what it does not tell (who answered, when, how) is left out."""
    at = line.created_at if author else _day(line.created_at, zone)
    answered = line.status not in {Status.RECEIVED, Status.IN_REVIEW}
    declined = line.status is Status.DECLINED
    said = Answered("" if declined else line.reference, line.reference if declined else "", "", at, None)
    report = await bring_in(
        session,
        PastReport(
            id=id_of(line.reference),
            kind=line.kind,
            title=line.title,
            body=line.body,
            received_at=at,
            signature=Signature.NAME if author else Signature.ANONYMOUS,
            author_id=author.id if author else None,
            org_unit_id=author.org_unit_id if author else None,
            topic_id=topic_id,
            answered=said if answered else None,
            steps=[(status, at, None, line.reference) for status in STEPS[line.status]],
        ),
    )
    # The day of its answer is not in the file: it counts in no figure, and nobody is told of it anew.
    report.answered_in = report.kept_from = None
    session.add(report)


def _day(at: datetime, zone: str) -> datetime:
    """The midnight that began the day."""
    calendar = Calendar(zone)
    return calendar.midnight(calendar.day_of(at))
