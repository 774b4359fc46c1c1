"""Dates after publication: moving one, cancelling one."""

from datetime import datetime
from typing import Annotated

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.on_edition import on_edition
from schema.immersions.types import Edition


@strawberry.input(description="The date as it is to be; without an offset, on the clocks of the edition.")
class ChangeSlotInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    slot_id: strawberry.ID = strawberry.field(description="The date.")
    starts_at: datetime
    ends_at: datetime
    capacity: int = strawberry.field(description="How many people it takes.")
    minimum: int = strawberry.field(default=0, description="Under so many, it is flagged.")
    reason: str = strawberry.field(default="", description="Told to those who had a place.")
    idempotency_key: str | None = None


@strawberry.input
class CancelSlotInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    slot_id: strawberry.ID = strawberry.field(description="The date.")
    reason: str = strawberry.field(default="", description="Told to those who had a place.")
    idempotency_key: str | None = None


@strawberry.type
class ChangeSlotSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class CancelSlotSuccess:
    edition: Edition = strawberry.field(description="The edition.")


ChangeSlotResult = Annotated[
    ChangeSlotSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ChangeSlotResult"),
]
CancelSlotResult = Annotated[
    CancelSlotSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CancelSlotResult"),
]


@strawberry.type
class SlotsMutation:
    @strawberry.mutation(description="Move a date; whom it no longer suits is placed again.")
    async def change_slot(self, info: Info, input: ChangeSlotInput) -> ChangeSlotResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            given = checked(immersions.SlotChangeInput, vars(input))
            slot_id = decode(input.slot_id, "OfferSlot", "slot_id")
            await immersions.change_slot(session, actor, edition, slot_id, given)

        return await on_edition(info, input, act, ChangeSlotSuccess)

    @strawberry.mutation(description="Cancel a date after publication; its people are placed again.")
    async def cancel_slot(self, info: Info, input: CancelSlotInput) -> CancelSlotResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            slot_id = decode(input.slot_id, "OfferSlot", "slot_id")
            await immersions.cancel_slot(session, actor, edition, slot_id, reason=input.reason)

        return await on_edition(info, input, act, CancelSlotSuccess)
