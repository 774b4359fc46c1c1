"""Who may promise in somebody's name, and close their promises."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa

from backend.commitments import errors
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import ORG_UNIT_HEADS, PEOPLE, Permission, ancestors


def may_answer_for(
    actor: Actor, owner_id: UUID | None, units: Sequence[UUID], heads: Collection[UUID | None]
) -> bool:
    """The owner, whoever heads their unit or one around it, or holds the right over it.

    `units` are the owner's unit and its ancestors, `heads` those who head them.
    """
    mine = actor.person_id == owner_id or actor.person_id in heads
    return mine or actor.may(Permission.COMMITMENTS_MANAGE, *units)


async def require_owner(session: Session, actor: Actor, owner_id: UUID | None) -> None:
    """Let whoever may answer for this owner pass. Errors: OwnerOnly."""
    unit = await session.execute(sa.select(PEOPLE.c.org_unit_id).where(PEOPLE.c.id == owner_id))
    units = await ancestors(session, unit.scalar_one_or_none())
    heads = await session.execute(
        sa.select(ORG_UNIT_HEADS.c.person_id).where(ORG_UNIT_HEADS.c.org_unit_id.in_(units))
    )
    if not may_answer_for(actor, owner_id, units, list(heads.scalars())):
        raise errors.OwnerOnly
