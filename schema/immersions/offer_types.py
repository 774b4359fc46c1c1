"""Types of offers: their dates, what narrows a list of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions
from schema.context import Info
from schema.ids import encode
from schema.immersions.activity_types import Activity
from schema.loaders import load
from schema.texts import localized

strawberry.enum(
    immersions.OfferStatus, description="A host proposes; whoever runs the edition opens or declines."
)


@strawberry.type(description="One date of an offer.")
class OfferSlot:
    id: strawberry.ID = strawberry.field(description="To pin somebody by.")
    starts_at: datetime
    ends_at: datetime
    capacity: int = strawberry.field(description="How many people it takes.")
    minimum: int = strawberry.field(description="Under so many, it is flagged before publication.")
    placed_count: int = strawberry.field(description="How many people are placed.")
    hosts: list[str] = strawberry.field(description="The hosts, by name.")
    cancelled_at: datetime | None = strawberry.field(description="When it was cancelled.")


@strawberry.type(description="A place to come to, in an edition.")
class Offer(Node):
    id: NodeID[UUID]
    edition_slug: str = strawberry.field(description="The last part of its edition's address.")
    title: str
    description: str = strawberry.field(description="What one does there, in Markdown.")
    activity: Activity = strawberry.field(description="What is done there.")
    status: immersions.OfferStatus
    site_name: str | None = strawberry.field(description="Where it takes place.")
    distance_km: int | None = strawberry.field(description="From the caller's site, in kilometres.")
    accessibility: str = strawberry.field(description="What to know before coming.")
    to_bring: str = strawberry.field(description="What to bring.")
    place_count: int = strawberry.field(description="The places of all its dates.")
    wish_count: int = strawberry.field(description="How many people wish for it.")
    viewer_rank: int | None = strawberry.field(description="The rank of the caller's wish, from 1.")

    @strawberry.field(description="Its dates, the first one first.")
    async def slots(self, info: Info) -> list[OfferSlot]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[immersions.SlotRow]]:
            return await immersions.slots_of(info.context.session, ids)

        rows = await load(info, "slots of offers", self.id, fetch)
        return [slot_node(row) for row in rows]


@strawberry.input(description="Narrows the offers; what is left out narrows nothing.")
class OfferFilter:
    words: str = strawberry.field(default="", description="Of its title, its activity, its place.")
    kind: immersions.ActivityKind | None = strawberry.field(
        default=None, description="The kind of immersion."
    )
    within_km: int | None = strawberry.field(default=None, description="Around the caller's site.")
    hosted: bool = strawberry.field(default=False, description="Those the caller hosts.")
    status: immersions.OfferStatus | None = strawberry.field(default=None, description="Only in this status.")


def narrowed(given: OfferFilter) -> immersions.OfferFilter:
    """The filter as the slice reads it."""
    return immersions.OfferFilter(
        words=given.words,
        kind=given.kind,
        within_km=given.within_km,
        hosted=given.hosted,
        status=given.status,
    )


def slot_node(row: immersions.SlotRow) -> OfferSlot:
    return OfferSlot(
        id=strawberry.ID(encode("OfferSlot", row.id)),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        capacity=row.capacity,
        minimum=row.minimum,
        placed_count=row.placed_count,
        hosts=[name for _, name in row.hosts],
        cancelled_at=row.cancelled_at,
    )


def offer_node(row: immersions.OfferRow) -> Offer:
    return Offer(
        id=row.id,
        edition_slug=row.edition_slug,
        title=row.title,
        description=row.description,
        activity=Activity(id=row.activity_id, name=localized(row.activity_name), kind=row.kind),
        status=row.status,
        site_name=row.site_name,
        distance_km=row.distance_km,
        accessibility=row.accessibility,
        to_bring=row.to_bring,
        place_count=row.place_count,
        wish_count=row.wish_count,
        viewer_rank=row.viewer_rank,
    )
