"""A report as lists and pages show it to one reader: one statement, plain rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.cursors import LARGEST
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.identity import ORG_UNIT_TREE, PEOPLE, Permission, display_name
from backend.journeys import TOPICS, answered_by
from backend.reports.calendars import Calendar
from backend.reports.clock import Clock
from backend.reports.models import CHECKS, FOLLOWERS, REPORTS, VOTES, Kind, Signature, Status


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
    source_kind: str | None
    source_id: UUID | None
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
    viewer_has_checked: bool
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

    def may_be_checked(self, at: datetime) -> bool:
        """Whether the day has come from which its voters say whether it holds."""
        return self.verify_on is not None and self.verify_on <= self.clock.calendar.day_of(at)

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


def rows_for(actor: Actor) -> sa.Select[Any]:
    """The statement of `ReportRow`s as this actor may see them, for `row_of`."""
    author, owner = alias_of(PEOPLE, "author"), alias_of(PEOPLE, "owner")
    mine = REPORTS.c.author_id == actor.person_id
    may = respondable(actor)
    known = sa.or_(REPORTS.c.signature == Signature.NAME, may, mine)

    def has(table: sa.Table) -> sa.ColumnElement[bool]:
        # PostgreSQL would read all that the person ever voted for to know about the twenty rows of a page,
        # were it asked whether a row exists.
        theirs = table.c.report_id == REPORTS.c.id, table.c.person_id == actor.person_id
        return sa.select(table.c.report_id).where(*theirs).scalar_subquery().is_not(None)

    merged = ORIGINAL.c.id.is_not(None)
    return (
        sa.select(
            *_PLAIN,
            *(sa.case((merged, ORIGINAL.c[name]), else_=REPORTS.c[name]).label(name) for name in _CLOCK),
            sa.case((known, REPORTS.c.author_id)).label("author_id"),
            sa.case((known, display_name(author))).label("author_name"),
            TOPICS.c.name.label("topic_name"),
            display_name(owner).label("topic_owner"),
            ORIGINAL.c.number.label("duplicate_of"),
            has(VOTES).label("viewer_has_voted"),
            has(FOLLOWERS).label("viewer_follows"),
            has(CHECKS).label("viewer_has_checked"),
            sa.func.coalesce(mine, sa.false()).label("viewer_is_author"),
            sa.func.coalesce(may, sa.false()).label("may_respond"),
        )
        .select_from(REPORTS)
        .outerjoin(author, author.c.id == REPORTS.c.author_id)
        .outerjoin(TOPICS, TOPICS.c.id == REPORTS.c.topic_id)
        .outerjoin(owner, owner.c.id == TOPICS.c.owner_id)
        .outerjoin(ORIGINAL, ORIGINAL.c.id == REPORTS.c.duplicate_of_id)
    )


async def report_row(session: Session, actor: Actor, number: int) -> ReportRow:
    """The report with this public number. Errors: NotFound."""
    if not 0 < number < LARGEST:
        raise NotFound
    found = (await session.execute(rows_for(actor).where(REPORTS.c.number == number))).one_or_none()
    if found is None:
        raise NotFound
    return row_of(found)


async def reports_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, ReportRow]:
    """These reports by id, in one statement."""
    if not ids:
        return {}
    found = await session.execute(rows_for(actor).where(REPORTS.c.id.in_(ids)))
    return {row.id: row_of(row) for row in found}


async def reports_from(
    session: Session, actor: Actor, source_kind: str, source_ids: Collection[UUID]
) -> dict[UUID, ReportRow]:
    """The reports that ideas of these sources became, by the source's id, in one statement."""
    found = await session.execute(
        rows_for(actor).where(REPORTS.c.source_kind == source_kind, REPORTS.c.source_id.in_(source_ids))
    )
    return {row.source_id: row_of(row) for row in found}


async def duplicates_of(session: Session, actor: Actor, report_id: UUID, most: int = 20) -> list[ReportRow]:
    """What was merged with a report, oldest first."""
    found = await session.execute(
        rows_for(actor)
        .where(REPORTS.c.duplicate_of_id == report_id)
        .order_by(REPORTS.c.received_at, REPORTS.c.number)
        .limit(most)
    )
    return [row_of(row) for row in found]


def row_of(row: sa.Row[Any]) -> ReportRow:
    """A row of `rows_for`."""
    return ReportRow(**{name: row._mapping[name] for name in ReportRow.__slots__})
