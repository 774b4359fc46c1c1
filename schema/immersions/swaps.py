"""Reciprocal swaps: proposing one's own day."""

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


@strawberry.input(description="The caller's own day; wishing for it and for theirs makes a swap.")
class ProposeSwapInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    activity_id: strawberry.ID = strawberry.field(description="An activity of the kind of swaps.")
    title: str = strawberry.field(description="The day in one sentence.")
    description: str = strawberry.field(default="", description="How the day goes.")
    to_bring: str = strawberry.field(default="", description="What to bring.")
    starts_at: datetime = strawberry.field(description="Without an offset, on the clocks of the edition.")
    ends_at: datetime = strawberry.field(description="Without an offset, on the clocks of the edition.")
    idempotency_key: str | None = None


@strawberry.type
class ProposeSwapSuccess:
    edition: Edition = strawberry.field(description="The edition.")


ProposeSwapResult = Annotated[
    ProposeSwapSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ProposeSwapResult"),
]


@strawberry.type
class SwapsMutation:
    @strawberry.mutation(description="Offer the caller's own day in exchange for another's.")
    async def propose_swap(self, info: Info, input: ProposeSwapInput) -> ProposeSwapResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            activity_id = decode(input.activity_id, "Activity", "activity_id")
            given = checked(immersions.SwapInput, {**vars(input), "activity_id": activity_id})
            await immersions.propose_swap(session, actor, edition, given)

        return await on_edition(info, input, act, ProposeSwapSuccess)
