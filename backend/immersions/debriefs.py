"""Debriefs: what visitor and host say of a day, whose irritants are placed on the customer's journey."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.immersions import errors
from backend.immersions.held import held_by
from backend.immersions.inputs import DebriefInput
from backend.immersions.models import DEBRIEFS, OFFERS, SLOT_HOSTS, SLOTS, VISIT_NOTES, Debrief, Edition, Side
from backend.immersions.personal import looks_personal
from backend.immersions.phases import Deed
from backend.immersions.policy import require_now
from backend.immersions.visit_notes import placed

SOURCE = "debrief"
"""The `source_kind` of the irritants and of the report that come from a debrief."""
TEXTS = ("surprised", "customers_expect", "colleagues_live", "ideas", "quote")


async def submit_debrief(
    session: Session, actor: Actor, edition: Edition, given: DebriefInput, *, slot_id: UUID | None = None
) -> Debrief:
    """Send a debrief once: the visitor's of their day, or with `slot_id` the host's of a date they hosted.

    Irritants are noted on the journey, seen in the host's part of the company; the day's notes are done with.
    Errors: PhaseForbids, NotExpected, WelcomersOnly, NotOverYet, AlreadyTold, NothingTold, LooksPersonal
    unless `sure`, UnknownPlaceOfJourney.
    """
    require_now(edition, Deed.DEBRIEF)
    assert actor.person_id is not None
    of_slot, placement_id = await _date(session, actor, edition, slot_id)
    _check(given)
    told = sa.select(DEBRIEFS.c.id).where(
        DEBRIEFS.c.slot_id == of_slot, DEBRIEFS.c.person_id == actor.person_id
    )
    if await session.scalar(told) is not None:
        raise errors.AlreadyTold
    debrief = Debrief(
        edition_id=edition.id,
        slot_id=of_slot,
        person_id=actor.person_id,
        side=Side.HOST if slot_id else Side.VISITOR,
        quote_shared=given.quote_shared and bool(given.quote),
        **{name: getattr(given, name) for name in TEXTS},
    )
    session.add(debrief)
    await session.flush()
    await _note_irritants(session, debrief, given)
    if placement_id is not None:
        await session.execute(sa.delete(VISIT_NOTES).where(VISIT_NOTES.c.placement_id == placement_id))
    await events.record(
        session, actor, "debrief.submitted", "debrief", debrief.id, edition_id=edition.id, slot_id=of_slot
    )
    return debrief


def _check(given: DebriefInput) -> None:
    texts = {name: getattr(given, name) for name in TEXTS}
    if not given.irritants and not any(texts.values()):
        raise errors.NothingTold
    texts["irritants"] = "\n".join(one.text for one in given.irritants)
    doubtful = [name for name, text in texts.items() if looks_personal(text)]
    if doubtful and not given.sure:
        raise errors.LooksPersonal(field=doubtful[0])


async def _date(
    session: Session, actor: Actor, edition: Edition, slot_id: UUID | None
) -> tuple[UUID, UUID | None]:
    """The date spoken of, and the visitor's placement on it; it must have started."""
    if slot_id is None:
        held = await held_by(session, edition, actor.person_id)
        if held.starts_at > now():
            raise errors.NotOverYet
        return held.slot_id, held.placement_id
    starts_at = await session.scalar(
        sa.select(SLOTS.c.starts_at)
        .join(SLOT_HOSTS, SLOT_HOSTS.c.slot_id == SLOTS.c.id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(
            SLOTS.c.id == slot_id,
            OFFERS.c.edition_id == edition.id,
            SLOT_HOSTS.c.person_id == actor.person_id,
        )
    )
    if starts_at is None:
        raise errors.WelcomersOnly
    if starts_at > now():
        raise errors.NotOverYet
    return slot_id, None


async def _note_irritants(session: Session, debrief: Debrief, given: DebriefInput) -> None:
    """Note each irritant where it was seen, in the unit of the date's first host, without a name."""
    unit_id = await session.scalar(
        sa.select(PEOPLE.c.org_unit_id)
        .join(SLOT_HOSTS, SLOT_HOSTS.c.person_id == PEOPLE.c.id)
        .where(SLOT_HOSTS.c.slot_id == debrief.slot_id)
        .order_by(PEOPLE.c.id)
        .limit(1)
    )
    for one in given.irritants:
        step_id, handoff_id = await placed(session, one.place)
        felt = journeys.IrritantInput(
            text=one.text, frequency=one.frequency, step_id=step_id, handoff_id=handoff_id
        )
        await journeys.note_irritant(
            session, SYSTEM, felt, source_kind=SOURCE, source_id=debrief.id, org_unit_id=unit_id
        )
