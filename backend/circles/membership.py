"""Joining, leaving, requests and the waiting list."""

from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors, places, spells
from backend.circles.models import (
    MEMBERSHIPS,
    Circle,
    JoinPolicy,
    Membership,
    MembershipStatus,
)
from backend.circles.policy import require_edit, require_open
from backend.circles.standing import standing_of
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.identity import PEOPLE, PersonStatus

Status = MembershipStatus


async def join(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Come into an open circle, wait if it is full, or ask where one asks; an invitation opens any circle.

    Errors: InvitationOnly, AlreadyMember(status), CircleClosed.
    """
    assert actor.person_id is not None
    if circle.join_policy is JoinPolicy.OPEN:
        return await enter(session, actor, circle.id, actor.person_id)
    require_open(await standing_of(session, actor, circle))
    await places.lock_open(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is not None and spell.status is Status.INVITED:
        return await enter(session, actor, circle.id, actor.person_id)
    if spell is not None and not spell.is_proposal:
        raise errors.AlreadyMember(status=spell.status, oneself=True)
    if circle.join_policy is JoinPolicy.INVITATION:
        raise errors.InvitationOnly
    if spell is not None:
        # Somebody had proposed them; now they ask themselves, and a yes will bring them in at once.
        spell.invited_by_id = None
        return await spells.move(session, actor, spell, Status.REQUESTED)
    return await spells.begin(session, actor, circle.id, actor.person_id, Status.REQUESTED)


async def leave(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Leave the circle, its waiting list, or withdraw a request. Errors: NotMember, LastLead."""
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is None or spell.status is Status.INVITED:
        raise errors.NotMember(oneself=True)
    return await _end(session, actor, spell)


async def remove(session: Session, actor: Actor, circle: Circle, person_id: UUID) -> Membership:
    """End somebody's membership for them. Errors: LeadsOnly, NotMember, LastLead."""
    require_edit(await standing_of(session, actor, circle))
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is None:
        raise errors.NotMember(oneself=person_id == actor.person_id)
    return await _end(session, actor, spell)


async def answer_request(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, *, accept: bool
) -> Membership:
    """Say yes (a place, or the waiting list when full) or no to a request.

    Yes to a member's proposal invites the person, who still accepts.
    Errors: LeadsOnly, NoRequest, ColleagueGone, CircleClosed.
    """
    require_edit(await standing_of(session, actor, circle))
    await places.lock_open(session, circle.id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is None or spell.status is not Status.REQUESTED:
        raise errors.NoRequest
    if not accept:
        return await spells.move(session, actor, spell, Status.DECLINED)
    await require_active(session, person_id)
    if spell.is_proposal:
        return await spells.move(session, actor, spell, Status.INVITED)
    return await enter(session, actor, circle.id, person_id)


async def promote_waiting(session: Session, circle_id: UUID) -> int:
    """Give every free place to those who wait, in order. Safe to run twice; returns how many came in."""
    await places.lock(session, circle_id)
    circle = await session.get_one(Circle, circle_id, populate_existing=True)
    free = None if circle.capacity is None else max(0, circle.capacity - circle.member_count)
    next_ones = (
        sa.select(MEMBERSHIPS.c.id)
        .where(MEMBERSHIPS.c.circle_id == circle_id, MEMBERSHIPS.c.status == Status.WAITING)
        .order_by(MEMBERSHIPS.c.queue_number)
        .limit(free)
    )
    promoted = await spells.move_many(session, SYSTEM, MEMBERSHIPS.c.id.in_(next_ones), Status.ACTIVE)
    await places.count(session, circle_id, members=len(promoted), waiting=-len(promoted))
    return len(promoted)


async def require_active(session: Session, person_id: UUID) -> None:
    """Refuse somebody who has left the company. Errors: ColleagueGone."""
    found = await session.execute(
        sa.select(PEOPLE.c.id).where(PEOPLE.c.id == person_id, PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    if found.one_or_none() is None:
        raise errors.ColleagueGone


async def enter(session: Session, actor: Actor, circle_id: UUID, person_id: UUID) -> Membership:
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
        raise errors.AlreadyMember(status=spell.status, oneself=person_id == actor.person_id)
    return await spells.move(session, actor, spell, status, queue_number=place.queue_number)


async def _end(session: Session, actor: Actor, spell: Membership) -> Membership:
    if spell.is_lead:
        await places.give_up_lead(session, spell.circle_id)
    if spell.status is Status.ACTIVE:
        await places.count(session, spell.circle_id, members=-1)
    elif spell.status is Status.WAITING:
        await places.count(session, spell.circle_id, waiting=-1)
    return await spells.move(session, actor, spell, Status.LEFT)
