"""Lists of reports: filtered, found by words, in order, page by page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.core.local_time import company_zone
from backend.identity import Permission
from backend.journeys import answered_by
from backend.reports.calendars import REGIONS, Calendar
from backend.reports.clock import JUST_LATE_FOR
from backend.reports.models import FOLLOWERS, REPORTS, Kind, Status
from backend.reports.rows import ReportRow, reports_by_ids, respondable, row_of, rows_for
from backend.reports.search import INDEX

OPEN = (Status.RECEIVED, Status.IN_REVIEW)
SETTLED = tuple(one for one in Status if one not in OPEN)


class ReportOrder(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    MOST_VOTED = "most_voted"


class Lateness(StrEnum):
    LATE = "late"
    JUST_LATE = "just_late"
    VERY_LATE = "very_late"


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Narrows a list of reports; what is left out narrows nothing.

    `inbox` keeps what waits for an answer of the actor's; `mine` and `followed` are the actor's own.
    """

    kind: Kind | None = None
    status: Status | None = None
    topic_id: UUID | None = None
    lateness: Lateness | None = None
    mine: bool = False
    followed: bool = False
    inbox: bool = False
    merged: bool = False
    words: str = ""


async def visible_reports(
    session: Session,
    actor: Actor,
    page: Page,
    wanted: ReportFilter | None = None,
    order: ReportOrder = ReportOrder.NEWEST,
) -> Listing[ReportRow]:
    """One page of the reports; every signed-in person may read them all. With words, the closest first."""
    wanted = wanted or ReportFilter()
    statement = rows_for(actor).where(*_conditions(session, actor, wanted))
    if wanted.words.strip():
        found = await INDEX.scored(session, wanted.words, all_words=True)
        return await _likest(session, actor, page, wanted, found)
    number = REPORTS.c.number
    keys = {
        ReportOrder.NEWEST: [REPORTS.c.received_at, number],
        ReportOrder.OLDEST: [REPORTS.c.received_at, number],
        ReportOrder.MOST_VOTED: [REPORTS.c.vote_count, number],
    }[order]
    oldest = order is ReportOrder.OLDEST
    return await listed(
        session, statement, keys, page, row_of, name=f"reports {order}", descending=not oldest
    )


async def has_inbox(session: Session, actor: Actor) -> bool:
    """Whether the actor answers for a topic, or for a part of the company; their inbox may be empty."""
    if actor.may_somewhere(Permission.REPORTS_RESPOND):
        return True
    found = await session.execute(sa.select(answered_by(actor.person_id).exists()))
    return bool(found.scalar_one())


async def _likest(
    session: Session, actor: Actor, page: Page, wanted: ReportFilter, found: sa.Subquery
) -> Listing[ReportRow]:
    """The reports found, the closest first: first which ones, then all that is shown of these."""
    statement = sa.select(REPORTS.c.id).join(found, found.c.id == REPORTS.c.id)
    order = [found.c.score, REPORTS.c.number]
    listing = await listed(
        session,
        statement.where(*_conditions(session, actor, wanted)),
        order,
        page,
        lambda row: UUID(str(row.id)),
        name="found",
        descending=True,
    )
    rows = await reports_by_ids(session, actor, listing.items)
    return Listing([rows[one] for one in listing.items], listing.cursors, listing.has_more, listing.more)


def _conditions(session: Session, actor: Actor, wanted: ReportFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.kind is not None:
        found.append(REPORTS.c.kind == wanted.kind)
    if wanted.status is not None:
        found.append(REPORTS.c.status == wanted.status)
    elif not wanted.merged and not wanted.mine:
        found.append(REPORTS.c.duplicate_of_id.is_(None))
    if wanted.topic_id is not None:
        found.append(REPORTS.c.topic_id == wanted.topic_id)
    if wanted.mine:
        found.append(REPORTS.c.author_id == actor.person_id)
    if wanted.followed:
        follows = sa.select(FOLLOWERS.c.report_id).where(FOLLOWERS.c.person_id == actor.person_id)
        found.append(REPORTS.c.id.in_(follows))
    if wanted.inbox:
        found += [respondable(actor), *waiting()]
    if wanted.lateness is not None:
        found += _late(session, wanted.lateness)
    return found


def waiting() -> list[sa.ColumnElement[bool]]:
    """Conditions on REPORTS: those that nobody has answered or settled.

    Said by what their status is not, since SQLite would rather look up two statuses, and sort all it found.
    """
    return [REPORTS.c.answered_at.is_(None), REPORTS.c.status.not_in(SETTLED)]


def _late(session: Session, lateness: Lateness) -> list[sa.ColumnElement[bool]]:
    """Late and still owed an answer; one that was merged is not: its original is."""
    at, due_at = now(), REPORTS.c.clock_due_at
    found = [REPORTS.c.answered_at.is_(None), REPORTS.c.duplicate_of_id.is_(None), due_at <= at]
    if lateness is Lateness.VERY_LATE:
        found.append(REPORTS.c.clock_very_late_at <= at)
    if lateness is Lateness.JUST_LATE:
        found += [REPORTS.c.clock_very_late_at > at, due_at > _five_days_ago(session, at)]
    return found


def _five_days_ago(session: Session, at: datetime) -> sa.ColumnElement[datetime]:
    """The instant that begins the sixth working day back from `at`, by the calendar of each of REPORTS."""

    def of(calendar: Calendar) -> datetime:
        since = today = calendar.day_of(at)
        while calendar.working_days(since, today) <= JUST_LATE_FOR:
            since -= timedelta(days=1)
        return calendar.midnight(since)

    theirs = {sub: of(Calendar(zone, sub)) for zone, sub in REGIONS.values()}
    return sa.case(theirs, value=REPORTS.c.subdivision, else_=of(Calendar(str(company_zone(session)))))
