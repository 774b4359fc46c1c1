"""What everybody may list about journeys: one statement per list, plain rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNIT_TREE, PEOPLE, Permission
from backend.journeys.models import (
    HANDOFFS,
    IRRITANTS,
    JOURNEYS,
    STEPS,
    Frequency,
    IrritantStatus,
)


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
class IrritantRow:
    """An irritant where it hurts; `place` words the step, or both steps of the handoff."""

    id: UUID
    journey_id: UUID
    step_id: UUID | None
    handoff_id: UUID | None
    place: str
    text: str
    frequency: Frequency
    status: IrritantStatus
    source_kind: str
    source_id: UUID | None
    target_kind: str | None
    target_id: UUID | None
    noted_at: datetime
    sent_on_at: datetime | None
    may_send_on: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A step or a handoff that something may be placed on, worded with its journey."""

    id: UUID
    journey_id: UUID
    journey_name: str
    name: str
    is_handoff: bool


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
    named = {one.id: one.name for one in listing.items}
    steps = await steps_of(session, list(named))
    handoffs = await handoffs_of(session, list(named))
    found = []
    for journey_id, name in named.items():
        words = {step.id: step.name for step in steps[journey_id]}
        found += [PlaceRow(one, journey_id, name, words[one], False) for one in words]
        found += [
            PlaceRow(one.id, journey_id, name, f"{words[one.from_step_id]} → {words[one.to_step_id]}", True)
            for one in handoffs[journey_id]
        ]
    return found


async def irritants_from(
    session: Session, actor: Actor, source_kind: str, source_ids: Collection[UUID]
) -> dict[UUID, list[IrritantRow]]:
    """The irritants that came from each of these sources, in the order they were noted."""
    found = await session.execute(
        _irritants(actor)
        .where(IRRITANTS.c.source_kind == source_kind, IRRITANTS.c.source_id.in_(source_ids))
        .order_by(IRRITANTS.c.id)
    )
    by_source: dict[UUID, list[IrritantRow]] = {one: [] for one in source_ids}
    for row in found:
        by_source[row.source_id].append(_irritant(row))
    return by_source


async def visible_irritants(
    session: Session,
    actor: Actor,
    journey_id: UUID,
    page: Page,
    *,
    step_id: UUID | None = None,
    handoff_id: UUID | None = None,
) -> Listing[IrritantRow]:
    """One page of a journey's irritants, the newest first; of one step or handoff if asked."""
    statement = _irritants(actor).where(IRRITANTS.c.journey_id == journey_id)
    if step_id is not None:
        statement = statement.where(IRRITANTS.c.step_id == step_id)
    if handoff_id is not None:
        statement = statement.where(IRRITANTS.c.handoff_id == handoff_id)
    return await listed(
        session, statement, [IRRITANTS.c.id], page, _irritant, name="irritants", descending=True
    )


async def irritants_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, IrritantRow]:
    found = await session.execute(_irritants(actor).where(IRRITANTS.c.id.in_(ids)))
    return {row.id: _irritant(row) for row in found}


def _journeys() -> sa.Select[Any]:
    def total(of: sa.Table, column: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
        return (
            sa.select(sa.func.coalesce(column, 0)).where(of.c.journey_id == JOURNEYS.c.id).scalar_subquery()
        )

    return sa.select(
        JOURNEYS,
        (PEOPLE.c.given_name + " " + PEOPLE.c.family_name).label("conductor_name"),
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
            (giver.c.given_name + " " + giver.c.family_name).label("from_owner_name"),
            (taker.c.given_name + " " + taker.c.family_name).label("to_owner_name"),
        )
        .outerjoin(giver, giver.c.id == HANDOFFS.c.from_owner_id)
        .outerjoin(taker, taker.c.id == HANDOFFS.c.to_owner_id)
    )


def _irritants(actor: Actor) -> sa.Select[Any]:
    step, start, end = alias_of(STEPS, "step"), alias_of(STEPS, "start"), alias_of(STEPS, "end")
    return (
        sa.select(
            *(IRRITANTS.c[name] for name in IrritantRow.__slots__ if name in IRRITANTS.c),
            sa.func.coalesce(step.c.name, start.c.name + " → " + end.c.name).label("place"),
            sa.and_(IRRITANTS.c.status == IrritantStatus.NOTED, _sendable(actor)).label("may_send_on"),
        )
        .join(JOURNEYS, JOURNEYS.c.id == IRRITANTS.c.journey_id)
        .outerjoin(step, step.c.id == IRRITANTS.c.step_id)
        .outerjoin(HANDOFFS, HANDOFFS.c.id == IRRITANTS.c.handoff_id)
        .outerjoin(start, start.c.id == HANDOFFS.c.from_step_id)
        .outerjoin(end, end.c.id == HANDOFFS.c.to_step_id)
    )


def _sendable(actor: Actor) -> sa.ColumnElement[bool]:
    """What `policy.require_send_on` allows, as a condition over rows."""
    held = actor.reach.get(Permission.JOURNEYS_EDIT, frozenset())
    if actor.is_system or EVERYWHERE in held:
        return sa.true()
    mine = JOURNEYS.c.conductor_id == actor.person_id
    if not held:
        return sa.func.coalesce(mine, sa.false())
    below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id.in_(held))
    return sa.func.coalesce(sa.or_(mine, IRRITANTS.c.org_unit_id.in_(below)), sa.false())


def _journey(row: sa.Row[Any]) -> JourneyRow:
    return JourneyRow(**{name: row._mapping[name] for name in JourneyRow.__slots__})


def _irritant(row: sa.Row[Any]) -> IrritantRow:
    return IrritantRow(**{name: row._mapping[name] for name in IrritantRow.__slots__})
