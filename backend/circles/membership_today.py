"""What memberships put on the home page: invitations, requests, circles without a lead; and their answers."""

from datetime import timedelta

import sqlalchemy as sa

from backend.circles.models import (
    CIRCLES,
    MEMBERSHIP_STEPS,
    MEMBERSHIPS,
    CircleStatus,
    MembershipStatus,
)
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.today import Ask, Told
from backend.identity import PEOPLE, display_name

Status = MembershipStatus

MOST = 10
LATELY = timedelta(days=30)


async def membership_asks(session: Session, actor: Actor) -> list[Ask]:
    """Invitations to answer; for leads, requests to answer and circles whose last lead has left."""
    return [
        *await _invitations(session, actor),
        *await _requests(session, actor),
        *await _circles_without_lead(session, actor),
    ]


async def membership_told(session: Session, actor: Actor) -> list[Told]:
    """What somebody else, or the waiting list, decided about the actor in the last thirty days."""
    by = alias_of(PEOPLE, "by")
    rows = await session.execute(
        sa.select(
            CIRCLES.c.slug,
            CIRCLES.c.name,
            MEMBERSHIP_STEPS.c.status,
            MEMBERSHIP_STEPS.c.at,
            display_name(by).label("by"),
        )
        .join(MEMBERSHIPS, MEMBERSHIPS.c.id == MEMBERSHIP_STEPS.c.membership_id)
        .join(CIRCLES, CIRCLES.c.id == MEMBERSHIPS.c.circle_id)
        .outerjoin(by, by.c.id == MEMBERSHIP_STEPS.c.by_id)
        .where(
            MEMBERSHIPS.c.person_id == actor.person_id,
            MEMBERSHIP_STEPS.c.at > now() - LATELY,
            MEMBERSHIP_STEPS.c.status.in_([Status.ACTIVE, Status.WAITING, Status.DECLINED]),
            MEMBERSHIP_STEPS.c.by_id.is_distinct_from(actor.person_id),
        )
        .order_by(MEMBERSHIP_STEPS.c.id.desc())
        .limit(MOST)
    )
    return [
        Told(
            code="membership.promoted" if row.by is None else f"membership.{row.status.value}",
            params={"circle": row.name},
            href=f"/circles/{row.slug}",
            state="repondu",
            by=row.by or "",
            at=row.at,
            declined=row.status is Status.DECLINED,
        )
        for row in rows
    ]


async def _invitations(session: Session, actor: Actor) -> list[Ask]:
    rows = await session.execute(
        sa.select(CIRCLES.c.name, display_name(PEOPLE).label("by"))
        .join(MEMBERSHIPS, MEMBERSHIPS.c.circle_id == CIRCLES.c.id)
        .outerjoin(PEOPLE, PEOPLE.c.id == MEMBERSHIPS.c.invited_by_id)
        .where(MEMBERSHIPS.c.person_id == actor.person_id, MEMBERSHIPS.c.status == Status.INVITED)
        .order_by(MEMBERSHIPS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            code="invitation",
            params={"circle": name, "by": by or "Diapason"},
            href="/invitations",
            minutes=1,
            icon="mail",
        )
        for name, by in rows
    ]


async def _requests(session: Session, actor: Actor) -> list[Ask]:
    lead = alias_of(MEMBERSHIPS, "lead")
    rows = await session.execute(
        sa.select(CIRCLES.c.slug, CIRCLES.c.name, sa.func.count())
        .join(lead, lead.c.circle_id == CIRCLES.c.id)
        .join(MEMBERSHIPS, MEMBERSHIPS.c.circle_id == CIRCLES.c.id)
        .where(
            lead.c.person_id == actor.person_id,
            lead.c.status == Status.ACTIVE,
            lead.c.is_lead,
            MEMBERSHIPS.c.status == Status.REQUESTED,
        )
        .group_by(CIRCLES.c.id, CIRCLES.c.slug, CIRCLES.c.name)
        .order_by(CIRCLES.c.search)
        .limit(MOST)
    )
    return [
        Ask(
            code="requests",
            params={"circle": name, "count": count},
            href=f"/circles/{slug}/members#requests",
            minutes=2,
            icon="user-plus",
        )
        for slug, name, count in rows
    ]


async def _circles_without_lead(session: Session, actor: Actor) -> list[Ask]:
    rows = await session.execute(
        sa.select(CIRCLES.c.slug, CIRCLES.c.name)
        .join(MEMBERSHIPS, MEMBERSHIPS.c.circle_id == CIRCLES.c.parent_id)
        .where(
            MEMBERSHIPS.c.person_id == actor.person_id,
            MEMBERSHIPS.c.status == Status.ACTIVE,
            MEMBERSHIPS.c.is_lead,
            CIRCLES.c.status == CircleStatus.ACTIVE,
            CIRCLES.c.lead_count == 0,
        )
        .order_by(CIRCLES.c.search)
        .limit(MOST)
    )
    return [
        Ask(
            code="circle_without_lead",
            params={"circle": name},
            href=f"/circles/{slug}/members",
            minutes=5,
            icon="flag",
        )
        for slug, name in rows
    ]
