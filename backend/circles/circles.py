"""Circles themselves: opening one with its first lead, changing it, closing it."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors, places, spells
from backend.circles.inputs import CircleInput, NewCircleInput
from backend.circles.membership import require_active
from backend.circles.models import (
    CIRCLES,
    CURRENT,
    MEMBERSHIPS,
    Circle,
    CircleKind,
    CircleStatus,
    MembershipStatus,
)
from backend.circles.policy import require_create, require_edit
from backend.circles.standing import standing_of
from backend.circles.tree import require_parent, sponsored_count
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.slugs import free_slug
from backend.core.text import fold
from backend.identity import ORG_UNITS, ancestors

RESERVED = frozenset({"new"})
"""Addresses under /circles that are pages of their own."""


async def create_circle(session: Session, actor: Actor, given: NewCircleInput) -> Circle:
    """Open a circle, or prepare a draft, with its first lead as its first member.

    Errors: CxLeadersOnly, UnitNeeded, UnknownUnit, ParentUnfit, ColleagueGone.
    """
    require_create(actor, await _units(session, given.org_unit_id))
    if given.parent_id is not None:
        await require_parent(session, actor, given.parent_id)
    lead_id = given.lead_id or actor.person_id
    assert lead_id is not None
    await require_active(session, lead_id)
    circle = Circle(
        slug=await free_slug(session, CIRCLES.c.slug, given.name, RESERVED),
        name=given.name,
        search=await _search(session, given),
        kind=given.kind,
        status=CircleStatus.DRAFT if given.draft else CircleStatus.ACTIVE,
        why=given.why,
        parent_id=given.parent_id,
        org_unit_id=given.org_unit_id,
        join_policy=given.join_policy,
        capacity=given.capacity,
        member_count=1,
        lead_count=1,
        created_by_id=actor.person_id,
    )
    session.add(circle)
    await session.flush()
    await spells.begin(session, actor, circle.id, lead_id, MembershipStatus.ACTIVE, is_lead=True)
    await _told(session, actor, "circle.created", circle)
    return circle


async def edit_circle(session: Session, actor: Actor, circle: Circle, given: CircleInput) -> Circle:
    """Change a circle; its address stays. A raised capacity lets in those who wait; a draft may be opened.

    Moving it to another unit asks for the right over that unit too.
    Errors: LeadsOnly, CxLeadersOnly, CapacityUnderMembers, UnitNeeded, UnknownUnit, ParentUnfit,
    SponsorsCircles, CircleClosed.
    """
    require_edit(await standing_of(session, actor, circle))
    if given.parent_id not in {None, circle.parent_id}:
        # It locks both circles, so it comes before anything that locks one of them.
        await require_parent(session, actor, given.parent_id, of=circle)
    await places.lock_open(session, circle.id)
    await session.refresh(circle)
    if given.org_unit_id != circle.org_unit_id:
        require_create(actor, await _units(session, given.org_unit_id))
    if given.kind is CircleKind.AMBASSADOR and circle.kind is CircleKind.EVANGELIST:
        await _require_no_sponsored(session, circle.id)
    if given.capacity is not None and given.capacity < circle.member_count:
        raise errors.CapacityUnderMembers(capacity=given.capacity, members=circle.member_count)
    for name in ("name", "kind", "why", "join_policy", "capacity", "org_unit_id", "parent_id"):
        setattr(circle, name, getattr(given, name))
    circle.search = await _search(session, given)
    if circle.status is CircleStatus.DRAFT and not given.draft:
        circle.status = CircleStatus.ACTIVE
    await session.flush()
    await _told(session, actor, "circle.edited", circle)
    if circle.waiting_count and (circle.capacity is None or circle.capacity > circle.member_count):
        await _told(session, actor, "circle.capacity_raised", circle)
    return circle


async def archive_circle(session: Session, actor: Actor, circle: Circle) -> Circle:
    """Close a circle for good: its members become alumni, every invitation, request and wait ends.

    Errors: LeadsOnly, SponsorsCircles(count), CircleClosed.
    """
    require_edit(await standing_of(session, actor, circle))
    await places.lock_open(session, circle.id)
    await session.refresh(circle)
    await _require_no_sponsored(session, circle.id)
    here, state = MEMBERSHIPS.c.circle_id == circle.id, MEMBERSHIPS.c.status
    await spells.move_many(
        session, actor, sa.and_(here, state == MembershipStatus.ACTIVE), MembershipStatus.ALUMNI
    )
    await spells.move_many(session, actor, sa.and_(here, state.in_(CURRENT)), MembershipStatus.DECLINED)
    circle.status, circle.archived_at = CircleStatus.ARCHIVED, now()
    circle.member_count = circle.lead_count = circle.waiting_count = 0
    await session.flush()
    await _told(session, actor, "circle.archived", circle)
    return circle


async def _require_no_sponsored(session: Session, circle_id: UUID) -> None:
    sponsored = await sponsored_count(session, circle_id)
    if sponsored:
        raise errors.SponsorsCircles(count=sponsored)


async def _units(session: Session, unit_id: UUID | None) -> tuple[UUID, ...]:
    units = await ancestors(session, unit_id)
    if unit_id is not None and not units:
        raise errors.UnknownUnit
    return units


async def _search(session: Session, given: CircleInput) -> str:
    """What a search for the circle matches: its name and its unit's."""
    unit = await session.execute(sa.select(ORG_UNITS.c.name).where(ORG_UNITS.c.id == given.org_unit_id))
    return fold(f"{given.name} {unit.scalar_one_or_none() or ''}")[:400]


async def _told(session: Session, actor: Actor, name: str, circle: Circle) -> None:
    await events.record(session, actor, name, "circle", circle.id, circle_id=circle.id)
