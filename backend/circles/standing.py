"""Loading how an actor stands towards a circle, and finding a circle the actor may see."""

from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import CIRCLES, CURRENT, MEMBERSHIPS, Circle, MembershipStatus
from backend.circles.policy import Standing, may_see
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import ancestors

_AT = sa.select(Circle).where(CIRCLES.c.slug == sa.bindparam("slug"))
_SPELLS = sa.select(MEMBERSHIPS.c.circle_id, MEMBERSHIPS.c.status, MEMBERSHIPS.c.is_lead).where(
    MEMBERSHIPS.c.person_id == sa.bindparam("person_id"),
    MEMBERSHIPS.c.circle_id.in_(sa.bindparam("circle_ids", expanding=True)),
    MEMBERSHIPS.c.status.in_(CURRENT),
)


async def standing_at(session: Session, actor: Actor, slug: str) -> Standing:
    """How the actor stands towards the circle at this address. Errors: as `get_circle`."""
    found = await session.execute(_AT, {"slug": slug})
    return await _seen(session, actor, found.scalar_one_or_none())


async def get_circle(session: Session, actor: Actor, slug: str) -> Circle:
    """The circle at this address. Errors: NotFound, also where the actor may not know of it."""
    return (await standing_at(session, actor, slug)).circle


async def get_circle_by_id(session: Session, actor: Actor, circle_id: UUID) -> Circle:
    """The circle with this id. Errors: NotFound, also where the actor may not know of it."""
    return (await _seen(session, actor, await session.get(Circle, circle_id))).circle


async def _seen(session: Session, actor: Actor, circle: Circle | None) -> Standing:
    if circle is None:
        raise NotFound
    standing = await standing_of(session, actor, circle)
    if not may_see(standing):
        raise NotFound
    return standing


async def standing_of(session: Session, actor: Actor, circle: Circle) -> Standing:
    """The actor's relation to the circle, for `policy`; two statements."""
    units = await ancestors(session, circle.org_unit_id)
    asked = {"person_id": actor.person_id, "circle_ids": [circle.id, circle.parent_id or circle.id]}
    mine = (await session.execute(_SPELLS, asked)).all()
    here = next((row for row in mine if row.circle_id == circle.id), None)
    above = [row for row in mine if row.circle_id == circle.parent_id and row.circle_id != circle.id]
    return Standing(
        actor=actor,
        circle=circle,
        units=units,
        status=MembershipStatus(here.status) if here else None,
        is_lead=bool(here and here.is_lead),
        leads_parent=any(row.is_lead for row in above),
    )
