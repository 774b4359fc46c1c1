"""What mail about placements says: plain facts of one person's place or offer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import SITES
from backend.immersions.models import (
    EDITIONS,
    MATCHING_RUNS,
    OFFERS,
    RUN_PLACEMENTS,
    SLOTS,
    WAITING,
    WaitingStatus,
)


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A freed place offered to somebody, while it holds."""

    edition_slug: str
    edition_name: str
    offer_title: str
    site_name: str | None
    starts_at: datetime
    expires_at: datetime


async def offered_place(session: Session, person_id: UUID, slot_id: UUID) -> OfferedPlace | None:
    """The place of this slot offered to somebody; None once it was answered or lapsed."""
    found = await session.execute(
        sa.select(
            EDITIONS.c.slug.label("edition_slug"),
            EDITIONS.c.name.label("edition_name"),
            OFFERS.c.title.label("offer_title"),
            SITES.c.name.label("site_name"),
            SLOTS.c.starts_at,
            WAITING.c.expires_at,
        )
        .join(SLOTS, SLOTS.c.id == WAITING.c.offered_slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(EDITIONS, EDITIONS.c.id == OFFERS.c.edition_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .where(
            WAITING.c.person_id == person_id,
            WAITING.c.offered_slot_id == slot_id,
            WAITING.c.status == WaitingStatus.OFFERED,
        )
    )
    row = found.one_or_none()
    return OfferedPlace(**row._mapping) if row else None


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A date as mail names it."""

    edition_slug: str
    edition_name: str
    offer_title: str
    site_name: str | None
    starts_at: datetime


async def slot_facts(session: Session, slot_ids: Collection[UUID]) -> Mapping[UUID, SlotFacts]:
    """Dates as mail names them, by id."""
    found = await session.execute(
        sa.select(
            SLOTS.c.id,
            EDITIONS.c.slug.label("edition_slug"),
            EDITIONS.c.name.label("edition_name"),
            OFFERS.c.title.label("offer_title"),
            SITES.c.name.label("site_name"),
            SLOTS.c.starts_at,
        )
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(EDITIONS, EDITIONS.c.id == OFFERS.c.edition_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .where(SLOTS.c.id.in_(slot_ids))
    )
    return {row.id: SlotFacts(*row[1:]) for row in found}


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer as mail names it."""

    edition_slug: str
    edition_name: str
    offer_title: str


async def offer_facts(session: Session, offer_id: UUID) -> OfferFacts | None:
    """An offer as mail names it; None once it is no more."""
    found = await session.execute(
        sa.select(EDITIONS.c.slug, EDITIONS.c.name, OFFERS.c.title)
        .join(EDITIONS, EDITIONS.c.id == OFFERS.c.edition_id)
        .where(OFFERS.c.id == offer_id)
    )
    row = found.one_or_none()
    return OfferFacts(*row) if row else None


async def told_of_run(session: Session, run_id: UUID) -> tuple[str, str, list[UUID]] | None:
    """The edition's address and name, and everybody the published run is about."""
    found = await session.execute(
        sa.select(EDITIONS.c.slug, EDITIONS.c.name)
        .join(MATCHING_RUNS, MATCHING_RUNS.c.edition_id == EDITIONS.c.id)
        .where(MATCHING_RUNS.c.id == run_id, MATCHING_RUNS.c.published_at.is_not(None))
    )
    edition = found.one_or_none()
    if edition is None:
        return None
    people = await session.execute(
        sa.select(RUN_PLACEMENTS.c.person_id).where(RUN_PLACEMENTS.c.run_id == run_id)
    )
    return edition.slug, edition.name, list(people.scalars())
