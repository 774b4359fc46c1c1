"""Writing a membership's spell: its row, its history, its event, always together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles.models import (
    CIRCLES,
    CURRENT,
    MEMBERSHIP_STEPS,
    MEMBERSHIPS,
    Membership,
    MembershipStatus,
)
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id


class Moved(NamedTuple):
    """A spell that has just changed state."""

    id: UUID
    circle_id: UUID
    person_id: UUID
    queue_number: int


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
    await _note(session, actor, status, [(spell.id, circle_id, person_id)])
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
    await _note(session, actor, spell.status, [(spell.id, spell.circle_id, spell.person_id)])
    return spell


async def begin_many(
    session: Session,
    actor: Actor,
    circle_id: UUID,
    people: Sequence[UUID],
    status: MembershipStatus,
    *,
    note: str = "",
    invited_by_id: UUID | None = None,
) -> None:
    """A new spell in `status` for each of `people`, none of whom has a current one; three statements."""
    if not people:
        return
    spells = [(new_id(), circle_id, person_id) for person_id in people]
    shared = {"circle_id": circle_id, "status": status, "note": note, "invited_by_id": invited_by_id}
    shared |= {"is_lead": False, "queue_number": 0, "changed_at": now()}
    await session.execute(
        sa.insert(MEMBERSHIPS),
        [{"id": id_, "person_id": person_id, **shared} for id_, _, person_id in spells],
    )
    await _note(session, actor, status, spells)


async def move_many(
    session: Session, actor: Actor, which: sa.ColumnElement[bool], status: MembershipStatus
) -> list[Moved]:
    """Bring every spell that `which` selects to `status`, in three statements; returns them in order."""
    moved = await session.execute(
        sa.update(MEMBERSHIPS)
        .where(which)
        .values(status=status, changed_at=now())
        .returning(
            MEMBERSHIPS.c.id,
            MEMBERSHIPS.c.circle_id,
            MEMBERSHIPS.c.person_id,
            MEMBERSHIPS.c.queue_number,
        )
    )
    rows = sorted((Moved(*row) for row in moved), key=lambda row: (row.queue_number, row.id))
    await _note(session, actor, status, [(row.id, row.circle_id, row.person_id) for row in rows])
    return rows


async def _note(
    session: Session, actor: Actor, status: MembershipStatus, spells: Sequence[tuple[UUID, UUID, UUID]]
) -> None:
    """Write the step and the event of each spell (its id, circle and person)."""
    if not spells:
        return
    at = now()
    await session.execute(
        sa.insert(MEMBERSHIP_STEPS),
        [
            {"id": new_id(), "membership_id": id_, "status": status, "by_id": actor.person_id, "at": at}
            for id_, _, _ in spells
        ],
    )
    await events.record_each(
        session,
        actor,
        f"membership.{status.value}",
        "membership",
        [
            (id_, {"circle_id": circle_id, "person_id": person_id, "status": status.value})
            for id_, circle_id, person_id in spells
        ],
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
