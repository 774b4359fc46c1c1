"""Notes of the day: irritants that a visitor keeps for themselves until their debrief."""

from uuid import UUID

import sqlalchemy as sa

from backend import events, journeys
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.immersions import errors
from backend.immersions.held import held_by
from backend.immersions.inputs import NoteInput
from backend.immersions.models import PLACEMENTS, VISIT_NOTES, Edition, VisitNote
from backend.immersions.phases import Deed
from backend.immersions.policy import require_now

MOST = 20


async def note_on_the_day(session: Session, actor: Actor, edition: Edition, given: NoteInput) -> VisitNote:
    """Note an irritant for oneself, on a step or a handoff if one knows which.

    Errors: PhaseForbids, NotExpected, TooManyNotes(most), UnknownPlaceOfJourney.
    """
    require_now(edition, Deed.VISIT)
    held = await held_by(session, edition, actor.person_id)
    noted = await session.scalar(
        sa.select(sa.func.count())
        .select_from(VISIT_NOTES)
        .where(VISIT_NOTES.c.placement_id == held.placement_id)
    )
    if noted is not None and noted >= MOST:
        raise errors.TooManyNotes(most=MOST)
    step_id, handoff_id = await placed(session, given.place)
    note = VisitNote(placement_id=held.placement_id, text=given.text, step_id=step_id, handoff_id=handoff_id)
    session.add(note)
    await session.flush()
    # What is noted is the visitor's own until the debrief: the event does not repeat it.
    await events.record(session, actor, "visit.noted", "edition", edition.id)
    return note


async def drop_note(session: Session, actor: Actor, note_id: UUID) -> Edition:
    """Take a note of one's own back; the edition it was of. Errors: NotFound."""
    mine = sa.select(PLACEMENTS.c.id).where(PLACEMENTS.c.person_id == actor.person_id)
    dropped = await session.execute(
        sa.delete(VISIT_NOTES)
        .where(VISIT_NOTES.c.id == note_id, VISIT_NOTES.c.placement_id.in_(mine))
        .returning(VISIT_NOTES.c.placement_id)
    )
    placement_id = dropped.scalar_one_or_none()
    if placement_id is None:
        raise NotFound
    edition_id = await session.scalar(
        sa.select(PLACEMENTS.c.edition_id).where(PLACEMENTS.c.id == placement_id)
    )
    await events.record(session, actor, "visit.note_dropped", "edition", edition_id)
    edition: Edition = await session.get_one(Edition, edition_id)
    return edition


async def placed(session: Session, place: UUID | None) -> tuple[UUID | None, UUID | None]:
    """The step or the handoff that an id is of. Errors: UnknownPlaceOfJourney."""
    if place is None:
        return None, None
    if place in await journeys.steps_by_ids(session, [place]):
        return place, None
    if place in await journeys.handoffs_by_ids(session, [place]):
        return None, place
    raise errors.UnknownPlaceOfJourney
