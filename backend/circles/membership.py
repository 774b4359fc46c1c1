"""Joining, leaving, requests and the waiting list."""

from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors, places, spells
from backend.circles.models import MEMBERSHIPS, Circle, JoinPolicy, Membership, MembershipStatus
from backend.circles.policy import require_edit, require_open
from backend.circles.standing import standing_of
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session

Status = MembershipStatus


async def join(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Come into an open circle, wait if it is full, or ask where one asks; an invitation opens any circle.

    Errors: InvitationOnly, AlreadyMember(status), CircleClosed.
    """
    assert actor.person_id is not None
    if circle.join_policy is JoinPolicy.OPEN:
        return await _enter(session, actor, circle.id, actor.person_id)
    require_open(await standing_of(session, actor, circle))
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is not None and spell.status is Status.INVITED:
        return await _enter(session, actor, circle.id, actor.person_id)
    if spell is not None:
        raise errors.AlreadyMember(status=spell.status)
    if circle.join_policy is JoinPolicy.INVITATION:
        raise errors.InvitationOnly
    return await spells.begin(session, actor, circle.id, actor.person_id, Status.REQUESTED)


async def leave(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Leave the circle, its waiting list, or withdraw a request. Errors: NotMember, LastLead."""
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is None or spell.status is Status.INVITED:
        raise errors.NotMember
    return await _end(session, actor, spell)


async def remove(session: Session, actor: Actor, circle: Circle, person_id: UUID) -> Membership:
    """End somebody's membership for them. Errors: LeadsOnly, NotMember, LastLead."""
    require_edit(await standing_of(session, actor, circle))
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is None:
        raise errors.NotMember
    return await _end(session, actor, spell)


async def answer_request(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, *, accept: bool
) -> Membership:
    """Say yes (a place, or the waiting list when full) or no to a request. Errors: LeadsOnly, NoRequest."""
    require_edit(await standing_of(session, actor, circle))
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is None or spell.status is not Status.REQUESTED:
        raise errors.NoRequest
    if not accept:
        return await spells.move(session, actor, spell, Status.DECLINED)
    return await _enter(session, actor, circle.id, person_id)


async def promote_waiting(session: Session, circle_id: UUID) -> list[Membership]:
    """Give every free place to who waits, in order. Safe to run twice; returns the promoted spells."""
    await places.lock(session, circle_id)
    circle = await session.get_one(Circle, circle_id, populate_existing=True)
    free = None if circle.capacity is None else max(0, circle.capacity - circle.member_count)
    waiting = await session.execute(
        sa.select(Membership)
        .where(MEMBERSHIPS.c.circle_id == circle_id, MEMBERSHIPS.c.status == Status.WAITING)
        .order_by(MEMBERSHIPS.c.queue_number)
        .limit(free)
    )
    promoted = list(waiting.scalars())
    for spell in promoted:
        await spells.move(session, SYSTEM, spell, Status.ACTIVE)
    await places.count(session, circle_id, members=len(promoted), waiting=-len(promoted))
    return promoted


async def _enter(session: Session, actor: Actor, circle_id: UUID, person_id: UUID) -> Membership:
    """Seat the person or put them in the waiting list, from whatever open state they are in."""
    place = await places.take(session, circle_id)
    spell = await spells.current(session, circle_id, person_id)
    status = Status.ACTIVE if place.seated else Status.WAITING
    if spell is None:
        return await spells.begin(
            session, actor, circle_id, person_id, status, queue_number=place.queue_number
        )
    if spell.status in {Status.ACTIVE, Status.WAITING}:
        # The unit of work is rolled back by the refusal, and the place taken above with it.
        raise errors.AlreadyMember(status=spell.status)
    return await spells.move(session, actor, spell, status, queue_number=place.queue_number)


async def _end(session: Session, actor: Actor, spell: Membership) -> Membership:
    if spell.is_lead:
        await places.give_up_lead(session, spell.circle_id)
    if spell.status is Status.ACTIVE:
        await places.count(session, spell.circle_id, members=-1)
    elif spell.status is Status.WAITING:
        await places.count(session, spell.circle_id, waiting=-1)
    return await spells.move(session, actor, spell, Status.LEFT)
