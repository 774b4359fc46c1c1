"""An issue between editor and reviewers: found, remarked on, sent to review, sent back, given up."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.cursors import LARGEST
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.digests.inputs import ComposeInput, RemarkInput
from backend.digests.models import ISSUES, Issue, Remark, State
from backend.digests.policy import (
    require_review,
    require_send,
    require_sign,
    require_write,
    standing_of,
    visible_to,
)
from backend.digests.states import UNSIGNED, move

COMPANY = "company"


async def get_issue(session: Session, actor: Actor, number: int) -> Issue:
    """The issue with this number. Errors: NotFound, also where the actor may not know of it."""
    if not 0 < number < LARGEST:
        raise NotFound
    found = await session.execute(sa.select(Issue).where(ISSUES.c.number == number, visible_to(actor)))
    issue: Issue | None = found.scalar_one_or_none()
    if issue is None:
        raise NotFound
    return issue


def audience_of(org_unit_id: UUID | None) -> str:
    """What tells an audience: a unit's id, or the whole company."""
    return str(org_unit_id or COMPANY)


async def issue_about(session: Session, actor: Actor, given: ComposeInput) -> Issue:
    """The issue of an audience and month. Errors: NotFound, also where the actor may not know of it."""
    found = await session.execute(
        sa.select(Issue).where(
            ISSUES.c.audience == audience_of(given.org_unit_id),
            ISSUES.c.month == given.month,
            ISSUES.c.status != State.CANCELLED,
            visible_to(actor),
        )
    )
    issue: Issue | None = found.scalar_one_or_none()
    if issue is None:
        raise NotFound
    return issue


async def comment(session: Session, actor: Actor, issue: Issue, given: RemarkInput) -> Issue:
    """Say something about an issue to those who make it. Errors: ReviewersOnly."""
    require_review(await standing_of(session, actor, issue))
    session.add(Remark(issue_id=issue.id, by_id=actor.person_id, text=given.text))
    await session.flush()
    await events.record(session, actor, "digest.commented", "digest", issue.id, number=issue.number)
    return issue


async def request_review(session: Session, actor: Actor, issue: Issue) -> Issue:
    """Hand a draft to its sponsor. Errors: EditorsOnly, WrongState."""
    require_write(await standing_of(session, actor, issue))
    issue = await move(session, issue, State.IN_REVIEW)
    await events.record(session, actor, "digest.review_requested", "digest", issue.id, number=issue.number)
    return issue


async def reject(session: Session, actor: Actor, issue: Issue, given: RemarkInput) -> Issue:
    """Send an issue in review back to its editor, saying why. Errors: SponsorsOnly, WrongState."""
    require_sign(await standing_of(session, actor, issue))
    issue = await move(session, issue, State.DRAFT, ISSUES.c.status == State.IN_REVIEW)
    session.add(Remark(issue_id=issue.id, by_id=actor.person_id, text=given.text, is_rejection=True))
    await session.flush()
    await events.record(session, actor, "digest.rejected", "digest", issue.id, number=issue.number)
    return issue


async def cancel(session: Session, actor: Actor, issue: Issue) -> Issue:
    """Give an issue up, even while it leaves: whoever has it keeps it, nobody else gets it.

    Errors: SendersOnly, WrongState.
    """
    require_send(await standing_of(session, actor, issue))
    issue = await move(session, issue, State.CANCELLED, **UNSIGNED)
    await events.record(session, actor, "digest.cancelled", "digest", issue.id, number=issue.number)
    return issue
