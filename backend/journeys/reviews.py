"""Reviews of a journey and workshops about it: what was found there, and what was decided."""

from uuid import UUID

import sqlalchemy as sa

from backend import commitments, events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.local_time import today_in
from backend.identity import ancestors
from backend.journeys import errors
from backend.journeys.inputs import IrritantInput, ReviewInput
from backend.journeys.irritants import note_irritant
from backend.journeys.models import HANDOFFS, STEPS, Journey, Review
from backend.journeys.policy import require_conduct

SOURCE = "review"
"""The `source_kind` of what was found and decided in a review."""


async def tell_review(session: Session, actor: Actor, journey: Journey, given: ReviewInput) -> Review:
    """Tell a review that was held: its irritants go on the map, its decisions are promises of the actor.

    Errors: JourneyEditorsOnly, ReviewToCome, UnknownStep, OwnerOnly, DateAlreadyPast.
    """
    units = await ancestors(session, journey.org_unit_id)
    require_conduct(actor, journey.conductor_id, units)
    if given.held_on > today_in(actor.time_zone):
        raise errors.ReviewToCome
    review = Review(
        journey_id=journey.id,
        told_by_id=actor.person_id,
        **given.model_dump(exclude={"irritants", "decisions"}),
    )
    session.add(review)
    await session.flush()
    steps, handoffs = await _places(session, journey.id)
    for one in given.irritants:
        if one.place not in steps | handoffs:
            raise errors.UnknownStep(field="place")
        found = IrritantInput(
            text=one.text,
            frequency=one.frequency,
            step_id=one.place if one.place in steps else None,
            handoff_id=one.place if one.place in handoffs else None,
        )
        await note_irritant(
            session, actor, found, source_kind=SOURCE, source_id=review.id, org_unit_id=journey.org_unit_id
        )
    for decision in given.decisions:
        await commitments.make(session, actor, decision, source_kind=SOURCE, source_id=review.id)
    await events.record(session, actor, "journey.reviewed", "journey", journey.id, review_id=review.id)
    return review


async def _places(session: Session, journey_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """The ids of the journey's steps, and of its handoffs."""
    steps = await session.execute(sa.select(STEPS.c.id).where(STEPS.c.journey_id == journey_id))
    handoffs = await session.execute(sa.select(HANDOFFS.c.id).where(HANDOFFS.c.journey_id == journey_id))
    return set(steps.scalars()), set(handoffs.scalars())
