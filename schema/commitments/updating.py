"""Saying what became of a commitment, or another day for it."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from backend import commitments, pulse
from backend.commitments import DropInput, Fate, MoveInput
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.commitments.types import Commitment, commitment_node
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.transaction import transact


@strawberry.input(
    description="`KEPT` (which is `LATE` once its day has passed, and then only), `DROPPED` with its reason, "
    "or another day and why."
)
class UpdateCommitmentInput:
    id: strawberry.ID = strawberry.field(description="The commitment.")
    fate: commitments.Fate | None = strawberry.field(
        default=None, description="What became of it; left out, it is still to be kept."
    )
    due_on: date | None = strawberry.field(
        default=None, description="Another day, where it has no fate yet; asked for with its reason."
    )
    reason: str = strawberry.field(default="", description="Why it is dropped, or why its day moves.")
    idempotency_key: str | None = None


@strawberry.type
class UpdateCommitmentSuccess:
    commitment: Commitment = strawberry.field(description="The commitment, as it is now.")


UpdateCommitmentResult = Annotated[
    UpdateCommitmentSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("UpdateCommitmentResult"),
]


@strawberry.type
class CommitmentsMutation:
    @strawberry.mutation(description="Say what became of a commitment, or another day for it.")
    async def update_commitment(self, info: Info, input: UpdateCommitmentInput) -> UpdateCommitmentResult:
        async def act(session: Session, actor: Actor) -> UUID:
            wanted = decode(input.id, "Commitment")
            commitment = await commitments.get_commitment(session, actor, wanted)
            if input.fate in (Fate.KEPT, Fate.LATE):
                await commitments.keep(session, actor, commitment, said_late=input.fate is Fate.LATE)
            elif input.fate is Fate.DROPPED:
                given = checked(DropInput, {"reason": input.reason})
                await commitments.drop(session, actor, commitment, given)
            else:
                day = {"due_on": input.due_on} if input.due_on else {}
                moved = checked(MoveInput, {**day, "reason": input.reason})
                await commitments.move(session, actor, commitment, moved)
            return wanted

        async def show(context: Context, actor: Actor, id: UUID) -> UpdateCommitmentSuccess:
            row = await commitments.commitment_row(context.session, id)
            made_to = await pulse.promises_by_ids(context.session, [id])
            return UpdateCommitmentSuccess(commitment=commitment_node(row, made_to.get(id)))

        return await transact(info, "commitments", input, act, show)
