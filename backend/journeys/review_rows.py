"""Reviews of journeys as lists and pages show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, display_name
from backend.journeys.models import REVIEWS, ReviewKind


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review, with the name of whoever told it."""

    id: UUID
    journey_id: UUID
    kind: ReviewKind
    title: str
    held_on: date
    summary: str
    told_by_name: str | None


async def reviews_of(session: Session, journey_id: UUID, page: Page) -> Listing[ReviewRow]:
    """One page of a journey's reviews, the latest first."""
    statement = _reviews().where(REVIEWS.c.journey_id == journey_id)
    keys = [REVIEWS.c.held_on, REVIEWS.c.id]
    return await listed(session, statement, keys, page, _row, name="reviews", descending=True)


async def reviews_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, ReviewRow]:
    found = await session.execute(_reviews().where(REVIEWS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def review_row(session: Session, review_id: UUID) -> ReviewRow:
    """One review. Errors: NotFound."""
    found = (await reviews_by_ids(session, [review_id])).get(review_id)
    if found is None:
        raise NotFound
    return found


def _reviews() -> sa.Select[Any]:
    return sa.select(REVIEWS, display_name(PEOPLE).label("told_by_name")).outerjoin(
        PEOPLE, PEOPLE.c.id == REVIEWS.c.told_by_id
    )


def _row(row: sa.Row[Any]) -> ReviewRow:
    return ReviewRow(**{name: row._mapping[name] for name in ReviewRow.__slots__})
