"""The matching: runs, pins and publication, for whoever runs the edition; giving back and taking places."""

from typing import Annotated

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.on_edition import on_edition
from schema.immersions.types import Edition


@strawberry.input
class RunMatchingInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    seed: int | None = strawberry.field(default=None, description="To replay a run; drawn without one.")
    idempotency_key: str | None = None


@strawberry.input(description="Without a slot, the person is left to the runs again.")
class PinPlacementInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    person_id: strawberry.ID
    slot_id: strawberry.ID | None = strawberry.field(default=None, description="A date of the edition.")
    idempotency_key: str | None = None


@strawberry.input
class PublishMatchingInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    run_id: strawberry.ID = strawberry.field(description="The run to make everybody's.")
    idempotency_key: str | None = None


@strawberry.input
class WithdrawPlacementInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    person_id: strawberry.ID | None = strawberry.field(
        default=None, description="Somebody else, for whoever runs the edition; the caller without one."
    )
    idempotency_key: str | None = None


@strawberry.input
class AcceptWaitingOfferInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    offer_id: strawberry.ID = strawberry.field(description="The offer whose list it is.")
    idempotency_key: str | None = None


@strawberry.input
class DeclineWaitingOfferInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    offer_id: strawberry.ID = strawberry.field(description="The offer whose list it is.")
    idempotency_key: str | None = None


@strawberry.type
class RunMatchingSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class PinPlacementSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class PublishMatchingSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class WithdrawPlacementSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class AcceptWaitingOfferSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class DeclineWaitingOfferSuccess:
    edition: Edition = strawberry.field(description="The edition.")


RunMatchingResult = Annotated[
    RunMatchingSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RunMatchingResult"),
]
PinPlacementResult = Annotated[
    PinPlacementSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PinPlacementResult"),
]
PublishMatchingResult = Annotated[
    PublishMatchingSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PublishMatchingResult"),
]
WithdrawPlacementResult = Annotated[
    WithdrawPlacementSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("WithdrawPlacementResult"),
]
AcceptWaitingOfferResult = Annotated[
    AcceptWaitingOfferSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AcceptWaitingOfferResult"),
]
DeclineWaitingOfferResult = Annotated[
    DeclineWaitingOfferSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DeclineWaitingOfferResult"),
]


@strawberry.type
class MatchingMutation:
    @strawberry.mutation(description="Ask for a run; a job solves it.")
    async def run_matching(self, info: Info, input: RunMatchingInput) -> RunMatchingResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            await immersions.run_matching(session, actor, edition, seed=input.seed)

        return await on_edition(info, input, act, RunMatchingSuccess)

    @strawberry.mutation(description="Keep a date for somebody, whatever the next runs find.")
    async def pin_placement(self, info: Info, input: PinPlacementInput) -> PinPlacementResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            person_id = decode(input.person_id, "Person", "person_id")
            slot_id = decode(input.slot_id, "OfferSlot", "slot_id") if input.slot_id else None
            await immersions.pin_placement(session, actor, edition, person_id, slot_id)

        return await on_edition(info, input, act, PinPlacementSuccess)

    @strawberry.mutation(description="Make a run everybody's.")
    async def publish_matching(self, info: Info, input: PublishMatchingInput) -> PublishMatchingResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            run_id = decode(input.run_id, "MatchingRun", "run_id")
            await immersions.publish_matching(session, actor, edition, run_id)

        return await on_edition(info, input, act, PublishMatchingSuccess)

    @strawberry.mutation(description="Give a place back; the next of the list is offered it.")
    async def withdraw_placement(self, info: Info, input: WithdrawPlacementInput) -> WithdrawPlacementResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            whose = decode(input.person_id, "Person", "person_id") if input.person_id else None
            await immersions.withdraw_placement(session, actor, edition, person_id=whose)

        return await on_edition(info, input, act, WithdrawPlacementSuccess)

    @strawberry.mutation(description="Take the place that a list offers.")
    async def accept_waiting_offer(
        self, info: Info, input: AcceptWaitingOfferInput
    ) -> AcceptWaitingOfferResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            offer_id = decode(input.offer_id, "Offer", "offer_id")
            await immersions.accept_waiting_offer(session, actor, edition, offer_id)

        return await on_edition(info, input, act, AcceptWaitingOfferSuccess)

    @strawberry.mutation(description="Leave to the next the place that a list offers.")
    async def decline_waiting_offer(
        self, info: Info, input: DeclineWaitingOfferInput
    ) -> DeclineWaitingOfferResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            offer_id = decode(input.offer_id, "Offer", "offer_id")
            await immersions.decline_waiting_offer(session, actor, edition, offer_id)

        return await on_edition(info, input, act, DeclineWaitingOfferSuccess)
