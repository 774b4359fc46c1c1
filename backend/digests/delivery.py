"""Sending an issue: planned, begun with its audience recounted, paused, resumed, ended."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import events, jobs
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import look_again
from backend.core.local_time import instant
from backend.digests import errors
from backend.digests.audience import count_audience
from backend.digests.inputs import ScheduleInput
from backend.digests.marks import count_outcomes
from backend.digests.models import ISSUES, RECIPIENTS, Issue, Outcome, State
from backend.digests.policy import require_send, standing_of
from backend.digests.signature import blockers_of
from backend.digests.states import UNSIGNED, change, move

START = "digests.start"
DELIVER = "digests.deliver"
GRACE = timedelta(minutes=5)
"""A form is filled in some minutes: the moment it names may just have passed."""


async def schedule(session: Session, actor: Actor, issue: Issue, given: ScheduleInput) -> Issue:
    """Send a signed issue at a moment, or at once.

    Errors: SendersOnly, WrongState, AlreadyPast, NoSuchHour.
    """
    require_send(await standing_of(session, actor, issue))
    at = instant(given.at, actor.time_zone, "at") if given.at else now()
    if at < now() - GRACE:
        raise errors.AlreadyPast
    issue = await move(session, issue, State.SCHEDULED, scheduled_at=at)
    await jobs.enqueue(
        session, START, {"issue_id": str(issue.id), "at": at.isoformat()}, run_at=max(at, now())
    )
    await events.record(
        session, actor, "digest.scheduled", "digest", issue.id, number=issue.number, at=at.isoformat()
    )
    return issue


async def start(session: Session, issue_id: UUID, at: datetime) -> bool:
    """Begin a planned sending whose moment has come, with its audience counted now; whether it began.

    What was signed is looked at again: an issue that could not be signed any more goes back to its editor.
    """
    issue: Issue | None = await session.get(Issue, issue_id)
    if issue is None or issue.status is not State.SCHEDULED or issue.scheduled_at != at:
        return False
    if await blockers_of(session, issue):
        await move(session, issue, State.DRAFT, **UNSIGNED)
        await events.record(session, SYSTEM, "digest.held_back", "digest", issue.id, number=issue.number)
        return False
    issue = await move(session, issue, State.SENDING, started_at=now(), spell=ISSUES.c.spell + 1)
    recipients = await count_audience(session, issue)
    await look_again(session, RECIPIENTS)
    await change(session, issue, [State.SENDING], recipients=recipients)
    await _promise(session, issue, now())
    await events.record(
        session, SYSTEM, "digest.started", "digest", issue.id, number=issue.number, recipients=recipients
    )
    return True


async def pause(session: Session, actor: Actor, issue: Issue) -> Issue:
    """Stop for now: what is in flight arrives, the others wait. Errors: SendersOnly, WrongState."""
    require_send(await standing_of(session, actor, issue))
    issue = await move(session, issue, State.PAUSED, rate=0)
    await events.record(session, actor, "digest.paused", "digest", issue.id, number=issue.number)
    return issue


async def resume(session: Session, actor: Actor, issue: Issue) -> Issue:
    """Go on where it stopped. Errors: SendersOnly, WrongState."""
    require_send(await standing_of(session, actor, issue))
    paused: sa.ColumnElement[bool] = ISSUES.c.status == State.PAUSED
    issue = await move(session, issue, State.SENDING, paused, spell=ISSUES.c.spell + 1)
    await _promise(session, issue, now())
    await events.record(session, actor, "digest.resumed", "digest", issue.id, number=issue.number)
    return issue


async def go_on(session: Session, issue_id: UUID, spell: int, not_before: datetime) -> None:
    """After a round: count, then promise the next one, or end the sending when nobody waits any more."""
    await count_outcomes(session, issue_id)
    issue = await session.get_one(Issue, issue_id, populate_existing=True)
    if issue.status is not State.SENDING or issue.spell != spell:
        return
    left = await session.execute(
        sa.select(sa.func.min(sa.func.coalesce(RECIPIENTS.c.leased_until, RECIPIENTS.c.next_at))).where(
            RECIPIENTS.c.issue_id == issue_id, RECIPIENTS.c.outcome.in_([Outcome.WAITING, Outcome.SENDING])
        )
    )
    due: datetime | None = left.scalar_one()
    if due is not None:
        await _promise(session, issue, max(due, not_before))
        return
    issue = await move(session, issue, State.SENT, finished_at=now(), rate=0)
    await events.record(
        session, SYSTEM, "digest.sent", "digest", issue.id, number=issue.number, sent=issue.sent
    )


async def _promise(session: Session, issue: Issue, at: datetime) -> None:
    """Promise a round. One of an earlier spell of sending does nothing: there is never more than one."""
    await jobs.enqueue(
        session, DELIVER, {"issue_id": str(issue.id), "spell": issue.spell}, run_at=max(at, now())
    )
