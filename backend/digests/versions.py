"""Versions: each change of an issue is kept, and takes its signature away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.digests.content import CONTENT, Content, content_of, items_of
from backend.digests.models import ISSUES, VERSIONS, Issue, State
from backend.digests.states import UNSIGNED, WRITABLE, change
from backend.identity import PEOPLE, display_name

MOST = 30


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A kept version: who changed what was there before, and when."""

    revision: int
    by: str | None
    at: datetime


async def note_change(session: Session, actor: Actor, issue: Issue, **values: Any) -> Issue:
    """Change an issue that has not left, with `values` besides: one revision more, and no signature.

    What was signed or scheduled is a draft again. It is called before items change: the row is then held.
    Errors: WrongState.
    """
    signed = ISSUES.c.status.in_([State.SIGNED, State.SCHEDULED])
    draft = sa.literal(State.DRAFT, ISSUES.c.status.type)
    was_signed = issue.signed_at is not None
    changed = await change(
        session,
        issue,
        sorted(WRITABLE),
        status=sa.case((signed, draft), else_=ISSUES.c.status),
        revision=ISSUES.c.revision + 1,
        **UNSIGNED,
        **values,
    )
    if was_signed:
        await events.record(session, actor, "digest.unsigned", "digest", issue.id, number=issue.number)
    return changed


async def keep_version(session: Session, actor: Actor, issue: Issue) -> None:
    """Keep what the issue says now, as its present revision."""
    content = content_of(issue, await items_of(session, issue.id))
    await session.execute(
        sa.insert(VERSIONS).values(
            issue_id=issue.id,
            revision=issue.revision,
            content=CONTENT.dump_python(content, mode="json"),
            by_id=actor.person_id,
        )
    )


async def version_rows(session: Session, issue_id: UUID) -> Sequence[VersionRow]:
    """The last thirty versions of an issue, newest first."""
    rows = await session.execute(
        sa.select(
            VERSIONS.c.revision,
            display_name(PEOPLE).label("by"),
            VERSIONS.c.at,
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == VERSIONS.c.by_id)
        .where(VERSIONS.c.issue_id == issue_id)
        .order_by(VERSIONS.c.revision.desc())
        .limit(MOST)
    )
    return [VersionRow(*row) for row in rows]


async def version_content(session: Session, issue_id: UUID, revision: int) -> Content:
    """What an issue said at a revision. Errors: NotFound."""
    found = await session.execute(
        sa.select(VERSIONS.c.content).where(VERSIONS.c.issue_id == issue_id, VERSIONS.c.revision == revision)
    )
    content = found.scalar_one_or_none()
    if content is None:
        raise NotFound
    return CONTENT.validate_python(content)
