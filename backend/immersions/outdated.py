"""Whether what a run found still holds: its pins are today's, and nobody it places is taken elsewhere."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import PEOPLE, PersonStatus
from backend.immersions.engagements import engagements_of
from backend.immersions.matching import Outcome, rested
from backend.immersions.models import PINS, RUN_PLACEMENTS, SLOTS, Edition

# The digest of the inputs would say more than that: it changes with an irritant noted or a day that has gone
# by, which make nobody's place wrong.
STILL_HERE = sa.select(PEOPLE.c.id).where(PEOPLE.c.status == PersonStatus.ACTIVE)


async def still_holds(session: Session, edition: Edition, run_id: UUID) -> bool:
    """Whether the run may be published as it is, but for whoever left the company since."""
    return await _same_pins(session, edition.id, run_id) and await _all_rested(session, edition, run_id)


async def take_turns(session: Session, run_id: UUID) -> None:
    """Hold everybody the run places until the end of the transaction, in an order that no two runs cross.

    Whoever else gives one of them a place elsewhere does it before or after, and not meanwhile.
    """
    placed = sa.select(RUN_PLACEMENTS.c.person_id).where(_places(run_id))
    held = sa.select(PEOPLE.c.id).where(PEOPLE.c.id.in_(placed)).order_by(PEOPLE.c.id)
    await session.execute(held.with_for_update(key_share=True))


async def _same_pins(session: Session, edition_id: UUID, run_id: UUID) -> bool:
    then = sa.select(RUN_PLACEMENTS.c.person_id, RUN_PLACEMENTS.c.slot_id).where(
        RUN_PLACEMENTS.c.run_id == run_id,
        RUN_PLACEMENTS.c.outcome == Outcome.PINNED,
        RUN_PLACEMENTS.c.person_id.in_(STILL_HERE),
    )
    today = sa.select(PINS.c.person_id, PINS.c.slot_id).where(
        PINS.c.edition_id == edition_id, PINS.c.person_id.in_(STILL_HERE)
    )
    return set((await session.execute(then)).all()) == set((await session.execute(today)).all())


async def _all_rested(session: Session, edition: Edition, run_id: UUID) -> bool:
    # A pin may break any rule but the number of places.
    ruled = sa.and_(
        _places(run_id),
        RUN_PLACEMENTS.c.outcome != Outcome.PINNED,
        RUN_PLACEMENTS.c.person_id.in_(STILL_HERE),
    )
    taken = await engagements_of(session, edition.id, sa.select(RUN_PLACEMENTS.c.person_id).where(ruled))
    found = await session.execute(
        sa.select(RUN_PLACEMENTS.c.person_id, SLOTS.c.starts_at, SLOTS.c.ends_at)
        .join(SLOTS, SLOTS.c.id == RUN_PLACEMENTS.c.slot_id)
        .where(ruled)
    )
    rest = timedelta(hours=edition.rest_hours)
    return all(rested(row.starts_at, row.ends_at, taken.get(row.person_id, ()), rest) for row in found)


def _places(run_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(RUN_PLACEMENTS.c.run_id == run_id, RUN_PLACEMENTS.c.slot_id.is_not(None))
