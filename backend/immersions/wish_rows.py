"""A person's own wishes in an edition, and the approvals that a manager is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.identity import PEOPLE, display_name
from backend.immersions.models import (
    APPROVALS,
    EDITION_PHASES,
    EDITIONS,
    OFFERS,
    PARTICIPANTS,
    PERSON_PREREQUISITES,
    SLOT_HOSTS,
    SLOTS,
    WISHES,
    ApprovalStatus,
    OfferStatus,
    Phase,
)


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish of the reader; `is_open` is False once its offer was withdrawn. No `approval`: none needed."""

    rank: int
    offer_id: UUID
    is_open: bool
    approval: ApprovalStatus | None
    approval_note: str


@dataclass(frozen=True, slots=True)
class Constraints:
    """What the reader said of themselves: no `days` are any days."""

    days: Sequence[date] = ()
    furthest_km: int | None = None
    needs: str = ""
    prerequisite_ids: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A wish that waits for, or had, the word of a manager, with the first date of its offer."""

    person_id: UUID
    person_name: str
    edition_id: UUID
    edition_slug: str
    edition_name: str
    offer_id: UUID
    offer_title: str
    first_starts_at: datetime
    status: ApprovalStatus
    closes_at: datetime | None


async def my_wishes(session: Session, actor: Actor, edition_id: UUID) -> list[WishRow]:
    """The actor's wishes, the first one first; at most five."""
    found = await session.execute(
        sa.select(
            WISHES.c.rank,
            WISHES.c.offer_id,
            (OFFERS.c.status == OfferStatus.OPEN).label("is_open"),
            APPROVALS.c.status.label("approval"),
            sa.func.coalesce(APPROVALS.c.note, "").label("approval_note"),
        )
        .join(OFFERS, OFFERS.c.id == WISHES.c.offer_id)
        .outerjoin(
            APPROVALS,
            sa.and_(APPROVALS.c.offer_id == WISHES.c.offer_id, APPROVALS.c.person_id == WISHES.c.person_id),
        )
        .where(WISHES.c.edition_id == edition_id, WISHES.c.person_id == actor.person_id)
        .order_by(WISHES.c.rank)
    )
    return [WishRow(**row._mapping) for row in found]


async def wishable_offers(session: Session, actor: Actor, edition_id: UUID, most: int) -> int:
    """How many offers are open to the actor, up to `most`: not their own, swaps only for whoever swaps."""
    some = (
        sa.select(OFFERS.c.id)
        .where(
            OFFERS.c.edition_id == edition_id,
            OFFERS.c.status == OfferStatus.OPEN,
            ~hosted_by(actor),
            sa.or_(OFFERS.c.swapper_id.is_(None), swaps_in_its_edition(actor)),
        )
        .limit(most)
        .subquery()
    )
    return int(await session.scalar(sa.select(sa.func.count()).select_from(some)) or 0)


def swaps_in_its_edition(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the actor offers their own day in the edition of the offer.

    Their few days are found first, by themselves: asked of each offer, SQLite would look through its edition.
    """
    mine = alias_of(OFFERS, "mine")
    editions = sa.select(mine.c.edition_id).where(
        mine.c.swapper_id == actor.person_id, mine.c.status == OfferStatus.OPEN
    )
    return OFFERS.c.edition_id.in_(editions)


def hosted_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the actor hosts a date of the offer."""
    return sa.exists().where(
        SLOTS.c.offer_id == OFFERS.c.id,
        SLOT_HOSTS.c.slot_id == SLOTS.c.id,
        SLOT_HOSTS.c.person_id == actor.person_id,
    )


async def my_constraints(session: Session, actor: Actor, edition_id: UUID) -> Constraints:
    """What the actor said of themselves for this edition; two statements."""
    found = await session.execute(
        sa.select(PARTICIPANTS.c.days, PARTICIPANTS.c.furthest_km, PARTICIPANTS.c.needs).where(
            PARTICIPANTS.c.edition_id == edition_id, PARTICIPANTS.c.person_id == actor.person_id
        )
    )
    row = found.one_or_none()
    holds = await session.execute(
        sa.select(PERSON_PREREQUISITES.c.prerequisite_id).where(
            PERSON_PREREQUISITES.c.person_id == actor.person_id
        )
    )
    held = list(holds.scalars())
    if row is None:
        return Constraints(prerequisite_ids=held)
    days = [date.fromisoformat(day) for day in row.days or ()]
    return Constraints(days, row.furthest_km, row.needs, held)


async def approvals_asked(
    session: Session, actor: Actor, *, edition_id: UUID | None = None, most: int = 100
) -> list[ApprovalRow]:
    """The wishes of the actor's people in editions whose wishes are open, those that wait first."""
    statement = _approvals().where(PEOPLE.c.manager_id == actor.person_id, EDITIONS.c.phase == Phase.WISHES)
    if edition_id is not None:
        statement = statement.where(EDITIONS.c.id == edition_id)
    waits = sa.case((APPROVALS.c.status == ApprovalStatus.PENDING, 0), else_=1)
    order = [waits, PEOPLE.c.family_name, PEOPLE.c.id, WISHES.c.rank]
    found = await session.execute(statement.order_by(*order).limit(most))
    return [ApprovalRow(**row._mapping) for row in found]


def _approvals() -> sa.Select[Any]:
    closes = (
        sa.select(EDITION_PHASES.c.opens_at)
        .where(EDITION_PHASES.c.edition_id == EDITIONS.c.id, EDITION_PHASES.c.phase == Phase.MATCHING)
        .scalar_subquery()
    )
    return (
        sa.select(
            APPROVALS.c.person_id,
            display_name(PEOPLE).label("person_name"),
            APPROVALS.c.edition_id,
            EDITIONS.c.slug.label("edition_slug"),
            EDITIONS.c.name.label("edition_name"),
            APPROVALS.c.offer_id,
            OFFERS.c.title.label("offer_title"),
            OFFERS.c.first_starts_at,
            APPROVALS.c.status,
            closes.label("closes_at"),
        )
        .join(PEOPLE, PEOPLE.c.id == APPROVALS.c.person_id)
        .join(EDITIONS, EDITIONS.c.id == APPROVALS.c.edition_id)
        .join(OFFERS, OFFERS.c.id == APPROVALS.c.offer_id)
        .join(
            WISHES,
            sa.and_(WISHES.c.offer_id == APPROVALS.c.offer_id, WISHES.c.person_id == APPROVALS.c.person_id),
        )
    )
