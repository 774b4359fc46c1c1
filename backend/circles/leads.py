"""Who leads a circle: appointing, stepping down, and what follows when somebody leaves the company."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors, places, spells
from backend.circles.membership import promote_waiting
from backend.circles.models import (
    CIRCLES,
    CURRENT,
    MEMBERSHIPS,
    Circle,
    CircleStatus,
    Membership,
    MembershipStatus,
)
from backend.circles.policy import require_edit
from backend.circles.standing import standing_of
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session

Status = MembershipStatus


async def appoint_lead(session: Session, actor: Actor, circle: Circle, person_id: UUID) -> Membership:
    """Make a member a lead beside the others. Errors: LeadsOnly, NotMember, AlreadyLead, CircleClosed."""
    require_edit(await standing_of(session, actor, circle))
    await places.lock_open(session, circle.id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is None or spell.status is not Status.ACTIVE:
        raise errors.NotMember(oneself=person_id == actor.person_id)
    if spell.is_lead:
        raise errors.AlreadyLead(oneself=person_id == actor.person_id)
    spell.is_lead = True
    await session.flush()
    await places.count(session, circle.id, leads=1)
    await _told(session, actor, "circle.lead_appointed", circle.id, person_id)
    return spell


async def step_down(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Stop leading the circle and stay a member of it. Errors: NotLead, LastLead."""
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is None or not spell.is_lead:
        raise errors.NotLead
    await places.give_up_lead(session, circle.id)
    spell.is_lead = False
    await session.flush()
    await _told(session, actor, "circle.lead_stepped_down", circle.id, spell.person_id)
    return spell


async def release_person(session: Session, person_id: UUID) -> None:
    """End every spell of somebody who has left the company, and give their places to those who wait.

    A circle that loses its last lead this way is flagged (`circle.lead_missing`); its parent's leads act.
    Safe to run twice.
    """
    theirs = sa.and_(MEMBERSHIPS.c.person_id == person_id, MEMBERSHIPS.c.status.in_(CURRENT))
    held = sa.select(MEMBERSHIPS.c.circle_id).where(theirs)
    # The circles are locked first, always in the same order, and the spells read only then.
    await session.execute(
        sa.select(CIRCLES.c.id).where(CIRCLES.c.id.in_(held)).order_by(CIRCLES.c.id).with_for_update()
    )
    spells_held = await session.execute(
        sa.select(MEMBERSHIPS.c.circle_id, MEMBERSHIPS.c.status, MEMBERSHIPS.c.is_lead).where(theirs)
    )
    left = spells_held.all()
    await spells.move_many(session, SYSTEM, theirs, Status.ALUMNI)
    for circle_id, status, is_lead in left:
        gone = {"members": -(status is Status.ACTIVE), "waiting": -(status is Status.WAITING)}
        await places.count(session, circle_id, leads=-is_lead, **gone)
        await promote_waiting(session, circle_id)
    await _flag(session, [circle_id for circle_id, _, is_lead in left if is_lead])


async def _flag(session: Session, circle_ids: list[UUID]) -> None:
    """Tell of the circles among these that have no lead any more."""
    orphans = await session.execute(
        sa.select(CIRCLES.c.id).where(
            CIRCLES.c.id.in_(circle_ids), CIRCLES.c.lead_count == 0, CIRCLES.c.status == CircleStatus.ACTIVE
        )
    )
    orphan_ids = list(orphans.scalars())
    await events.record_many(session, SYSTEM, "circle.lead_missing", "circle", orphan_ids)


async def _told(session: Session, actor: Actor, name: str, circle_id: UUID, person_id: UUID) -> None:
    await events.record(session, actor, name, "circle", circle_id, circle_id=circle_id, person_id=person_id)
