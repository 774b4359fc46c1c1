"""Promises as lists show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.commitments.models import COMMITMENTS, Fate
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, display_name

MOST = 100
SOON, LATELY = timedelta(days=3), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise with its owner's name; `moves` counts how often its date moved."""

    id: UUID
    what: str
    owner_id: UUID | None
    owner_name: str | None
    source_kind: str
    source_id: UUID
    due_on: date
    first_due_on: date
    moves: int
    fate: Fate
    reason: str
    made_at: datetime
    closed_at: datetime | None

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody has said what became of it."""
        return self.fate is Fate.OPEN and today > self.due_on


async def commitment_row(session: Session, commitment_id: UUID) -> CommitmentRow:
    """One promise. Errors: NotFound."""
    found = (await commitments_by_ids(session, [commitment_id])).get(commitment_id)
    if found is None:
        raise NotFound
    return found


async def commitments_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, CommitmentRow]:
    """These promises by id, in one statement."""
    if not ids:
        return {}
    found = await session.execute(_rows().where(COMMITMENTS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def commitments_of(
    session: Session, source_kind: str, ids: Collection[UUID]
) -> dict[UUID, list[CommitmentRow]]:
    """The promises about each of these sources, oldest first, at most 100 in all, in one statement."""
    found: dict[UUID, list[CommitmentRow]] = {one: [] for one in ids}
    if ids:
        rows = await session.execute(
            _rows()
            .where(COMMITMENTS.c.source_kind == source_kind, COMMITMENTS.c.source_id.in_(ids))
            .order_by(COMMITMENTS.c.made_at, COMMITMENTS.c.id)
            .limit(MOST)
        )
        for row in rows:
            found[row.source_id].append(_row(row))
    return found


def sources_of(source_kind: str, *, among: sa.Select[tuple[UUID]] | None = None) -> sa.Select[tuple[UUID]]:
    """What something was promised about: by these commitments, or by any."""
    sources = sa.select(COMMITMENTS.c.source_id).where(COMMITMENTS.c.source_kind == source_kind)
    return sources if among is None else sources.where(COMMITMENTS.c.id.in_(among))


async def lately_kept(session: Session, *, but: str, most: int) -> list[CommitmentRow]:
    """What was last said to be kept, newest first, about anything but sources of this kind."""
    rows = await session.execute(
        _rows()
        .where(COMMITMENTS.c.fate.in_((Fate.KEPT, Fate.LATE)), COMMITMENTS.c.source_kind != but)
        .order_by(COMMITMENTS.c.closed_at.desc(), COMMITMENTS.c.id.desc())
        .limit(most)
    )
    return [_row(row) for row in rows]


async def owed_by(session: Session, person_id: UUID | None, most: int = 20) -> list[CommitmentRow]:
    """The open promises of somebody, the nearest date first."""
    rows = await session.execute(
        _rows()
        .where(COMMITMENTS.c.owner_id == person_id, COMMITMENTS.c.fate == Fate.OPEN)
        .order_by(COMMITMENTS.c.due_on, COMMITMENTS.c.id)
        .limit(most)
    )
    return [_row(row) for row in rows]


async def falling_due(session: Session, today: date) -> list[UUID]:
    """Open promises that fall due within three days, or whose day passed within a week."""
    found = await session.execute(
        sa.select(COMMITMENTS.c.id)
        .where(COMMITMENTS.c.fate == Fate.OPEN, COMMITMENTS.c.due_on.between(today - LATELY, today + SOON))
        .order_by(COMMITMENTS.c.due_on, COMMITMENTS.c.id)
    )
    return list(found.scalars())


async def settled_by(session: Session, person_id: UUID | None, page: Page) -> Listing[CommitmentRow]:
    """What became of somebody's other promises, the newest promise first. Errors: BadCursor."""
    settled = _rows().where(COMMITMENTS.c.owner_id == person_id, COMMITMENTS.c.fate != Fate.OPEN)
    return await listed(session, settled, [COMMITMENTS.c.id], page, _row, name="settled", descending=True)


def _rows() -> sa.Select[Any]:
    return sa.select(COMMITMENTS, display_name(PEOPLE).label("owner_name")).outerjoin(
        PEOPLE, PEOPLE.c.id == COMMITMENTS.c.owner_id
    )


def _row(row: sa.Row[Any]) -> CommitmentRow:
    return CommitmentRow(**{name: row._mapping[name] for name in CommitmentRow.__slots__})
