"""What was answered to the demo's waves: commitments in every state, and a few conversations."""

from datetime import timedelta
from uuid import UUID

from backend import commitments, pulse
from backend.commitments import Fate
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.pulse import AlertInput, AlertState, CommitmentInput, WordsInput
from seeds.answer_plans import COMMITMENTS, TALKS, PlannedCommitment
from seeds.circles import People
from seeds.days import Days
from seeds.people import Seats, acting


async def answer_wave(
    session: Session, wave_id: UUID, place: int, people_in: People, seats: Seats, days: Days
) -> None:
    """What those who lead units committed to after the wave at this place, the first being 0."""
    for plan in COMMITMENTS:
        if plan.wave == place:
            await _commit(session, wave_id, plan, people_in, seats, days)


async def _commit(
    session: Session, wave_id: UUID, plan: PlannedCommitment, people_in: People, seats: Seats, days: Days
) -> None:
    actor = await acting(session, people_in[seats.of(plan.by)])
    unit_id = actor.org_unit_id if plan.to_unit else None
    given = CommitmentInput(
        what=plan.what, theme=plan.theme, due_on=days.today + timedelta(days=max(1, plan.due))
    )
    try:
        made = await pulse.publish_commitment(session, actor, wave_id, unit_id, given)
    except NotFound:
        # In a small Télénova the unit is too small to have results of its own.
        return
    closed_at = None if plan.fate is Fate.OPEN else days.ago(plan.closed, 17)
    await commitments.set_back(
        session,
        made,
        made_at=days.ago(plan.made, 15),
        due_on=days.today + timedelta(days=plan.due),
        fate=plan.fate,
        closed_at=closed_at,
        reason=plan.reason,
    )


async def talk(session: Session, wave_id: UUID, nadia: Actor) -> None:
    """Conversations under the first comments that their authors can come back to; one is reported."""
    found = await pulse.comments_of(session, nadia, wave_id, page=Page(100))
    waiting = [one.id for one in found.items if one.can_be_answered]
    for comment_id, said in zip(waiting, TALKS, strict=False):
        comment = await pulse.comment_read_by(session, nadia, comment_id)
        for place, text in enumerate(said.posts):
            words = WordsInput(text=text)
            if place % 2:
                await pulse.reply_as_author(session, comment, words)
            else:
                await pulse.reply_in_conversation(session, nadia, comment, words)
        if said.is_reported:
            await pulse.report_as_author(session, comment)
        if said.is_locked:
            await pulse.lock_conversation(session, nadia, comment)


async def follow_alert(session: Session, nadia: Actor) -> None:
    """Of the comments that worry, one is taken care of; the others wait."""
    waiting = await pulse.visible_alerts(session, nadia, Page(1))
    for one in waiting.items:
        await pulse.settle_alert(session, nadia, one.id, AlertInput(state=AlertState.CARED_FOR))
