"""Who hosts a date, and what they are told of those who come or do not."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.identity import PEOPLE, display_name
from backend.immersions.matching import Outcome
from backend.immersions.models import OFFERS, PLACEMENTS, RUN_PLACEMENTS, SLOT_HOSTS, SLOTS


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A visit that will not be. `partner_goes`: of a swap, whether the host still visits the other side."""

    visitor_name: str
    is_swap: bool
    partner_goes: bool


async def visit_given_back(session: Session, person_id: UUID, slot_id: UUID) -> GivenBack | None:
    """What the host of a date is told of somebody who does not come to it any more."""
    found = await session.execute(
        sa.select(
            display_name(PEOPLE).label("visitor_name"),
            OFFERS.c.swapper_id.is_not(None).label("is_swap"),
            comes_in_exchange(PEOPLE.c.id, OFFERS.c.edition_id).label("partner_goes"),
        )
        .select_from(PEOPLE)
        .join(SLOTS, SLOTS.c.id == slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(PEOPLE.c.id == person_id)
    )
    row = found.one_or_none()
    return GivenBack(row.visitor_name, bool(row.is_swap), bool(row.partner_goes)) if row else None


def comes_in_exchange(
    person_id: sa.ColumnElement[UUID], edition_id: sa.ColumnElement[UUID] | UUID
) -> sa.ColumnElement[bool]:
    """Whether somebody has a place on the day that a person offers to swap in an edition."""
    own, day, visit = alias_of(OFFERS, "own_day"), alias_of(SLOTS, "own_date"), alias_of(PLACEMENTS, "visit")
    comes = sa.exists().where(
        own.c.swapper_id == person_id,
        own.c.edition_id == edition_id,
        day.c.offer_id == own.c.id,
        visit.c.slot_id == day.c.id,
        visit.c.ended_at.is_(None),
    )
    return comes.correlate_except(own, day, visit)


async def hosts_of_slot(session: Session, slot_id: UUID) -> list[UUID]:
    """Who hosts a date."""
    found = await session.execute(
        sa.select(SLOT_HOSTS.c.person_id)
        .where(SLOT_HOSTS.c.slot_id == slot_id)
        .order_by(SLOT_HOSTS.c.person_id)
    )
    return list(found.scalars())


async def hosts_of_run(session: Session, run_id: UUID) -> list[UUID]:
    """The hosts of the dates to which a run sends somebody, but for those who swap: they are in the run."""
    found = await session.execute(
        sa.select(SLOT_HOSTS.c.person_id)
        .distinct()
        .join(RUN_PLACEMENTS, RUN_PLACEMENTS.c.slot_id == SLOT_HOSTS.c.slot_id)
        .where(RUN_PLACEMENTS.c.run_id == run_id, RUN_PLACEMENTS.c.outcome != Outcome.SWAPPED)
        .order_by(SLOT_HOSTS.c.person_id)
    )
    return list(found.scalars())
