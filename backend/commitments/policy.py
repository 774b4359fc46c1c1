"""Who may promise in somebody's name, and close their promises."""

from uuid import UUID

import sqlalchemy as sa

from backend.commitments import errors
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import PEOPLE, Permission, ancestors


def may_answer_for(actor: Actor, owner_id: UUID | None, units: tuple[UUID, ...]) -> bool:
    """Oneself, or who holds the right over the owner's unit (`units`: it and its ancestors)."""
    return actor.person_id == owner_id or actor.may(Permission.COMMITMENTS_MANAGE, *units)


async def require_owner(session: Session, actor: Actor, owner_id: UUID | None) -> None:
    """Let pass who may answer for this owner. Errors: OwnerOnly."""
    unit = await session.execute(sa.select(PEOPLE.c.org_unit_id).where(PEOPLE.c.id == owner_id))
    if not may_answer_for(actor, owner_id, await ancestors(session, unit.scalar_one_or_none())):
        raise errors.OwnerOnly
