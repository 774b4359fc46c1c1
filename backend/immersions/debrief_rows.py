"""What was told after the days: a debrief for those it concerns, and the stories that all may read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, display_name
from backend.immersions.models import ACTIVITIES, DEBRIEFS, EDITIONS, OFFERS, SLOTS, Side
from backend.immersions.standing import leads


@dataclass(frozen=True, slots=True)
class DebriefRow:
    """A debrief in full, for its author and for whoever runs the edition."""

    id: UUID
    edition_id: UUID
    edition_slug: str
    edition_name: str
    side: Side
    person_name: str
    offer_id: UUID
    offer_title: str
    starts_at: datetime
    surprised: str
    customers_expect: str
    colleagues_live: str
    ideas: str
    quote: str
    quote_shared: bool
    submitted_at: datetime

    @property
    def path(self) -> str:
        """Its page."""
        return f"/immersions/{self.edition_slug}/debriefs/{self.id}"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A quote that its author lets everybody read, under their given name."""

    id: UUID
    edition_slug: str
    edition_name: str
    given_name: str
    side: Side
    activity_name: dict[str, str]
    quote: str
    submitted_at: datetime


async def debriefs_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, DebriefRow]:
    """Those of these debriefs that the actor wrote or that are of editions they run."""
    found = await session.execute(_debriefs(actor).where(DEBRIEFS.c.id.in_(ids)))
    return {row.id: _debrief(row) for row in found}


async def debrief_row(session: Session, actor: Actor, debrief_id: UUID) -> DebriefRow:
    """One debrief. Errors: NotFound."""
    found = (await debriefs_by_ids(session, actor, [debrief_id])).get(debrief_id)
    if found is None:
        raise NotFound
    return found


async def debrief_author(session: Session, debrief_id: UUID) -> UUID | None:
    """Who wrote a debrief, if it still exists."""
    author_id: UUID | None = await session.scalar(
        sa.select(DEBRIEFS.c.person_id).where(DEBRIEFS.c.id == debrief_id)
    )
    return author_id


async def debriefs_of(session: Session, actor: Actor, edition_id: UUID, page: Page) -> Listing[DebriefRow]:
    """One page of an edition's debriefs that the actor may read, the newest first."""
    statement = _debriefs(actor).where(DEBRIEFS.c.edition_id == edition_id)
    return await listed(session, statement, [DEBRIEFS.c.id], page, _debrief, name="debriefs", descending=True)


async def stories(
    session: Session,
    page: Page,
    *,
    edition_id: UUID | None = None,
    story_id: UUID | None = None,
) -> Listing[StoryRow]:
    """One page of the sentences that their authors let everybody read, the newest first."""
    statement = (
        sa.select(
            DEBRIEFS.c.id,
            EDITIONS.c.slug.label("edition_slug"),
            EDITIONS.c.name.label("edition_name"),
            PEOPLE.c.given_name,
            DEBRIEFS.c.side,
            ACTIVITIES.c.name.label("activity_name"),
            DEBRIEFS.c.quote,
            DEBRIEFS.c.submitted_at,
        )
        .join(EDITIONS, EDITIONS.c.id == DEBRIEFS.c.edition_id)
        .join(PEOPLE, PEOPLE.c.id == DEBRIEFS.c.person_id)
        .join(SLOTS, SLOTS.c.id == DEBRIEFS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .where(DEBRIEFS.c.quote_shared)
    )
    if edition_id is not None:
        statement = statement.where(DEBRIEFS.c.edition_id == edition_id)
    if story_id is not None:
        statement = statement.where(DEBRIEFS.c.id == story_id)

    def story(row: sa.Row[Any]) -> StoryRow:
        return StoryRow(**{name: row._mapping[name] for name in StoryRow.__slots__})

    return await listed(session, statement, [DEBRIEFS.c.id], page, story, name="stories", descending=True)


def _debriefs(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(
            *(DEBRIEFS.c[name] for name in DebriefRow.__slots__ if name in DEBRIEFS.c),
            EDITIONS.c.slug.label("edition_slug"),
            EDITIONS.c.name.label("edition_name"),
            display_name(PEOPLE).label("person_name"),
            OFFERS.c.id.label("offer_id"),
            OFFERS.c.title.label("offer_title"),
            SLOTS.c.starts_at,
        )
        .join(EDITIONS, EDITIONS.c.id == DEBRIEFS.c.edition_id)
        .join(PEOPLE, PEOPLE.c.id == DEBRIEFS.c.person_id)
        .join(SLOTS, SLOTS.c.id == DEBRIEFS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .where(sa.or_(DEBRIEFS.c.person_id == actor.person_id, leads(actor)))
    )


def _debrief(row: sa.Row[Any]) -> DebriefRow:
    return DebriefRow(**{name: row._mapping[name] for name in DebriefRow.__slots__})
