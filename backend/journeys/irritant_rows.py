"""Irritants as lists show them: where each hurts, where it came from, what it became."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNIT_TREE, Permission
from backend.journeys.models import HANDOFFS, IRRITANTS, JOURNEYS, STEPS, Frequency, IrritantStatus


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


async def irritants_from(
    session: Session, actor: Actor, source_kind: str, source_ids: Collection[UUID]
) -> dict[UUID, list[IrritantRow]]:
    """The irritants that came from each of these sources, in no order that tells."""
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


@dataclass(frozen=True, slots=True)
class NotedCount:
    """How many irritants were noted, and how many of them sent on."""

    noted: int
    sent_on: int


async def irritants_since(session: Session, since: datetime) -> NotedCount:
    """What was noted since then, on every journey."""
    sent_on = sa.func.count(IRRITANTS.c.sent_on_at)
    found = await session.execute(sa.select(sa.func.count(), sent_on).where(IRRITANTS.c.noted_at >= since))
    return NotedCount(*found.one())


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


def _irritant(row: sa.Row[Any]) -> IrritantRow:
    return IrritantRow(**{name: row._mapping[name] for name in IrritantRow.__slots__})
