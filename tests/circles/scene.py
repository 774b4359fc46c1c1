"""A few lines to set a scene with circles: acting as one of the cast, in one unit of work each."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from backend import circles
from backend.circles.models import CIRCLES, MEMBERSHIPS
from backend.core.actor import Actor
from backend.core.db import Session
from tests.cast import Cast

T = TypeVar("T")


async def as_(
    cast: Cast, name: str, slug: str, verb: Callable[..., Awaitable[T]], *args: object, **more: object
) -> T:
    """Run `verb(session, actor, circle, …)` as one of the cast and commit."""
    async with cast.database.writing() as session:
        actor = await cast.actor(name)
        circle = await circles.get_circle(session, actor, slug)
        result = await verb(session, actor, circle, *args, **more)
        await session.commit()
    return result


async def a_circle(cast: Cast, *, by: str = "solene", **values: Any) -> str:
    """A circle of Nouvelle-Aquitaine led by Karim unless said otherwise; returns its address."""
    given: dict[str, Any] = {
        "name": "Cœur",
        "kind": "ambassador",
        "why": "Personne ne répète son histoire.",
        "org_unit_id": cast.units["aquitaine"],
        "lead_id": cast.people["karim"],
    }
    async with cast.database.writing() as session:
        actor = await cast.actor(by)
        circle = await circles.create_circle(session, actor, circles.NewCircleInput(**(given | values)))
        slug = circle.slug
        await session.commit()
    return slug


async def row(cast: Cast, slug: str, name: str = "karim") -> circles.CircleRow:
    """The circle as this person sees it."""
    async with cast.database.reading() as session:
        actor: Actor = await cast.actor(name)
        circle = await circles.get_circle(session, actor, slug)
        return await circles.circle_row(session, actor, circle.id)


async def counters(cast: Cast, slug: str) -> tuple[int, int, int]:
    """Members, leads, waiting, as the circle's row says."""
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(CIRCLES.c.member_count, CIRCLES.c.lead_count, CIRCLES.c.waiting_count).where(
                CIRCLES.c.slug == slug
            )
        )
        members, leads, waiting = found.one()
    return members, leads, waiting


async def states(session: Session, circle_id: UUID) -> dict[UUID, circles.MembershipStatus]:
    """Everybody's current state in a circle."""
    found = await session.execute(
        sa.select(MEMBERSHIPS.c.person_id, MEMBERSHIPS.c.status).where(
            MEMBERSHIPS.c.circle_id == circle_id,
            MEMBERSHIPS.c.status.in_(["invited", "requested", "waiting", "active"]),
        )
    )
    return dict(found.all())
