"""Saying whether one comes to a gathering, and recording who came."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors
from backend.circles.gatherings import gathering_ahead, gathering_now, record_gathering
from backend.circles.models import ATTENDANCE, MEMBERSHIPS, Gathering, MembershipStatus, Reply
from backend.circles.policy import require_edit
from backend.circles.standing import get_circle_by_id, standing_of
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session

AT_ONCE = 500


async def reply_to_gathering(session: Session, actor: Actor, gathering: Gathering, reply: Reply) -> None:
    """A member says whether they come; saying it again changes it.

    Errors: MembersOnly, GatheringOver, GatheringCancelled.
    """
    circle = await get_circle_by_id(session, actor, gathering.circle_id)
    if not (await standing_of(session, actor, circle)).is_member:
        raise errors.MembersOnly
    assert actor.person_id is not None
    await gathering_ahead(session, gathering.id)
    mine = sa.and_(ATTENDANCE.c.gathering_id == gathering.id, ATTENDANCE.c.person_id == actor.person_id)
    if await session.scalar(sa.select(ATTENDANCE.c.reply).where(mine)) is reply:
        return
    values = {"reply": reply, "replied_at": now()}
    if not (await session.execute(sa.update(ATTENDANCE).where(mine).values(**values))).rowcount:
        await session.execute(
            sa.insert(ATTENDANCE).values(gathering_id=gathering.id, person_id=actor.person_id, **values)
        )
    await record_gathering(session, actor, "gathering.replied", gathering, reply=reply.value)


async def record_attendance(
    session: Session,
    actor: Actor,
    gathering: Gathering,
    *,
    present: Collection[UUID],
    absent: Collection[UUID] = (),
) -> None:
    """Note which members came and which did not; nobody else's note changes.

    Errors: LeadsOnly, GatheringNotStarted, GatheringCancelled, NotMember, BothPresentAndAbsent,
    TooManyAtOnce(most).
    """
    circle = await get_circle_by_id(session, actor, gathering.circle_id)
    require_edit(await standing_of(session, actor, circle))
    people = {*present, *absent}
    if not set(present).isdisjoint(absent):
        raise errors.BothPresentAndAbsent
    if len(people) > AT_ONCE:
        raise errors.TooManyAtOnce(most=AT_ONCE)
    held = await gathering_now(session, gathering.id)
    if held.cancelled_at is not None:
        raise errors.GatheringCancelled
    if held.starts_at > now():
        raise errors.GatheringNotStarted
    await _require_members(session, circle.id, people)
    known = sa.and_(ATTENDANCE.c.gathering_id == held.id, ATTENDANCE.c.person_id.in_(people))
    noted = set((await session.execute(sa.select(ATTENDANCE.c.person_id).where(known))).scalars())
    if people - noted:
        rows = [{"gathering_id": held.id, "person_id": person_id} for person_id in people - noted]
        await session.execute(sa.insert(ATTENDANCE), rows)
    came = ATTENDANCE.c.person_id.in_(set(present))
    await session.execute(
        sa.update(ATTENDANCE)
        .where(known)
        .values(attended=sa.case((came, sa.true()), else_=sa.false()), recorded_by_id=actor.person_id)
    )
    counts = {"present": len(set(present)), "absent": len(people) - len(set(present))}
    await record_gathering(session, actor, "gathering.attended", held, **counts)


async def _require_members(session: Session, circle_id: UUID, people: set[UUID]) -> None:
    members = await session.scalar(
        sa.select(sa.func.count()).where(
            MEMBERSHIPS.c.circle_id == circle_id,
            MEMBERSHIPS.c.status == MembershipStatus.ACTIVE,
            MEMBERSHIPS.c.person_id.in_(people),
        )
    )
    if members != len(people):
        raise errors.NotMember
