"""Who an issue is for, counted when it leaves, and who is still there when their turn comes."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_new
from backend.digests.models import (
    DEAD_ADDRESSES,
    RECIPIENTS,
    UNSUBSCRIPTIONS,
    Issue,
    Outcome,
)
from backend.identity import PEOPLE, PersonStatus, subtree


class Reader(NamedTuple):
    """Where a recipient's message goes, and in which language."""

    id: UUID
    email: str
    locale: str


def _wants_it() -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions on PEOPLE: works here, has not unsubscribed, has an address that is not known to be dead."""
    return (
        PEOPLE.c.status == PersonStatus.ACTIVE,
        ~sa.exists().where(UNSUBSCRIPTIONS.c.person_id == PEOPLE.c.id),
        ~sa.exists().where(DEAD_ADDRESSES.c.email == PEOPLE.c.email),
    )


def _within(issue: Issue) -> sa.ColumnElement[bool]:
    return sa.true() if issue.org_unit_id is None else PEOPLE.c.org_unit_id.in_(subtree(issue.org_unit_id))


async def audience_size(session: Session, issue: Issue) -> int:
    """How many would receive the issue if it left now."""
    counted = await session.execute(
        sa.select(sa.func.count()).select_from(PEOPLE).where(_within(issue), *_wants_it())
    )
    size: int = counted.scalar_one()
    return size


async def count_audience(session: Session, issue: Issue) -> int:
    """Write one row for each person the issue is for, in one statement; returns how many."""
    outcome = sa.literal(Outcome.WAITING, RECIPIENTS.c.outcome.type)
    rows = sa.select(
        sa.literal(issue.id, RECIPIENTS.c.issue_id.type),
        PEOPLE.c.id,
        outcome,
        sa.literal(0),
        sa.literal(now(), RECIPIENTS.c.next_at.type),
        sa.literal(""),
    ).where(_within(issue), *_wants_it())
    names = ["issue_id", "person_id", "outcome", "tries", "next_at", "error"]
    await session.execute(insert_new(session, RECIPIENTS, names, rows))
    counted = await session.execute(
        sa.select(sa.func.count()).select_from(RECIPIENTS).where(RECIPIENTS.c.issue_id == issue.id)
    )
    size: int = counted.scalar_one()
    return size


async def still_there(session: Session, people: Collection[UUID]) -> dict[UUID, Reader]:
    """Those of these people who still want the issue, in one statement."""
    rows = await session.execute(
        sa.select(PEOPLE.c.id, PEOPLE.c.email, PEOPLE.c.locale).where(PEOPLE.c.id.in_(people), *_wants_it())
    )
    return {row.id: Reader(*row) for row in rows}
