"""Reports as lists show them: one statement, plain rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNIT_TREE, PEOPLE, Permission
from backend.journeys import TOPICS, answered_by
from backend.reports.calendars import Calendar
from backend.reports.clock import JUST_LATE_FOR, Clock
from backend.reports.models import FOLLOWERS, REPORTS, VOTES, Kind, Signature, Status
from backend.reports.search import scored

OPEN = (Status.RECEIVED, Status.IN_REVIEW)


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


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report for one reader. `author_name` is None where they may not know it.

    A pseudonym's author is told to those who answer; `clock` is the original's for a merged report.
    """

    id: UUID
    number: int
    kind: Kind
    status: Status
    title: str
    body: str
    tags: Sequence[str]
    signature: Signature
    pseudonym: str
    author_id: UUID | None
    author_name: str | None
    topic_id: UUID | None
    topic_name: str | None
    topic_owner: str | None
    step_id: UUID | None
    handoff_id: UUID | None
    irritant_id: UUID | None
    received_at: datetime
    completed_at: datetime | None
    zone: str
    subdivision: str
    clock_runs_from: datetime
    clock_counted: int
    clock_due_at: datetime
    clock_very_late_at: datetime
    answered_at: datetime | None
    escalated_at: datetime | None
    accepted_at: datetime | None
    apply_by: date | None
    reason: str
    evidence: str
    delivered_at: datetime | None
    verify_on: date | None
    contested_at: datetime | None
    kept_at: datetime | None
    duplicate_of: int | None
    vote_count: int
    follower_count: int
    comment_count: int
    holds_count: int
    viewer_has_voted: bool
    viewer_follows: bool
    viewer_is_author: bool
    may_respond: bool

    @property
    def signed_as(self) -> str | None:
        """The name everybody sees; None for an anonymous report."""
        return self.pseudonym if self.signature is Signature.PSEUDONYM else self.author_name

    @property
    def clock(self) -> Clock:
        return Clock(
            Calendar(self.zone, self.subdivision),
            self.clock_runs_from,
            self.clock_due_at,
            self.clock_very_late_at,
            self.clock_counted,
            self.answered_at,
        )

    @property
    def due_on(self) -> date:
        """The last day on which an answer is on time."""
        return self.clock.calendar.day_of(self.clock_due_at - timedelta(microseconds=1))

    @property
    def tines(self) -> str:
        """How far the answer has come, as the two branches show it."""
        if self.kept_at:
            return "tenu"
        if self.answered_at:
            return "repondu"
        return "recu" if self.status is Status.RECEIVED else "entendu"


ORIGINAL = REPORTS.alias("original")
_CLOCK = (
    "zone",
    "subdivision",
    "clock_runs_from",
    "clock_counted",
    "clock_due_at",
    "clock_very_late_at",
    "answered_at",
)
_PLAIN = [
    REPORTS.c[name]
    for name in ReportRow.__slots__
    if name in REPORTS.c and name not in {*_CLOCK, "author_id"}
]


