"""What a reader may list about offers: where, when, with whom, how many places, how far from their desk."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.core.text import like
from backend.identity import PEOPLE, SITES, display_name
from backend.immersions.distance import Desk, desk_of, kilometres, within
from backend.immersions.models import (
    ACTIVITIES,
    EDITIONS,
    OFFERS,
    SLOT_HOSTS,
    SLOTS,
    WISHES,
    ActivityKind,
    OfferStatus,
)
from backend.immersions.standing import known, leads
from backend.immersions.wish_rows import hosted_by, swaps_in_its_edition


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """Narrowing of the offers; `within_km` of the reader's site, `hosted` by them, `wished` for by them."""

    words: str = ""
    kind: ActivityKind | None = None
    within_km: int | None = None
    hosted: bool = False
    wished: bool = False
    status: OfferStatus | None = None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer as lists show it; `distance_km` is from the reader's site, `viewer_rank` that of their wish.

    The dates are those of its first slot; `slot_count` says how many there are. With a `swapper_id`, one goes
    there only if they come in exchange: `swap_first` until the reader offers their own day.
    """

    id: UUID
    edition_id: UUID
    edition_slug: str
    activity_id: UUID
    activity_name: Mapping[str, str]
    kind: ActivityKind
    title: str
    description: str
    accessibility: str
    to_bring: str
    status: OfferStatus
    note: str
    site_id: UUID | None
    site_name: str | None
    place_count: int
    placed_count: int
    wish_count: int
    first_starts_at: datetime
    first_ends_at: datetime | None
    slot_count: int
    first_host: str | None
    swapper_id: UUID | None
    swap_first: bool
    distance_km: int | None
    viewer_rank: int | None
    viewer_hosts: bool
    viewer_leads: bool


async def visible_offers(
    session: Session, actor: Actor, edition_id: UUID, page: Page, wanted: OfferFilter | None = None
) -> Listing[OfferRow]:
    """One page of an edition's offers, the first date first: open ones, and others to hosts and leaders."""
    wanted = wanted or OfferFilter()
    here = await desk_of(session, actor)
    statement = _rows(actor).where(OFFERS.c.edition_id == edition_id)
    if wanted.words.strip():
        statement = statement.where(OFFERS.c.search.like(like(wanted.words), escape="\\"))
    if wanted.kind is not None:
        statement = statement.where(ACTIVITIES.c.kind == wanted.kind)
    if wanted.status is not None:
        statement = statement.where(OFFERS.c.status == wanted.status)
    else:
        statement = statement.where(
            OFFERS.c.status == OfferStatus.OPEN if not wanted.hosted else _hosted_by(actor)
        )
    if wanted.hosted:
        statement = statement.where(_hosted_by(actor))
    if wanted.wished:
        statement = statement.where(WISHES.c.rank.is_not(None))
    if wanted.within_km is not None and here is not None:
        statement = statement.where(within(here, wanted.within_km))
    order = [OFFERS.c.first_starts_at, OFFERS.c.id]
    return await listed(session, statement, order, page, lambda row: _row(row, here), name="offers")


async def offers_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, OfferRow]:
    """Those of these offers that the actor may see."""
    here = await desk_of(session, actor)
    found = await session.execute(_rows(actor).where(OFFERS.c.id.in_(ids)))
    return {row.id: _row(row, here) for row in found}


async def offer_row(session: Session, actor: Actor, offer_id: UUID) -> OfferRow:
    """One offer. Errors: NotFound."""
    found = (await offers_by_ids(session, actor, [offer_id])).get(offer_id)
    if found is None:
        raise NotFound
    return found


def _hosted_by(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.or_(hosted_by(actor), sa.func.coalesce(OFFERS.c.created_by_id == actor.person_id, sa.false()))


def _rows(actor: Actor) -> sa.Select[Any]:
    """The statement behind every list of offers, narrowed to what the actor may see."""

    def first(column: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
        """Of the first slot of the offer."""
        one = sa.select(column).where(SLOTS.c.offer_id == OFFERS.c.id)
        return one.order_by(SLOTS.c.starts_at, SLOTS.c.id).limit(1).correlate(OFFERS).scalar_subquery()

    host = (
        sa.select(display_name(PEOPLE))
        .join(SLOT_HOSTS, SLOT_HOSTS.c.person_id == PEOPLE.c.id)
        .join(SLOTS, SLOTS.c.id == SLOT_HOSTS.c.slot_id)
        .where(SLOTS.c.offer_id == OFFERS.c.id)
        .order_by(SLOTS.c.starts_at, PEOPLE.c.family_name, PEOPLE.c.id)
        .limit(1)
        .correlate(OFFERS)
        .scalar_subquery()
    )
    slot_count = (
        sa.select(sa.func.count()).where(SLOTS.c.offer_id == OFFERS.c.id).correlate(OFFERS).scalar_subquery()
    )
    placed_count = (
        sa.select(sa.func.coalesce(sa.func.sum(SLOTS.c.placed_count), 0))
        .where(SLOTS.c.offer_id == OFFERS.c.id)
        .correlate(OFFERS)
        .scalar_subquery()
    )
    hosts, leading = _hosted_by(actor), leads(actor)
    return (
        sa.select(
            *(OFFERS.c[name] for name in OfferRow.__slots__ if name in OFFERS.c),
            EDITIONS.c.slug.label("edition_slug"),
            ACTIVITIES.c.name.label("activity_name"),
            ACTIVITIES.c.kind,
            SITES.c.name.label("site_name"),
            SITES.c.latitude,
            SITES.c.longitude,
            first(SLOTS.c.ends_at).label("first_ends_at"),
            slot_count.label("slot_count"),
            placed_count.label("placed_count"),
            sa.and_(OFFERS.c.swapper_id.is_not(None), ~swaps_in_its_edition(actor)).label("swap_first"),
            host.label("first_host"),
            WISHES.c.rank.label("viewer_rank"),
            hosts.label("viewer_hosts"),
            leading.label("viewer_leads"),
        )
        .join(EDITIONS, EDITIONS.c.id == OFFERS.c.edition_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .outerjoin(WISHES, sa.and_(WISHES.c.offer_id == OFFERS.c.id, WISHES.c.person_id == actor.person_id))
        .where(known(actor), sa.or_(OFFERS.c.status == OfferStatus.OPEN, hosts, leading))
    )


def _row(row: sa.Row[Any], here: Desk | None) -> OfferRow:
    fields = dict(row._mapping)
    distance = None
    if here is not None and row.latitude is not None and row.longitude is not None:
        distance = round(kilometres(here, (row.latitude, row.longitude)))
    fields["distance_km"] = distance
    return OfferRow(**{name: fields[name] for name in OfferRow.__slots__})
