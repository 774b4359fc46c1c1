"""Inviting people, one or several, proposing somebody, and what the invited person answers."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors, places, spells
from backend.circles.membership import enter, require_active
from backend.circles.models import CURRENT, MEMBERSHIPS, Circle, Membership, MembershipStatus
from backend.circles.policy import require_edit, require_invite, require_open
from backend.circles.standing import standing_of
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import PEOPLE, PersonStatus

Status = MembershipStatus

MOST_LINES = 2000


async def invite(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, *, note: str = ""
) -> Membership:
    """Invite somebody; they still accept. Errors: LeadsOnly, AlreadyMember, ColleagueGone, CircleClosed."""
    standing = await standing_of(session, actor, circle)
    require_edit(standing)
    require_open(standing)
    return await _call_in(session, actor, circle, person_id, Status.INVITED, note)


async def propose(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, *, note: str = ""
) -> Membership:
    """A member proposes somebody: a request that a lead answers, after which the person still accepts.

    Errors: MembersOnly, AlreadyMember(status), ColleagueGone, CircleClosed.
    """
    standing = await standing_of(session, actor, circle)
    require_invite(standing)
    require_open(standing)
    return await _call_in(session, actor, circle, person_id, Status.REQUESTED, note)


async def invite_people(
    session: Session, actor: Actor, circle: Circle, people: Iterable[UUID], *, note: str = ""
) -> set[UUID]:
    """Invite those of `people` who are active and not concerned by the circle yet; returns whom.

    A constant number of statements. Errors: LeadsOnly, CircleClosed, TooManyLines.
    """
    standing = await standing_of(session, actor, circle)
    require_edit(standing)
    require_open(standing)
    wanted = list(people)
    if len(wanted) > MOST_LINES:
        raise errors.TooManyLines(most=MOST_LINES, field="person_ids")
    await places.lock_open(session, circle.id)
    concerned = sa.select(MEMBERSHIPS.c.person_id).where(
        MEMBERSHIPS.c.circle_id == circle.id, MEMBERSHIPS.c.status.in_(CURRENT)
    )
    found = await session.execute(
        sa.select(PEOPLE.c.id).where(
            PEOPLE.c.id.in_(wanted),
            PEOPLE.c.status == PersonStatus.ACTIVE,
            PEOPLE.c.id.not_in(concerned),
        )
    )
    invited = list(found.scalars())
    await spells.begin_many(
        session, actor, circle.id, invited, Status.INVITED, note=note, invited_by_id=actor.person_id
    )
    return set(invited)


async def accept_invitation(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Come in, or wait if the circle is full. Errors: NotInvited, CircleClosed."""
    await _invitation(session, actor, circle)
    assert actor.person_id is not None
    return await enter(session, actor, circle.id, actor.person_id)


async def decline_invitation(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Say no; one may join or be invited again later. Errors: NotInvited."""
    return await spells.move(session, actor, await _invitation(session, actor, circle), Status.DECLINED)


async def _invitation(session: Session, actor: Actor, circle: Circle) -> Membership:
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is None or spell.status is not Status.INVITED:
        raise errors.NotInvited
    return spell


async def _call_in(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, status: Status, note: str
) -> Membership:
    await places.lock_open(session, circle.id)
    await require_active(session, person_id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is not None:
        raise errors.AlreadyMember(status=spell.status, oneself=person_id == actor.person_id)
    return await spells.begin(
        session, actor, circle.id, person_id, status, note=note, invited_by_id=actor.person_id
    )
