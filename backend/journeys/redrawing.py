"""Drawing a journey anew: what is named again is kept with what was noted on it."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import ancestors
from backend.journeys import errors
from backend.journeys.inputs import JourneyInput
from backend.journeys.journeys import joined
from backend.journeys.models import HANDOFFS, STEPS, Handoff, Journey, Step
from backend.journeys.policy import require_conduct

ASIDE = 1_000
"""Added to every position while steps change places, so that no two meet on the way."""

Join = tuple[UUID, UUID]
"""The steps of a handoff, from and to."""


async def redraw_journey(session: Session, actor: Actor, journey: Journey, given: JourneyInput) -> Journey:
    """Bring the map to `given`: steps with an id are kept, the others are new, those left out go.

    The part of the company stays. Errors: JourneyEditorsOnly, UnknownStep, PlaceInUse.
    """
    units = await ancestors(session, journey.org_unit_id)
    require_conduct(actor, journey.conductor_id, units)
    joins = joined(given)
    journey.name, journey.summary = given.name, given.summary
    journey.conductor_id = given.conductor_id or journey.conductor_id
    await session.flush()
    steps = await _steps(session, journey.id, given)
    pairs = {(steps[start], steps[end]): owners for (start, end), owners in joins.items()}
    await _handoffs(session, journey.id, pairs)
    await _drop_steps(session, journey.id, steps.values())
    await events.record(session, actor, "journey.redrawn", "journey", journey.id)
    return journey


async def _steps(session: Session, journey_id: UUID, given: JourneyInput) -> dict[str, UUID]:
    """Move and rename the steps that are kept, add the new ones; the id of each by its name."""
    mine = STEPS.c.journey_id == journey_id
    known = set((await session.execute(sa.select(STEPS.c.id).where(mine))).scalars())
    kept = [one for one in given.steps if one.id is not None]
    if not {one.id for one in kept} <= known or len({one.id for one in kept}) != len(kept):
        raise errors.UnknownStep(field="steps")
    await session.execute(sa.update(STEPS).where(mine).values(position=STEPS.c.position + ASIDE))
    for one in kept:
        values = one.model_dump(exclude={"id"})
        await session.execute(sa.update(STEPS).where(STEPS.c.id == one.id).values(**values))
    new = [
        Step(journey_id=journey_id, **one.model_dump(exclude={"id"})) for one in given.steps if one.id is None
    ]
    if new:
        await session.execute(sa.insert(STEPS), [one.model_dump() for one in new])
    return {one.name: one.id for one in kept if one.id} | {one.name: one.id for one in new}


async def _handoffs(session: Session, journey_id: UUID, wanted: Mapping[Join, Mapping[str, Any]]) -> None:
    found = await session.execute(
        sa.select(
            HANDOFFS.c.id, HANDOFFS.c.from_step_id, HANDOFFS.c.to_step_id, HANDOFFS.c.irritant_count
        ).where(HANDOFFS.c.journey_id == journey_id)
    )
    known = {(row.from_step_id, row.to_step_id): row for row in found}
    gone = [row for join, row in known.items() if join not in wanted]
    if used := [row for row in gone if row.irritant_count]:
        raise errors.PlaceInUse(place=await _named(session, used[0].from_step_id, used[0].to_step_id))
    await session.execute(sa.delete(HANDOFFS).where(HANDOFFS.c.id.in_([row.id for row in gone])))
    for join, owners in wanted.items():
        if join in known:
            one = HANDOFFS.c.id == known[join].id
            await session.execute(sa.update(HANDOFFS).where(one).values(**owners))
    new = [
        Handoff(journey_id=journey_id, from_step_id=start, to_step_id=end, **owners).model_dump()
        for (start, end), owners in wanted.items()
        if (start, end) not in known
    ]
    if new:
        await session.execute(sa.insert(HANDOFFS), new)


async def _drop_steps(session: Session, journey_id: UUID, kept: Collection[UUID]) -> None:
    gone = sa.and_(STEPS.c.journey_id == journey_id, STEPS.c.id.not_in(kept))
    used = await session.scalar(sa.select(STEPS.c.name).where(gone, STEPS.c.irritant_count > 0).limit(1))
    if used is not None:
        raise errors.PlaceInUse(place=used)
    await session.execute(sa.delete(STEPS).where(gone))


async def _named(session: Session, *step_ids: UUID) -> str:
    found = await session.execute(sa.select(STEPS.c.id, STEPS.c.name).where(STEPS.c.id.in_(step_ids)))
    names = {row.id: row.name for row in found}
    return " → ".join(names[one] for one in step_ids)
