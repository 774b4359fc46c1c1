"""What a reader may list of issues: one statement per list, plain rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.digests.models import ISSUES, REMARKS, State
from backend.digests.policy import RIGHTS, held_over, visible_to
from backend.identity import ORG_UNITS, PEOPLE, display_name

MOST_REMARKS = 50


class Shelf(StrEnum):
    """Which issues are wanted: those that were sent, or those in the making."""

    ARCHIVE = "archive"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue as lists and pages show it. `audience` is a unit's name, None for the whole company."""

    id: UUID
    number: int
    org_unit_id: UUID | None
    audience: str | None
    month: date
    status: State
    revision: int
    headline: Mapping[str, str]
    word: Mapping[str, str]
    word_by: str | None
    delegate: str | None
    signed_by: str | None
    signed_for: str | None
    signed_at: datetime | None
    scheduled_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    recipients: int
    sent: int
    failed: int
    bounced: int
    gone: int
    unsubscribed: int
    archive_reads: int
    rate: float

    @property
    def remaining(self) -> int:
        return max(0, self.recipients - self.sent - self.failed - self.gone)

    @property
    def seconds_left(self) -> int | None:
        """At the speed last measured; None when nothing moves."""
        if self.status is not State.SENDING or not self.rate:
            return None
        return int(self.remaining / self.rate)

    @property
    def has_left(self) -> bool:
        """Whether its delivery has begun."""
        return self.started_at is not None


@dataclass(frozen=True, slots=True)
class RemarkRow:
    text: str
    by: str | None
    is_rejection: bool
    at: datetime


def _rows(actor: Actor) -> sa.Select[Any]:
    people = {name: alias_of(PEOPLE, name) for name in ("word_by", "delegate", "signed_by", "signed_for")}
    statement = (
        sa.select(
            *(ISSUES.c[name] for name in IssueRow.__slots__ if name in ISSUES.c and name != "audience"),
            ORG_UNITS.c.name.label("audience"),
            *(display_name(who).label(name) for name, who in people.items()),
        )
        .select_from(ISSUES)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == ISSUES.c.org_unit_id)
    )
    for name, who in people.items():
        statement = statement.outerjoin(who, who.c.id == ISSUES.c[f"{name}_id"])
    return statement.where(visible_to(actor))


async def visible_issues(
    session: Session, actor: Actor, page: Page, shelf: Shelf | None = None
) -> Listing[IssueRow]:
    """One page of the issues the actor may see, newest first."""
    statement = _rows(actor)
    if shelf is Shelf.ARCHIVE:
        statement = statement.where(ISSUES.c.status == State.SENT)
    elif shelf is Shelf.WORKSHOP:
        making = sa.or_(held_over(actor, *RIGHTS), ISSUES.c.delegate_id == actor.person_id)
        statement = statement.where(ISSUES.c.status.not_in([State.SENT, State.CANCELLED]), making)
    return await listed(session, statement, [ISSUES.c.number], page, _row, name="issues", descending=True)


async def issue_row(session: Session, actor: Actor, issue_id: UUID) -> IssueRow:
    """One issue as pages show it. Errors: NotFound."""
    found = (await issues_by_ids(session, actor, [issue_id])).get(issue_id)
    if found is None:
        raise NotFound
    return found


async def issues_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, IssueRow]:
    """Those of these issues that the actor may see, in one statement."""
    found = await session.execute(_rows(actor).where(ISSUES.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def remark_rows(session: Session, issue_id: UUID) -> list[RemarkRow]:
    """The last fifty remarks on an issue, oldest first."""
    rows = await session.execute(
        sa.select(
            REMARKS.c.text,
            display_name(PEOPLE).label("by"),
            REMARKS.c.is_rejection,
            REMARKS.c.at,
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == REMARKS.c.by_id)
        .where(REMARKS.c.issue_id == issue_id)
        .order_by(REMARKS.c.id.desc())
        .limit(MOST_REMARKS)
    )
    return [RemarkRow(*row) for row in rows][::-1]


def _row(row: sa.Row[Any]) -> IssueRow:
    return IssueRow(**{name: row._mapping[name] for name in IssueRow.__slots__})
