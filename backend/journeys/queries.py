"""What everybody may list about journeys: one statement per list, plain rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, display_name
from backend.journeys.models import HANDOFFS, JOURNEYS, STEPS


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey as lists show it, with how many irritants its steps and handoffs count."""

    id: UUID
    name: str
    summary: str
    org_unit_id: UUID | None
    conductor_id: UUID | None
    conductor_name: str | None
    step_count: int
    irritant_count: int


@dataclass(frozen=True, slots=True)
class StepRow:
    id: UUID
    journey_id: UUID
    position: int
    lane: int
    name: str
    irritant_count: int


@dataclass(frozen=True, slots=True)
class HandoffRow:
    id: UUID
    journey_id: UUID
    from_step_id: UUID
    to_step_id: UUID
    from_owner_id: UUID | None
    from_owner_name: str | None
    to_owner_id: UUID | None
    to_owner_name: str | None
    irritant_count: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A step or a handoff that something may be placed on, worded with its journey."""

    id: UUID
    journey_id: UUID
    journey_name: str
    name: str


async def visible_journeys(session: Session, page: Page) -> Listing[JourneyRow]:
    """One page of the journeys, by name."""
    return await listed(
        session, _journeys(), [JOURNEYS.c.name, JOURNEYS.c.id], page, _journey, name="journeys"
    )


async def journeys_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, JourneyRow]:
    found = await session.execute(_journeys().where(JOURNEYS.c.id.in_(ids)))
    return {row.id: _journey(row) for row in found}


async def journey_row(session: Session, journey_id: UUID) -> JourneyRow:
    """One journey. Errors: NotFound."""
    found = (await journeys_by_ids(session, [journey_id])).get(journey_id)
    if found is None:
        raise NotFound
    return found


async def steps_of(session: Session, journey_ids: Collection[UUID]) -> Mapping[UUID, list[StepRow]]:
    """The steps of each journey, in the order of the customer."""
    found = await session.execute(
        sa.select(STEPS)
        .where(STEPS.c.journey_id.in_(journey_ids))
        .order_by(STEPS.c.journey_id, STEPS.c.position, STEPS.c.lane)
    )
    steps: dict[UUID, list[StepRow]] = {one: [] for one in journey_ids}
    for row in found:
        steps[row.journey_id].append(StepRow(**row._mapping))
    return steps


async def steps_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, StepRow]:
    found = await session.execute(sa.select(STEPS).where(STEPS.c.id.in_(ids)))
    return {row.id: StepRow(**row._mapping) for row in found}


async def handoffs_of(session: Session, journey_ids: Collection[UUID]) -> Mapping[UUID, list[HandoffRow]]:
    """The handoffs of each journey, in the order of the customer."""
    start = alias_of(STEPS, "start")
    found = await session.execute(
        _handoffs()
        .join(start, start.c.id == HANDOFFS.c.from_step_id)
        .where(HANDOFFS.c.journey_id.in_(journey_ids))
        .order_by(HANDOFFS.c.journey_id, start.c.position, start.c.lane, HANDOFFS.c.id)
    )
    handoffs: dict[UUID, list[HandoffRow]] = {one: [] for one in journey_ids}
    for row in found:
        handoffs[row.journey_id].append(HandoffRow(**row._mapping))
    return handoffs


async def handoffs_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, HandoffRow]:
    found = await session.execute(_handoffs().where(HANDOFFS.c.id.in_(ids)))
    return {row.id: HandoffRow(**row._mapping) for row in found}


async def places(session: Session, *, journeys: int = 5) -> list[PlaceRow]:
    """The steps, then the handoffs, of the first journeys by name, in the order of the customer."""
    listing = await visible_journeys(session, Page(journeys))
    return await places_of(session, {one.id: one.name for one in listing.items})


async def places_of(session: Session, named: Mapping[UUID, str]) -> list[PlaceRow]:
    """The steps, then the handoffs, of these journeys, given with their names."""
    steps = await steps_of(session, list(named))
    handoffs = await handoffs_of(session, list(named))
    found = []
    for journey_id, name in named.items():
        words = {step.id: step.name for step in steps[journey_id]}
        found += [PlaceRow(one, journey_id, name, words[one]) for one in words]
        found += [
            PlaceRow(one.id, journey_id, name, f"{words[one.from_step_id]} → {words[one.to_step_id]}")
            for one in handoffs[journey_id]
        ]
    return found


def _journeys() -> sa.Select[Any]:
    def total(of: sa.Table, column: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
        return (
            sa.select(sa.func.coalesce(column, 0)).where(of.c.journey_id == JOURNEYS.c.id).scalar_subquery()
        )

    return sa.select(
        JOURNEYS,
        display_name(PEOPLE).label("conductor_name"),
        total(STEPS, sa.func.count()).label("step_count"),
        (
            total(STEPS, sa.func.sum(STEPS.c.irritant_count))
            + total(HANDOFFS, sa.func.sum(HANDOFFS.c.irritant_count))
        ).label("irritant_count"),
    ).outerjoin(PEOPLE, PEOPLE.c.id == JOURNEYS.c.conductor_id)


def _handoffs() -> sa.Select[Any]:
    giver, taker = alias_of(PEOPLE, "giver"), alias_of(PEOPLE, "taker")
    return (
        sa.select(
            HANDOFFS,
            display_name(giver).label("from_owner_name"),
            display_name(taker).label("to_owner_name"),
        )
        .outerjoin(giver, giver.c.id == HANDOFFS.c.from_owner_id)
        .outerjoin(taker, taker.c.id == HANDOFFS.c.to_owner_id)
    )


def _journey(row: sa.Row[Any]) -> JourneyRow:
    return JourneyRow(**{name: row._mapping[name] for name in JourneyRow.__slots__})


async def worst_handoffs(session: Session, most: int) -> list[tuple[UUID, UUID]]:
    """The owners of each side of the handoffs with the most irritants, the worst first."""
    found = await session.execute(
        sa.select(HANDOFFS.c.from_owner_id, HANDOFFS.c.to_owner_id)
        .where(
            HANDOFFS.c.irritant_count > 0,
            HANDOFFS.c.from_owner_id.is_not(None),
            HANDOFFS.c.to_owner_id.is_not(None),
        )
        .order_by(HANDOFFS.c.irritant_count.desc(), HANDOFFS.c.id)
        .limit(most)
    )
    return [(row.from_owner_id, row.to_owner_id) for row in found]
