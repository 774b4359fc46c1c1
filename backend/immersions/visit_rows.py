"""The reader's own day: where, when, with whom, what is done of it, and what they noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import PEOPLE, SITES, display_name
from backend.immersions.hearts import Done
from backend.immersions.models import (
    ACTIVITIES,
    DEBRIEFS,
    OFFERS,
    PLACEMENTS,
    SLOT_HOSTS,
    SLOTS,
    VISIT_HEARTS,
    VISIT_NOTES,
    VISITS,
    ActivityKind,
    Heart,
)
from backend.journeys import IRRITANTS


@dataclass(frozen=True, slots=True)
class HostRow:
    """Who hosts a date, and whether they have acknowledged its rules."""

    id: UUID
    name: str
    email: str
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    id: UUID
    text: str
    step_id: UUID | None
    handoff_id: UUID | None

    @property
    def place(self) -> UUID | None:
        return self.step_id or self.handoff_id


@dataclass(frozen=True, slots=True)
class MyDay:
    """The reader's day. Texts of the activity are in both languages; `changed_at` moves its calendar file."""

    placement_id: UUID
    slot_id: UUID
    offer_id: UUID
    offer_title: str
    activity_name: Mapping[str, str]
    kind: ActivityKind
    kit: Mapping[str, str]
    script: Mapping[str, str]
    checklist: Sequence[Mapping[str, str]]
    accessibility: str
    to_bring: str
    site_name: str | None
    starts_at: datetime
    ends_at: datetime
    acknowledged_at: datetime | None
    arrived_at: datetime | None
    missed_at: datetime | None
    debrief_id: UUID | None
    hosts: Sequence[HostRow]
    notes: Sequence[NoteRow]
    done: Done


async def has_day(session: Session, actor: Actor, edition_id: UUID) -> bool:
    """Whether the actor holds a place in the edition."""
    held = sa.select(PLACEMENTS.c.id).where(_current(actor, edition_id)).limit(1)
    return await session.scalar(held) is not None


async def my_day(session: Session, actor: Actor, edition_id: UUID) -> MyDay | None:
    """The actor's day in the edition; None for whoever holds no place. Four statements."""
    sent = (
        sa.select(sa.func.count())
        .where(IRRITANTS.c.source_kind == "debrief", IRRITANTS.c.source_id == DEBRIEFS.c.id)
        .correlate(DEBRIEFS)
        .scalar_subquery()
    )
    found = await session.execute(
        sa.select(
            PLACEMENTS.c.id.label("placement_id"),
            SLOTS.c.id.label("slot_id"),
            OFFERS.c.id.label("offer_id"),
            OFFERS.c.title.label("offer_title"),
            ACTIVITIES.c.name.label("activity_name"),
            ACTIVITIES.c.kind,
            ACTIVITIES.c.kit,
            ACTIVITIES.c.script,
            ACTIVITIES.c.checklist,
            OFFERS.c.accessibility,
            OFFERS.c.to_bring,
            SITES.c.name.label("site_name"),
            SLOTS.c.starts_at,
            SLOTS.c.ends_at,
            VISITS.c.acknowledged_at,
            VISITS.c.arrived_at,
            VISITS.c.missed_at,
            DEBRIEFS.c.id.label("debrief_id"),
            sent.label("irritants_sent"),
        )
        .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .outerjoin(VISITS, VISITS.c.placement_id == PLACEMENTS.c.id)
        .outerjoin(
            DEBRIEFS,
            sa.and_(DEBRIEFS.c.slot_id == SLOTS.c.id, DEBRIEFS.c.person_id == PLACEMENTS.c.person_id),
        )
        .where(_current(actor, edition_id))
    )
    row = found.one_or_none()
    if row is None:
        return None
    notes = await _notes(session, row.placement_id)
    ticked = await session.execute(
        sa.select(VISIT_HEARTS.c.heart).where(VISIT_HEARTS.c.placement_id == row.placement_id)
    )
    done = Done(
        ticked=frozenset(Heart(one) for one in ticked.scalars()),
        acknowledged=row.acknowledged_at is not None,
        arrived=row.arrived_at is not None,
        notes=len(notes),
        irritants_sent=row.irritants_sent,
        told=row.debrief_id is not None,
    )
    values: dict[str, Any] = {name: value for name, value in row._mapping.items() if name != "irritants_sent"}
    return MyDay(**values, hosts=await hosts_of(session, row.slot_id), notes=notes, done=done)


async def hosts_of(session: Session, slot_id: UUID) -> list[HostRow]:
    """Who hosts a date, by name; at most ten, as an offer takes."""
    found = await session.execute(
        sa.select(
            PEOPLE.c.id,
            display_name(PEOPLE).label("name"),
            PEOPLE.c.email,
            SLOT_HOSTS.c.acknowledged_at.is_not(None).label("acknowledged"),
        )
        .join(SLOT_HOSTS, SLOT_HOSTS.c.person_id == PEOPLE.c.id)
        .where(SLOT_HOSTS.c.slot_id == slot_id)
        .order_by(PEOPLE.c.family_name, PEOPLE.c.id)
    )
    return [HostRow(row.id, row.name, row.email, bool(row.acknowledged)) for row in found]


async def _notes(session: Session, placement_id: UUID) -> list[NoteRow]:
    found = await session.execute(
        sa.select(VISIT_NOTES.c.id, VISIT_NOTES.c.text, VISIT_NOTES.c.step_id, VISIT_NOTES.c.handoff_id)
        .where(VISIT_NOTES.c.placement_id == placement_id)
        .order_by(VISIT_NOTES.c.id.desc())
    )
    return [NoteRow(**row._mapping) for row in found]


def _current(actor: Actor, edition_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(
        PLACEMENTS.c.edition_id == edition_id,
        PLACEMENTS.c.person_id == actor.person_id,
        PLACEMENTS.c.ended_at.is_(None),
    )
