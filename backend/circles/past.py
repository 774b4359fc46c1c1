"""Bringing in circles that already exist, with the history of their members: set-based, no reaction follows.

For seeds, and for a company that moves in with a programme of its own.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import (
    CIRCLES,
    MEMBERSHIP_STEPS,
    MEMBERSHIPS,
    PRACTICES,
    CircleKind,
    CircleStatus,
    JoinPolicy,
    MembershipStatus,
)
from backend.core.db import Session
from backend.core.ids import past_id
from backend.core.text import fold
from backend.events import EVENTS

BATCH = 2000
SEATED = (MembershipStatus.WAITING, MembershipStatus.ACTIVE)


class PastStep(NamedTuple):
    """A state that a spell came to: when, and brought there by whom (None: the product itself)."""

    status: MembershipStatus
    at: datetime
    by_id: UUID | None


@dataclass(frozen=True, slots=True)
class PastSpell:
    """A person's spell in a circle: its steps in order of time, at least one."""

    person_id: UUID
    steps: Sequence[PastStep]
    is_lead: bool = False
    note: str = ""
    invited_by_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PastCircle:
    """A circle as it is now, with every spell it has known; its parent stands before it in the list."""

    slug: str
    name: str
    kind: CircleKind
    why: str
    join_policy: JoinPolicy
    created_at: datetime
    created_by_id: UUID | None
    spells: Sequence[PastSpell]
    status: CircleStatus = CircleStatus.ACTIVE
    parent_slug: str | None = None
    org_unit_id: UUID | None = None
    unit_name: str = ""
    capacity: int | None = None
    archived_at: datetime | None = None
    practices: Sequence[tuple[str, str]] = ()
    """What already works here: its title, and whom it is credited to."""


Rows = dict[sa.Table, list[dict[str, Any]]]


async def bring_in(session: Session, circles: Iterable[PastCircle], dice: random.Random) -> None:
    """Write circles with their members, steps, practices, counters and events, in batches.

    Ids come from the instants and the dice, so the same past has the same ids. Slugs must be free.
    """
    ids: dict[str, UUID] = {}
    rows = iter(circles)
    while batch := list(islice(rows, BATCH // 10)):
        found: Rows = {t: [] for t in (CIRCLES, MEMBERSHIPS, MEMBERSHIP_STEPS, PRACTICES, EVENTS)}
        for circle in batch:
            _circle(circle, ids, found, dice)
        for table, values in found.items():
            for at in range(0, len(values), BATCH):
                await session.execute(sa.insert(table), values[at : at + BATCH])


def _circle(circle: PastCircle, ids: dict[str, UUID], found: Rows, dice: random.Random) -> None:
    circle_id = ids[circle.slug] = past_id(circle.created_at, dice)
    seated = sorted((at, place) for place, spell in enumerate(circle.spells) if (at := _seated_at(spell)))
    queue = {place: number for number, (_, place) in enumerate(seated, 1)}
    active = [spell for spell in circle.spells if spell.steps[-1].status is MembershipStatus.ACTIVE]
    found[CIRCLES].append(
        {
            "id": circle_id,
            "slug": circle.slug,
            "name": circle.name,
            "search": fold(f"{circle.name} {circle.unit_name}")[:400],
            "kind": circle.kind,
            "status": circle.status,
            "why": circle.why,
            "parent_id": ids[circle.parent_slug] if circle.parent_slug else None,
            "org_unit_id": circle.org_unit_id,
            "join_policy": circle.join_policy,
            "capacity": circle.capacity,
            "member_count": len(active),
            "lead_count": sum(spell.is_lead for spell in active),
            "waiting_count": sum(s.steps[-1].status is MembershipStatus.WAITING for s in circle.spells),
            "queue_last": len(seated),
            "created_by_id": circle.created_by_id,
            "created_at": circle.created_at,
            "archived_at": circle.archived_at,
        }
    )
    about = {"circle_id": circle_id}
    _event(found, dice, "circle.created", "circle", circle_id, circle.created_at, circle.created_by_id, about)
    for place, spell in enumerate(circle.spells):
        _spell(circle_id, spell, queue.get(place, 0), found, dice)
    for title, credit in circle.practices:
        at = circle.created_at
        found[PRACTICES].append(
            {
                "id": past_id(at, dice),
                "circle_id": circle_id,
                "title": title,
                "credit": credit,
                "added_by_id": circle.created_by_id,
                "added_at": at,
            }
        )


def _spell(circle_id: UUID, spell: PastSpell, queue_number: int, found: Rows, dice: random.Random) -> None:
    membership_id, last = past_id(spell.steps[0].at, dice), spell.steps[-1]
    found[MEMBERSHIPS].append(
        {
            "id": membership_id,
            "circle_id": circle_id,
            "person_id": spell.person_id,
            "status": last.status,
            "is_lead": spell.is_lead,
            "note": spell.note,
            "invited_by_id": spell.invited_by_id,
            "queue_number": queue_number,
            "changed_at": last.at,
        }
    )
    for step in spell.steps:
        found[MEMBERSHIP_STEPS].append(
            {
                "id": past_id(step.at, dice),
                "membership_id": membership_id,
                "status": step.status,
                "by_id": step.by_id,
                "at": step.at,
            }
        )
        about = {"circle_id": circle_id, "person_id": spell.person_id, "status": step.status.value}
        name = f"membership.{step.status.value}"
        _event(found, dice, name, "membership", membership_id, step.at, step.by_id, about)


def _seated_at(spell: PastSpell) -> datetime | None:
    """When the spell got a place or a number in the waiting list, if it ever did."""
    return next((step.at for step in spell.steps if step.status in SEATED), None)


def _event(
    found: Rows,
    dice: random.Random,
    name: str,
    subject_kind: str,
    subject_id: UUID,
    at: datetime,
    by_id: UUID | None,
    about: dict[str, Any],
) -> None:
    found[EVENTS].append(
        {
            "id": past_id(at, dice),
            "name": name,
            "actor_id": by_id,
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "payload": {key: str(value) for key, value in about.items()},
            "occurred_at": at,
        }
    )
