"""Writing a membership's spell: its row, its history, its event, always together."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles.models import CIRCLES, CURRENT, MEMBERSHIPS, Membership, MembershipStatus, MembershipStep
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session


async def current(session: Session, circle_id: UUID, person_id: UUID | None) -> Membership | None:
    """The person's spell in the circle that is not over, if any."""
    found = await session.execute(
        sa.select(Membership)
        .where(
            MEMBERSHIPS.c.circle_id == circle_id,
            MEMBERSHIPS.c.person_id == person_id,
            MEMBERSHIPS.c.status.in_(CURRENT),
        )
        .execution_options(populate_existing=True)
    )
    spell: Membership | None = found.scalar_one_or_none()
    return spell


async def begin(
    session: Session,
    actor: Actor,
    circle_id: UUID,
    person_id: UUID,
    status: MembershipStatus,
    *,
    queue_number: int = 0,
    note: str = "",
    invited_by_id: UUID | None = None,
    is_lead: bool = False,
) -> Membership:
    """A new spell in `status`, its first step and its event `membership.<status>`."""
    spell = Membership(
        circle_id=circle_id,
        person_id=person_id,
        status=status,
        queue_number=queue_number,
        note=note,
        invited_by_id=invited_by_id,
        is_lead=is_lead,
    )
    session.add(spell)
    await session.flush()
    await _note_step(session, actor, spell)
    return spell


async def move(
    session: Session,
    actor: Actor,
    spell: Membership,
    status: MembershipStatus,
    *,
    queue_number: int | None = None,
) -> Membership:
    """Bring a spell to `status`, with its step and its event `membership.<status>`."""
    spell.status = status
    spell.changed_at = now()
    if queue_number is not None:
        spell.queue_number = queue_number
    await session.flush()
    await _note_step(session, actor, spell)
    return spell


async def _note_step(session: Session, actor: Actor, spell: Membership) -> None:
    session.add(MembershipStep(membership_id=spell.id, status=spell.status, by_id=actor.person_id))
    await events.record(
        session,
        actor,
        f"membership.{spell.status.value}",
        "membership",
        spell.id,
        circle_id=spell.circle_id,
        person_id=spell.person_id,
        status=spell.status.value,
    )


@dataclass(frozen=True, slots=True)
class SpellFacts:
    """A spell with its circle, for those who write about it."""

    person_id: UUID
    status: MembershipStatus
    note: str
    circle_slug: str
    circle_name: str
    circle_why: str


async def spell_facts(session: Session, membership_id: UUID) -> SpellFacts | None:
    """The spell with its circle, if it still exists."""
    found = await session.execute(
        sa.select(
            MEMBERSHIPS.c.person_id,
            MEMBERSHIPS.c.status,
            MEMBERSHIPS.c.note,
            CIRCLES.c.slug.label("circle_slug"),
            CIRCLES.c.name.label("circle_name"),
            CIRCLES.c.why.label("circle_why"),
        )
        .join(CIRCLES, CIRCLES.c.id == MEMBERSHIPS.c.circle_id)
        .where(MEMBERSHIPS.c.id == membership_id)
    )
    row = found.one_or_none()
    return SpellFacts(**row._mapping) if row else None
