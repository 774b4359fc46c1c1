"""Bringing in issues of the past: for seeds, and for a company that moves in with a letter.

What was sent elsewhere has no recipient here: its counts are what was known of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import SYSTEM
from backend.core.candidates import Candidate, Words
from backend.core.db import Session
from backend.digests.compose import gather_from, next_number, offer
from backend.digests.issues import audience_of
from backend.digests.models import ISSUES, ITEMS, Issue, State
from backend.digests.versions import keep_version


@dataclass(frozen=True, slots=True)
class PastIssue:
    """An issue signed, and sent if `sent_at` says when; its items are told in their order."""

    month: date
    headline: Words
    word: Words
    word_by_id: UUID
    signed_at: datetime
    items: Sequence[Candidate]
    org_unit_id: UUID | None = None
    signed_by_id: UUID | None = None
    """A delegate; the word's author signed for none."""
    sent_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


async def bring_in(session: Session, past: PastIssue) -> Issue:
    """Write the issue with its items and its first version; no reaction follows."""
    delegate = past.signed_by_id is not None
    issue = Issue(
        number=await next_number(session),
        org_unit_id=past.org_unit_id,
        audience=audience_of(past.org_unit_id),
        month=past.month,
        headline=dict(past.headline),
        word=dict(past.word),
        word_by_id=past.word_by_id,
        created_at=past.signed_at,
    )
    session.add(issue)
    await session.flush()
    await offer(session, issue, past.items, choosing=True)
    await keep_version(session, SYSTEM, issue)
    signed = {
        "status": State.SENT if past.sent_at else State.SIGNED,
        "signed_at": past.signed_at,
        "signed_by_id": past.signed_by_id or past.word_by_id,
        "signed_for_id": past.word_by_id if delegate else None,
        "scheduled_at": past.sent_at,
        "started_at": past.sent_at,
        "finished_at": past.sent_at,
        **past.counts,
    }
    await session.execute(sa.update(ISSUES).where(ISSUES.c.id == issue.id).values(**signed))
    return issue


async def tell(session: Session, issue: Issue, items: Sequence[Candidate]) -> None:
    """Have a draft tell these, in their order, and offer besides what the slices do."""
    await session.execute(sa.delete(ITEMS).where(ITEMS.c.issue_id == issue.id))
    await offer(session, issue, items, choosing=True)
    await gather_from(session, issue, choosing=False)
