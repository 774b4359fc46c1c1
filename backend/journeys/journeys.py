"""Drawing up a journey: its steps, its handoffs and their owners."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import ancestors
from backend.journeys import errors
from backend.journeys.inputs import JourneyInput
from backend.journeys.models import HANDOFFS, STEPS, Handoff, Journey, Step
from backend.journeys.policy import require_draw


async def get_journey(session: Session, journey_id: UUID) -> Journey:
    """The journey; everybody may know of every one. Errors: NotFound."""
    journey: Journey | None = await session.get(Journey, journey_id)
    if journey is None:
        raise NotFound
    return journey


async def draw_journey(session: Session, actor: Actor, given: JourneyInput) -> Journey:
    """A new journey with its steps and handoffs. Errors: JourneyEditorsOnly, UnknownJourneyUnit, UnknownStep.

    Handoffs name the steps they join; two steps of one name, or one handoff twice, are refused.
    """
    units = await ancestors(session, given.org_unit_id)
    if given.org_unit_id is not None and not units:
        raise errors.UnknownJourneyUnit
    require_draw(actor, units)
    joins = joined(given)
    journey = Journey(**given.model_dump(exclude={"steps", "handoffs"}))
    session.add(journey)
    await session.flush()
    steps = {
        one.name: Step(journey_id=journey.id, **one.model_dump(exclude={"id"}))
        for one in sorted(given.steps, key=lambda step: (step.position, step.lane))
    }
    await session.execute(sa.insert(STEPS), [step.model_dump() for step in steps.values()])
    if joins:
        rows = [
            Handoff(
                journey_id=journey.id, from_step_id=steps[start].id, to_step_id=steps[end].id, **owners
            ).model_dump()
            for (start, end), owners in joins.items()
        ]
        await session.execute(sa.insert(HANDOFFS), rows)
    await events.record(session, actor, "journey.drawn", "journey", journey.id)
    return journey


def joined(given: JourneyInput) -> dict[tuple[str, str], dict[str, Any]]:
    """The owners of each handoff by the names of its steps. Errors: UnknownStep.

    Two steps of one name or in one place, a handoff twice or from a step to itself, are refused.
    """
    names = {one.name for one in given.steps}
    places = {(one.position, one.lane) for one in given.steps}
    joins = {
        (one.from_step, one.to_step): {"from_owner_id": one.from_owner_id, "to_owner_id": one.to_owner_id}
        for one in given.handoffs
    }
    once = len(names) == len(places) == len(given.steps) and len(joins) == len(given.handoffs)
    if not once or any(start == end or not {start, end} <= names for start, end in joins):
        raise errors.UnknownStep(field="steps")
    return joins
