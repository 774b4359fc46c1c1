"""Who is in a circle, who asks to be, who waits: rows for pages and GraphQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles.circle_rows import position_of
from backend.circles.models import CURRENT, MEMBERSHIP_STEPS, MEMBERSHIPS, MembershipStatus
from backend.circles.policy import Standing, may_edit, require_edit
from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed, listed_by
from backend.identity import ORG_UNITS, PEOPLE, display_name

PENDING = (MembershipStatus.REQUESTED, MembershipStatus.WAITING, MembershipStatus.INVITED)
"""Who is not in the circle yet."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody's spell in a circle. `position` is their place in the waiting list, from 1, when they wait."""

    id: UUID
    circle_id: UUID
    person_id: UUID
    name: str
    unit_name: str | None
    status: MembershipStatus
    is_lead: bool
    note: str
    invited_by: str | None
    changed_at: datetime
    position: int | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One state of a spell: which, who brought it there (None: the product itself), when."""

    status: MembershipStatus
    by: str | None
    at: datetime


async def member_rows(
    session: Session, actor: Actor, circle_ids: Sequence[UUID], page: Page
) -> dict[UUID, Listing[MemberRow]]:
    """A page of the members of each circle, leads first, then by name; one statement for all.

    The caller has checked that the actor sees these circles; whoever sees a circle sees its members.
    """
    statement = _spells().where(MEMBERSHIPS.c.status == MembershipStatus.ACTIVE)
    leads_first = sa.case((MEMBERSHIPS.c.is_lead, 0), else_=1)
    order = [leads_first, PEOPLE.c.sort_name, MEMBERSHIPS.c.id]
    return await listed_by(
        session, statement, MEMBERSHIPS.c.circle_id, circle_ids, order, page, _row, name="members", apart=True
    )


async def pending_rows(
    session: Session, standing: Standing, status: MembershipStatus, page: Page
) -> Listing[MemberRow]:
    """Who is invited, has asked or waits in a circle, in order. Errors: LeadsOnly."""
    require_edit(standing)
    statement = _spells().where(MEMBERSHIPS.c.circle_id == standing.circle.id, MEMBERSHIPS.c.status == status)
    order = [MEMBERSHIPS.c.queue_number, MEMBERSHIPS.c.id]
    return await listed(session, statement, order, page, _row, name=status.value)


async def pending_counts(session: Session, standing: Standing) -> dict[MembershipStatus, int]:
    """How many are invited, have asked or wait in a circle, each of the three. Errors: LeadsOnly."""
    require_edit(standing)
    rows = await session.execute(
        sa.select(MEMBERSHIPS.c.status, sa.func.count())
        .where(MEMBERSHIPS.c.circle_id == standing.circle.id, MEMBERSHIPS.c.status.in_(PENDING))
        .group_by(MEMBERSHIPS.c.status)
    )
    return dict.fromkeys(PENDING, 0) | dict(rows.all())


async def statuses_in(
    session: Session, standing: Standing, people: Sequence[UUID]
) -> dict[UUID, MembershipStatus]:
    """What the circle is to each of `people`; only those who edit it know who asks, waits or is invited."""
    shown = CURRENT if may_edit(standing) else (MembershipStatus.ACTIVE,)
    rows = await session.execute(
        sa.select(MEMBERSHIPS.c.person_id, MEMBERSHIPS.c.status).where(
            MEMBERSHIPS.c.circle_id == standing.circle.id,
            MEMBERSHIPS.c.person_id.in_(people),
            MEMBERSHIPS.c.status.in_(shown),
        )
    )
    return dict(rows.all())


async def member_row(session: Session, circle_id: UUID, person_id: UUID) -> MemberRow:
    """The current spell of a person in a circle the actor sees. Errors: NotFound."""
    found = await session.execute(
        _spells().where(
            MEMBERSHIPS.c.circle_id == circle_id,
            MEMBERSHIPS.c.person_id == person_id,
            MEMBERSHIPS.c.status.in_(CURRENT),
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return _row(row)


async def history_of(session: Session, actor: Actor, circle_id: UUID) -> list[StepRow]:
    """Every step of the actor's own spells in a circle, oldest first (the last hundred)."""
    asked = {"circle_id": circle_id, "person_id": actor.person_id}
    rows = await session.execute(_steps(), asked)
    return [StepRow(*row) for row in reversed(rows.all())]


@cache
def _steps() -> sa.Select[Any]:
    by = alias_of(PEOPLE, "by")
    return (
        sa.select(
            MEMBERSHIP_STEPS.c.status,
            display_name(by).label("by"),
            MEMBERSHIP_STEPS.c.at,
        )
        .join(MEMBERSHIPS, MEMBERSHIPS.c.id == MEMBERSHIP_STEPS.c.membership_id)
        .outerjoin(by, by.c.id == MEMBERSHIP_STEPS.c.by_id)
        .where(
            MEMBERSHIPS.c.circle_id == sa.bindparam("circle_id"),
            MEMBERSHIPS.c.person_id == sa.bindparam("person_id"),
        )
        .order_by(MEMBERSHIP_STEPS.c.id.desc())
        .limit(100)
    )


@cache
def _spells() -> sa.Select[Any]:
    inviter = alias_of(PEOPLE, "inviter")
    waits = MEMBERSHIPS.c.status == MembershipStatus.WAITING
    return (
        sa.select(
            MEMBERSHIPS.c.id,
            MEMBERSHIPS.c.circle_id,
            MEMBERSHIPS.c.person_id,
            display_name(PEOPLE).label("name"),
            ORG_UNITS.c.name.label("unit_name"),
            MEMBERSHIPS.c.status,
            MEMBERSHIPS.c.is_lead,
            MEMBERSHIPS.c.note,
            display_name(inviter).label("invited_by"),
            MEMBERSHIPS.c.changed_at,
            sa.case((waits, position_of(MEMBERSHIPS))).label("position"),
        )
        .join(PEOPLE, PEOPLE.c.id == MEMBERSHIPS.c.person_id)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .outerjoin(inviter, inviter.c.id == MEMBERSHIPS.c.invited_by_id)
    )


def _row(row: Any) -> MemberRow:
    fields = row._mapping
    return MemberRow(**{name: fields[name] for name in MemberRow.__slots__})
