"""What gatherings ask of a member, and what they tell them: replies awaited, changes made."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from backend.circles.models import (
    ATTENDANCE,
    CIRCLES,
    GATHERINGS,
    MEMBERSHIPS,
    CircleStatus,
    MembershipStatus,
)
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.today import Ask, Told
from backend.identity import PEOPLE, display_name

MOST = 5
TOLD_FOR = timedelta(days=7)


async def gathering_asks(session: Session, actor: Actor) -> list[Ask]:
    """The next gatherings of the actor's circles that they have not replied to, soonest first."""
    found = await session.execute(
        _of_member(actor)
        .outerjoin(
            ATTENDANCE,
            sa.and_(
                ATTENDANCE.c.gathering_id == GATHERINGS.c.id,
                ATTENDANCE.c.person_id == actor.person_id,
            ),
        )
        .where(
            GATHERINGS.c.cancelled_at.is_(None),
            GATHERINGS.c.starts_at > now(),
            ATTENDANCE.c.reply.is_(None),
        )
        .order_by(GATHERINGS.c.starts_at, GATHERINGS.c.id)
        .limit(MOST)
    )
    return [
        Ask(
            code="gathering",
            params={"circle": row.circle, "title": row.title, "place": row.place, "starts_at": row.starts_at},
            href=f"/circles/{row.slug}/gatherings/{row.id}",
            due=row.starts_at,
            icon="calendar",
        )
        for row in found
    ]


async def gathering_news(session: Session, actor: Actor) -> list[Told]:
    """Gatherings to come that somebody else changed or cancelled within a week, latest change first."""
    found = await session.execute(
        _of_member(actor)
        .add_columns(
            GATHERINGS.c.cancelled_at,
            GATHERINGS.c.changed_at,
            display_name(PEOPLE).label("by"),
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == GATHERINGS.c.changed_by_id)
        .where(
            GATHERINGS.c.sequence > 0,
            GATHERINGS.c.changed_at > now() - TOLD_FOR,
            GATHERINGS.c.ends_at > now(),
            GATHERINGS.c.changed_by_id.is_distinct_from(actor.person_id),
        )
        .order_by(GATHERINGS.c.changed_at.desc(), GATHERINGS.c.id)
        .limit(MOST)
    )
    return [
        Told(
            code="gathering_cancelled" if row.cancelled_at else "gathering_changed",
            params={"circle": row.circle, "title": row.title, "place": row.place, "starts_at": row.starts_at},
            href=f"/circles/{row.slug}/gatherings/{row.id}",
            by=row.by or "",
            at=row.changed_at,
            declined=row.cancelled_at is not None,
        )
        for row in found
    ]


def _of_member(actor: Actor) -> sa.Select[Any]:
    """Gatherings of the open circles in which the actor is an active member."""
    return (
        sa.select(
            GATHERINGS.c.id,
            GATHERINGS.c.title,
            GATHERINGS.c.place,
            GATHERINGS.c.starts_at,
            CIRCLES.c.slug,
            CIRCLES.c.name.label("circle"),
        )
        .join(CIRCLES, CIRCLES.c.id == GATHERINGS.c.circle_id)
        .join(MEMBERSHIPS, MEMBERSHIPS.c.circle_id == CIRCLES.c.id)
        .where(
            CIRCLES.c.status == CircleStatus.ACTIVE,
            MEMBERSHIPS.c.person_id == actor.person_id,
            MEMBERSHIPS.c.status == MembershipStatus.ACTIVE,
        )
    )
