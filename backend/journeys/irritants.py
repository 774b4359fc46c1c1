"""Irritants: noted on a step or a handoff by whoever saw them, sent on to those who can end them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.ids import day_id
from backend.core.local_time import company_midnight
from backend.identity import ancestors
from backend.journeys import errors
from backend.journeys.inputs import IrritantInput
from backend.journeys.journeys import get_journey
from backend.journeys.models import HANDOFFS, IRRITANTS, STEPS, Irritant, IrritantStatus
from backend.journeys.policy import require_send_on


async def get_irritant(session: Session, irritant_id: UUID) -> Irritant:
    """The irritant; everybody may read every one. Errors: NotFound."""
    irritant: Irritant | None = await session.get(Irritant, irritant_id)
    if irritant is None:
        raise NotFound
    return irritant


async def note_irritant(
    session: Session,
    actor: Actor,
    given: IrritantInput,
    *,
    source_kind: str,
    source_id: UUID | None = None,
    org_unit_id: UUID | None = None,
    noted_at: datetime | None = None,
) -> Irritant:
    """Place an irritant on the map, in the statement that counts it there.

    The caller has checked the right to write at the source. The map shows no name: the irritant knows its
    day alone, as an instant would be that of somebody's debrief; pass SYSTEM as the actor where the event
    must not name whoever noted it either, nor tell more than its day: no reaction follows then. `noted_at`
    is for what is brought in from an earlier day. Errors: OnePlaceOnly, UnknownStep.
    """
    if (given.step_id is None) == (given.handoff_id is None):
        raise errors.OnePlaceOnly
    place, place_id = (STEPS, given.step_id) if given.step_id else (HANDOFFS, given.handoff_id)
    counted = await session.execute(
        sa.update(place)
        .where(place.c.id == place_id)
        .values(irritant_count=place.c.irritant_count + 1)
        .returning(place.c.journey_id)
    )
    journey_id = counted.scalar_one_or_none()
    if journey_id is None:
        raise errors.UnknownStep(field="step_id" if given.step_id else "handoff_id")
    began = company_midnight(session, noted_at)
    irritant = Irritant(
        id=day_id(began),
        noted_at=began,
        journey_id=journey_id,
        org_unit_id=org_unit_id,
        source_kind=source_kind,
        source_id=source_id,
        **given.model_dump(),
    )
    session.add(irritant)
    await session.flush()
    name, facts = "irritant.noted", {"journey_id": str(journey_id)}
    if actor.person_id is not None:
        await events.record(session, actor, name, "irritant", irritant.id, **facts)
    else:
        # Its instant would be that of what somebody did, such as their debrief.
        await events.record_unsigned(
            session, name, "irritant", irritant.id, company_midnight(session), **facts
        )
    return irritant


async def send_on(
    session: Session,
    actor: Actor,
    irritant: Irritant,
    *,
    target_kind: str | None = None,
    target_id: UUID | None = None,
) -> Irritant:
    """Mark the irritant as sent on, once; the target, if any, is what it became.

    Errors: ConductorsOnly, AlreadySentOn.
    """
    journey = await get_journey(session, irritant.journey_id)
    require_send_on(actor, journey.conductor_id, await ancestors(session, irritant.org_unit_id))
    sent = await session.execute(
        sa.update(IRRITANTS)
        .where(IRRITANTS.c.id == irritant.id, IRRITANTS.c.status == IrritantStatus.NOTED)
        .values(status=IrritantStatus.SENT_ON, sent_on_at=now(), target_kind=target_kind, target_id=target_id)
    )
    if not sent.rowcount:
        raise errors.AlreadySentOn
    await session.refresh(irritant)
    await events.record(
        session, actor, "irritant.sent_on", "irritant", irritant.id, journey_id=irritant.journey_id
    )
    return irritant
