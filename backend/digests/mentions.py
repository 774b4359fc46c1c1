"""Where a thing was told: the sent issues whose items lead back to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.candidates import Words
from backend.core.db import Session
from backend.digests.models import ISSUES, ITEMS, State
from backend.digests.policy import visible_to

MOST = 20
"""Issues that tell one thing: the company's of its month, and those of its parts."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One line of a sent issue; `title` is worded as the issue worded it."""

    item_id: UUID
    issue_id: UUID
    number: int
    title: Words
    sent_at: datetime | None

    @property
    def url(self) -> str:
        return f"/digests/{self.number}#item-{self.item_id}"


def told_sources(actor: Actor, source_kind: str) -> sa.Select[tuple[UUID]]:
    """What was told in issues the actor may read."""
    return (
        sa.select(ITEMS.c.source_id)
        .join(ISSUES, ISSUES.c.id == ITEMS.c.issue_id)
        .where(*_told(actor, source_kind))
    )


async def mentions_of(
    session: Session, actor: Actor, source_kind: str, ids: Collection[UUID]
) -> dict[UUID, list[Mention]]:
    """The lines that told each of these things in issues the actor may read, oldest first; one statement."""
    found: dict[UUID, list[Mention]] = {one: [] for one in ids}
    if not ids:
        return found
    rows = await session.execute(
        sa.select(
            ITEMS.c.source_id,
            ITEMS.c.id,
            ISSUES.c.id.label("issue_id"),
            ISSUES.c.number,
            ITEMS.c.title,
            ISSUES.c.finished_at,
        )
        .join(ISSUES, ISSUES.c.id == ITEMS.c.issue_id)
        .where(*_told(actor, source_kind), ITEMS.c.source_id.in_(ids))
        .order_by(ISSUES.c.number)
        .limit(len(ids) * MOST)
    )
    for source_id, *line in rows:
        found[source_id].append(Mention(*line))
    return found


def _told(actor: Actor, source_kind: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Lines about such things, chosen for an issue that was sent."""
    return (
        ITEMS.c.source_kind == source_kind,
        ITEMS.c.place.is_not(None),
        ISSUES.c.status == State.SENT,
        visible_to(actor),
    )
