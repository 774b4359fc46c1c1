"""What an edition says of the caller's wishes, of the place they have and of those they wait for."""

from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import immersions
from schema.context import Info
from schema.identity import Person
from schema.immersions.offer_types import Offer, OfferSlot, offer_node, slot_node

strawberry.enum(immersions.ApprovalStatus, description="What a manager said of an absence.")


@strawberry.type(description="What the published matching gave the caller.")
class MyPlacement:
    offer: Offer | None = strawberry.field(description="Where they go; null with nothing.")
    slot: OfferSlot | None = strawberry.field(description="When they go; null with nothing.")
    rank: int | None = strawberry.field(description="The rank of the wish that was given; null with nothing.")
    source: immersions.PlacementSource | None = strawberry.field(description="How the place came.")
    reason: str = strawberry.field(description="Why, in the caller's language.")


@strawberry.type(description="A list in which the caller waits for a place to be given back.")
class WaitingList:
    offer: Offer = strawberry.field(description="What they wait for.")
    position: int = strawberry.field(description="Their place among those who still wait, from 1.")
    status: immersions.WaitingStatus = strawberry.field(description="`OFFERED` while a place is theirs.")
    starts_at: datetime | None = strawberry.field(description="The date that is offered.")
    expires_at: datetime | None = strawberry.field(description="The last moment to take it.")


@strawberry.type(description="A wish of the caller.")
class Wish:
    rank: int = strawberry.field(description="1 for the first wish.")
    offer: Offer = strawberry.field(description="What is wished for.")
    approval: immersions.ApprovalStatus | None = strawberry.field(description="What the manager said.")


@strawberry.type(description="What the caller said of themselves for an edition.")
class WishConstraints:
    days: list[date] = strawberry.field(description="Possible days; none for any.")
    furthest_km: int | None = strawberry.field(description="The furthest they travel, in kilometres.")
    needs: str = strawberry.field(description="What their host should know.")
    prerequisites: list[str] = strawberry.field(description="The codes of what they hold.")


@strawberry.type(description="A wish that waits for the caller's word, or had it.")
class AbsenceRequest:
    person: Person
    offer: Offer = strawberry.field(description="What they wish for.")
    status: immersions.ApprovalStatus = strawberry.field(description="What the caller said of it.")


@strawberry.type(description="Somebody who wishes for the caller's day, and the day they would exchange.")
class SwapAsk:
    person: Person
    offer: Offer = strawberry.field(description="Their day.")
    agreed: bool = strawberry.field(description="Whether the caller wishes for it as well.")


@strawberry.type(description="The day that the caller offers in exchange for another's.")
class MySwap:
    offer: Offer = strawberry.field(description="The caller's day.")
    asks: list[SwapAsk] = strawberry.field(description="Who would swap, at most 50.")


@strawberry.type(description="The caller's wishes in an edition, and what came of them.")
class EditionWishes(Node):
    id: NodeID[UUID]

    @strawberry.field(description="The caller's wishes, the first one first.")
    async def my_wishes(self, info: Info) -> list[Wish]:
        session, actor = info.context.session, info.context.caller("immersions")
        rows = await immersions.my_wishes(session, actor, self.id)
        offers = await immersions.offers_by_ids(session, actor, [row.offer_id for row in rows])
        return [
            Wish(rank=row.rank, offer=offer_node(offers[row.offer_id]), approval=row.approval)
            for row in rows
            if row.offer_id in offers
        ]

    @strawberry.field(description="What the caller said of themselves.")
    async def my_constraints(self, info: Info) -> WishConstraints:
        said = await immersions.my_constraints(
            info.context.session, info.context.caller("immersions"), self.id
        )
        codes = {one.id: one.code for one in await immersions.prerequisites(info.context.session)}
        held = [codes[one] for one in said.prerequisite_ids if one in codes]
        return WishConstraints(
            days=list(said.days), furthest_km=said.furthest_km, needs=said.needs, prerequisites=held
        )

    @strawberry.field(description="What the caller was given, and why; null before publication.")
    async def my_placement(self, info: Info) -> MyPlacement | None:
        session, actor = info.context.session, info.context.caller("immersions")
        row = await immersions.my_placement(session, actor, self.id)
        if row is None:
            return None
        ids = [row.offer_id] if row.offer_id else []
        offers = await immersions.offers_by_ids(session, actor, ids)
        slots = await immersions.slots_of(session, ids)
        offer = offers.get(row.offer_id) if row.offer_id else None
        lists = await immersions.my_waiting_lists(session, actor, self.id)
        dates = [slot for rows in slots.values() for slot in rows if slot.id == row.slot_id]
        return MyPlacement(
            offer=offer_node(offer) if offer else None,
            slot=slot_node(dates[0]) if dates else None,
            rank=row.rank,
            source=row.source,
            reason=row.reason(info.context.translator, lists),
        )

    @strawberry.field(description="Where the caller waits, the best wish first.")
    async def my_waiting_lists(self, info: Info) -> list[WaitingList]:
        session, actor = info.context.session, info.context.caller("immersions")
        rows = await immersions.my_waiting_lists(session, actor, self.id)
        offers = await immersions.offers_by_ids(session, actor, [row.offer_id for row in rows])
        return [
            WaitingList(
                offer=offer_node(offers[row.offer_id]),
                position=row.position,
                status=row.status,
                starts_at=row.starts_at,
                expires_at=row.expires_at,
            )
            for row in rows
            if row.offer_id in offers
        ]

    @strawberry.field(description="The wishes of the people the caller manages, at most 100.")
    async def absences(self, info: Info) -> list[AbsenceRequest]:
        session, actor = info.context.session, info.context.caller("immersions")
        rows = await immersions.approvals_asked(session, actor, edition_id=self.id)
        offers = await immersions.offers_by_ids(session, actor, {row.offer_id for row in rows})
        return [
            AbsenceRequest(
                person=Person(id=row.person_id, display_name=row.person_name),
                offer=offer_node(offers[row.offer_id]),
                status=row.status,
            )
            for row in rows
            if row.offer_id in offers
        ]

    @strawberry.field(description="The day that the caller offers in exchange; null for none.")
    async def my_swap(self, info: Info) -> MySwap | None:
        session, actor = info.context.session, info.context.caller("immersions")
        mine = await immersions.my_swap(session, actor, self.id)
        if mine is None:
            return None
        ids = [mine.offer_id, *(ask.offer_id for ask in mine.asks)]
        offers = await immersions.offers_by_ids(session, actor, ids)
        asks = [
            SwapAsk(
                person=Person(id=ask.person_id, display_name=ask.person_name),
                offer=offer_node(offers[ask.offer_id]),
                agreed=ask.agreed,
            )
            for ask in mine.asks
            if ask.offer_id in offers
        ]
        return MySwap(offer=offer_node(offers[mine.offer_id]), asks=asks)