def respondable(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on REPORTS: those that the actor may answer."""
    units = actor.reach.get(Permission.REPORTS_RESPOND, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
        ORG_UNIT_TREE.c.ancestor_id.in_([one for one in units if one])
    )
    theirs = sa.select(TOPICS.c.id).where(TOPICS.c.org_unit_id.in_(below))
    conditions = [REPORTS.c.topic_id.in_(answered_by(actor.person_id))]
    if units:
        conditions += [REPORTS.c.org_unit_id.in_(below), REPORTS.c.topic_id.in_(theirs)]
    return sa.or_(*conditions)


def _rows(actor: Actor) -> sa.Select[Any]:
    author, owner = PEOPLE.alias("author"), PEOPLE.alias("owner")
    mine = REPORTS.c.author_id == actor.person_id
    may = respondable(actor)
    known = sa.or_(REPORTS.c.signature == Signature.NAME, may, mine)

    def has(table: sa.Table) -> sa.ColumnElement[bool]:
        return sa.exists().where(table.c.report_id == REPORTS.c.id, table.c.person_id == actor.person_id)

    merged = ORIGINAL.c.id.is_not(None)
    return (
        sa.select(
            *_PLAIN,
            *(sa.case((merged, ORIGINAL.c[name]), else_=REPORTS.c[name]).label(name) for name in _CLOCK),
            sa.case((known, REPORTS.c.author_id)).label("author_id"),
            sa.case((known, author.c.given_name + " " + author.c.family_name)).label("author_name"),
            TOPICS.c.name.label("topic_name"),
            (owner.c.given_name + " " + owner.c.family_name).label("topic_owner"),
            ORIGINAL.c.number.label("duplicate_of"),
            has(VOTES).label("viewer_has_voted"),
            has(FOLLOWERS).label("viewer_follows"),
            sa.func.coalesce(mine, sa.false()).label("viewer_is_author"),
            sa.func.coalesce(may, sa.false()).label("may_respond"),
        )
        .select_from(REPORTS)
        .outerjoin(author, author.c.id == REPORTS.c.author_id)
        .outerjoin(TOPICS, TOPICS.c.id == REPORTS.c.topic_id)
        .outerjoin(owner, owner.c.id == TOPICS.c.owner_id)
        .outerjoin(ORIGINAL, ORIGINAL.c.id == REPORTS.c.duplicate_of_id)
    )


async def visible_reports(
    session: Session,
    actor: Actor,
    page: Page,
    wanted: ReportFilter | None = None,
    order: ReportOrder = ReportOrder.NEWEST,
) -> Listing[ReportRow]:
    """One page of the reports; every signed-in person may read them all. With words, the likest first."""
    wanted = wanted or ReportFilter()
    statement = _rows(actor).where(*_conditions(actor, wanted))
    if wanted.words.strip():
        found = await scored(session, wanted.words, all_words=True)
        if found is not None:
            statement = statement.join(found, found.c.report_id == REPORTS.c.id)
            likest = [found.c.score, REPORTS.c.number]
            return await listed(session, statement, likest, page, _row, name="found", descending=True)
    number = REPORTS.c.number
    keys = {
        ReportOrder.NEWEST: [REPORTS.c.received_at, number],
        ReportOrder.OLDEST: [REPORTS.c.received_at, number],
        ReportOrder.MOST_VOTED: [REPORTS.c.vote_count, number],
    }[order]
    oldest = order is ReportOrder.OLDEST
    return await listed(session, statement, keys, page, _row, name=f"reports {order}", descending=not oldest)


def _conditions(actor: Actor, wanted: ReportFilter) -> list[sa.ColumnElement[bool]]:
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
        found += [respondable(actor), REPORTS.c.answered_at.is_(None), REPORTS.c.status.in_(OPEN)]
    if wanted.lateness is not None:
        found += _late(wanted.lateness)
    return found


def _late(lateness: Lateness) -> list[sa.ColumnElement[bool]]:
    """Late and still owed an answer; just late is told by the company's calendar."""
    at, calendar = now(), Calendar()
    found = [REPORTS.c.answered_at.is_(None), REPORTS.c.clock_due_at <= at]
    if lateness is Lateness.VERY_LATE:
        found.append(REPORTS.c.clock_very_late_at <= at)
    if lateness is Lateness.JUST_LATE:
        since = calendar.day_of(at)
        while calendar.working_days(since, calendar.day_of(at)) <= JUST_LATE_FOR:
            since -= timedelta(days=1)
        found += [REPORTS.c.clock_very_late_at > at, REPORTS.c.clock_due_at > calendar.midnight(since)]
    return found


async def report_row(session: Session, actor: Actor, number: int) -> ReportRow:
    """The report with this public number. Errors: NotFound."""
    if not 0 < number < 2**31:
        raise NotFound
    found = (await session.execute(_rows(actor).where(REPORTS.c.number == number))).one_or_none()
    if found is None:
        raise NotFound
    return _row(found)


async def reports_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, ReportRow]:
    """These reports by id, in one statement."""
    if not ids:
        return {}
    found = await session.execute(_rows(actor).where(REPORTS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def duplicates_of(session: Session, actor: Actor, report_id: UUID, most: int = 20) -> list[ReportRow]:
    """What was merged with a report, oldest first."""
    found = await session.execute(
        _rows(actor)
        .where(REPORTS.c.duplicate_of_id == report_id)
        .order_by(REPORTS.c.received_at, REPORTS.c.number)
        .limit(most)
    )
    return [_row(row) for row in found]


def _row(row: sa.Row[Any]) -> ReportRow:
    return ReportRow(**{name: row._mapping[name] for name in ReportRow.__slots__})
