"""Offers: drafting, proposing, deciding and withdrawing them; the activities they are made of."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.offer_types import Offer, offer_node
from schema.transaction import transact


@strawberry.input(description="One date of an offer; without an offset, on the clocks of the edition.")
class OfferSlotInput:
    starts_at: datetime
    ends_at: datetime
    capacity: int = strawberry.field(default=1, description="How many people it takes.")
    minimum: int = strawberry.field(default=0, description="Under so many, it is flagged.")


@strawberry.input
class DraftOfferInput:
    edition_slug: str = strawberry.field(description="The last part of its edition's address.")
    activity_id: strawberry.ID = strawberry.field(description="What is done there.")
    title: str
    slots: list[OfferSlotInput] = strawberry.field(description="Its dates, 1 to 20.")
    description: str = strawberry.field(default="", description="What one does there, in Markdown.")
    site_id: strawberry.ID | None = strawberry.field(default=None, description="Where it takes place.")
    accessibility: str = strawberry.field(default="", description="What to know before coming.")
    to_bring: str = strawberry.field(default="", description="What to bring.")
    host_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The hosts; none for the caller."
    )
    idempotency_key: str | None = None


@strawberry.input
class PublishOfferInput:
    offer_id: strawberry.ID = strawberry.field(description="The offer.")
    idempotency_key: str | None = None


@strawberry.input
class ApproveOfferInput:
    offer_id: strawberry.ID = strawberry.field(description="The offer.")
    accept: bool = strawberry.field(default=True, description="Whether the caller says yes.")
    note: str = strawberry.field(default="", description="A few words to its hosts.")
    idempotency_key: str | None = None


@strawberry.input
class WithdrawOfferInput:
    offer_id: strawberry.ID = strawberry.field(description="The offer.")
    idempotency_key: str | None = None


@strawberry.type
class DraftOfferSuccess:
    offer: Offer = strawberry.field(description="The offer.")


@strawberry.type
class PublishOfferSuccess:
    offer: Offer = strawberry.field(description="The offer.")


@strawberry.type
class ApproveOfferSuccess:
    offer: Offer = strawberry.field(description="The offer.")


@strawberry.type
class WithdrawOfferSuccess:
    offer: Offer = strawberry.field(description="The offer.")


DraftOfferResult = Annotated[
    DraftOfferSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DraftOfferResult"),
]
PublishOfferResult = Annotated[
    PublishOfferSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PublishOfferResult"),
]
ApproveOfferResult = Annotated[
    ApproveOfferSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ApproveOfferResult"),
]
WithdrawOfferResult = Annotated[
    WithdrawOfferSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("WithdrawOfferResult"),
]


@strawberry.type
class OffersQuery:
    @strawberry.field(description="One offer; null where there is none for the caller.")
    async def offer(self, info: Info, id: strawberry.ID) -> Offer | None:
        return await _shown(info.context, info.context.caller("immersions"), decode(id, "Offer"))


@strawberry.type
class OffersMutation:
    @strawberry.mutation(description="Draft an offer, as its host.")
    async def draft_offer(self, info: Info, input: DraftOfferInput) -> DraftOfferResult:
        async def act(session: Session, actor: Actor) -> UUID:
            edition = await immersions.get_edition(session, actor, input.edition_slug)
            return (await immersions.draft_offer(session, actor, edition, _given(input))).id

        async def show(context: Context, actor: Actor, id: UUID) -> DraftOfferSuccess:
            return DraftOfferSuccess(offer=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Propose a draft; it opens at once for whoever runs the edition.")
    async def publish_offer(self, info: Info, input: PublishOfferInput) -> PublishOfferResult:
        async def act(session: Session, actor: Actor) -> UUID:
            offer = await _found(session, actor, input.offer_id)
            return (await immersions.publish_offer(session, actor, offer)).id

        async def show(context: Context, actor: Actor, id: UUID) -> PublishOfferSuccess:
            return PublishOfferSuccess(offer=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Open a proposed offer to wishes, or decline it.")
    async def approve_offer(self, info: Info, input: ApproveOfferInput) -> ApproveOfferResult:
        async def act(session: Session, actor: Actor) -> UUID:
            offer = await _found(session, actor, input.offer_id)
            decide = immersions.approve_offer
            return (await decide(session, actor, offer, accept=input.accept, note=input.note)).id

        async def show(context: Context, actor: Actor, id: UUID) -> ApproveOfferSuccess:
            return ApproveOfferSuccess(offer=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Take an offer back before the matching.")
    async def withdraw_offer(self, info: Info, input: WithdrawOfferInput) -> WithdrawOfferResult:
        async def act(session: Session, actor: Actor) -> UUID:
            offer = await _found(session, actor, input.offer_id)
            return (await immersions.withdraw_offer(session, actor, offer)).id

        async def show(context: Context, actor: Actor, id: UUID) -> WithdrawOfferSuccess:
            return WithdrawOfferSuccess(offer=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)


def _given(input: DraftOfferInput) -> immersions.OfferInput:
    values: dict[str, Any] = plain(vars(input))
    values["activity_id"] = decode(input.activity_id, "Activity", "activity_id")
    values["site_id"] = decode(input.site_id, "Site", "site_id") if input.site_id else None
    values["host_ids"] = [decode(one, "Person", "host_ids") for one in input.host_ids]
    values["slots"] = [vars(one) for one in input.slots]
    return checked(immersions.OfferInput, values)


async def _found(session: Session, actor: Actor, id: str) -> immersions.Offer:
    return await immersions.get_offer(session, actor, decode(id, "Offer", "offer_id"))


async def _shown(context: Context, actor: Actor, offer_id: UUID) -> Offer:
    return offer_node(await immersions.offer_row(context.session, actor, offer_id))
