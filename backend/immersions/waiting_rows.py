"""The waiting lists that each person is in once a run is published."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.immersions.engagements import had_their_day
from backend.immersions.models import EDITIONS, MATCHING_RUNS, OFFERS, SLOTS, WAITING, WaitingStatus
from backend.immersions.turns import LIVE


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A list the reader is in; `position` counts those who still wait in it, from 1.

    With an offer, `starts_at` is the date offered and `expires_at` the last moment to take it.
    """

    edition_id: UUID
    edition_slug: str
    edition_name: str
    offer_id: UUID
    offer_title: str
    rank: int
    position: int
    status: WaitingStatus
    starts_at: datetime | None
    expires_at: datetime | None


async def my_waiting_lists(
    session: Session, actor: Actor, edition_id: UUID | None = None
) -> list[WaitingRow]:
    """The lists in which the actor waits, the best wish first; in every edition without one.

    Whoever had their day in the edition waits no more.
    """
    before = alias_of(WAITING, "before")
    ahead = (
        sa.select(sa.func.count())
        .where(
            before.c.run_id == WAITING.c.run_id,
            before.c.offer_id == WAITING.c.offer_id,
            before.c.status.in_(LIVE),
            before.c.position <= WAITING.c.position,
            ~had_their_day(before.c.person_id, MATCHING_RUNS.c.edition_id),
        )
        .scalar_subquery()
    )
    statement = (
        sa.select(
            MATCHING_RUNS.c.edition_id,
            EDITIONS.c.slug.label("edition_slug"),
            EDITIONS.c.name.label("edition_name"),
            WAITING.c.offer_id,
            OFFERS.c.title.label("offer_title"),
            WAITING.c.rank,
            ahead.label("position"),
            WAITING.c.status,
            SLOTS.c.starts_at,
            WAITING.c.expires_at,
        )
        .join(MATCHING_RUNS, MATCHING_RUNS.c.id == WAITING.c.run_id)
        .join(EDITIONS, EDITIONS.c.id == MATCHING_RUNS.c.edition_id)
        .join(OFFERS, OFFERS.c.id == WAITING.c.offer_id)
        .outerjoin(SLOTS, SLOTS.c.id == WAITING.c.offered_slot_id)
        .where(
            WAITING.c.person_id == actor.person_id,
            WAITING.c.status.in_(LIVE),
            MATCHING_RUNS.c.published_at.is_not(None),
            ~had_their_day(WAITING.c.person_id, MATCHING_RUNS.c.edition_id),
        )
        .order_by(EDITIONS.c.id.desc(), WAITING.c.rank)
        .limit(50)
    )
    if edition_id is not None:
        statement = statement.where(EDITIONS.c.id == edition_id)
    return [WaitingRow(**row._mapping) for row in await session.execute(statement)]
