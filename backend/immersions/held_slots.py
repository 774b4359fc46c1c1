"""A date of an edition, for its hosts and for whoever runs it: what they may move or cancel."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.immersions import errors
from backend.immersions.models import OFFERS, SLOT_HOSTS, SLOTS, Edition
from backend.immersions.phases import Deed
from backend.immersions.policy import require_now
from backend.immersions.standing import standing_of


@dataclass(frozen=True, slots=True)
class HeldSlot:
    """A date of an edition, for whoever may change it."""

    id: UUID
    offer_id: UUID
    offer_title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    minimum: int
    placed_count: int


async def held_slot(session: Session, actor: Actor, edition: Edition, slot_id: UUID) -> HeldSlot:
    """A date that the actor may move or cancel. Errors: NotFound, HostsOnly, PhaseForbids, SlotOver."""
    found = await session.execute(
        sa.select(SLOTS, OFFERS.c.title.label("offer_title"))
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(SLOTS.c.id == slot_id, OFFERS.c.edition_id == edition.id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    if not (await standing_of(session, actor, edition)).leads:
        hosts = sa.select(SLOT_HOSTS.c.person_id).where(
            SLOT_HOSTS.c.slot_id == slot_id, SLOT_HOSTS.c.person_id == actor.person_id
        )
        if await session.scalar(hosts) is None:
            raise errors.HostsOnly
    require_now(edition, Deed.PLACE)
    if row.cancelled_at is not None or row.starts_at <= now():
        raise errors.SlotOver
    values = row._asdict()
    return HeldSlot(**{name: values[name] for name in HeldSlot.__slots__})
