"""What answers are worth: kept as solutions, confirmed, no longer valid, and whom they helped."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import forum
from backend.core.db import Session
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.forum.acting import on_post, why
from schema.forum.types import Thread


@strawberry.input
class AcceptSolutionInput:
    post_id: strawberry.ID = strawberry.field(description="The answer.")
    idempotency_key: str | None = None


@strawberry.input
class ConfirmSolutionInput:
    post_id: strawberry.ID = strawberry.field(description="The answer.")
    idempotency_key: str | None = None


@strawberry.input
class MarkNoLongerValidInput:
    post_id: strawberry.ID = strawberry.field(description="The answer.")
    reason: str = strawberry.field(description="Why it no longer holds.")
    idempotency_key: str | None = None


@strawberry.input
class MarkPostInput:
    post_id: strawberry.ID = strawberry.field(description="The answer.")
    opinion: forum.Opinion = strawberry.field(description="What is said of it.")
    yes: bool = strawberry.field(default=True, description="Whether it is said, or taken back.")
    idempotency_key: str | None = None


@strawberry.type
class AcceptSolutionSuccess:
    thread: Thread


@strawberry.type
class ConfirmSolutionSuccess:
    thread: Thread


@strawberry.type
class MarkNoLongerValidSuccess:
    thread: Thread


@strawberry.type
class MarkPostSuccess:
    thread: Thread


AcceptSolutionResult = Annotated[
    AcceptSolutionSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AcceptSolutionResult"),
]
ConfirmSolutionResult = Annotated[
    ConfirmSolutionSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ConfirmSolutionResult"),
]
MarkNoLongerValidResult = Annotated[
    MarkNoLongerValidSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("MarkNoLongerValidResult"),
]
MarkPostResult = Annotated[
    MarkPostSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("MarkPostResult"),
]


@strawberry.type
class SolutionsMutation:
    @strawberry.mutation(
        description="Keep an answer as a solution, as whoever asked it or tends the forum; several may be."
    )
    async def accept_solution(self, info: Info, input: AcceptSolutionInput) -> AcceptSolutionResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.accept_solution(session, standing, post_id)

        return await on_post(info, input, act, AcceptSolutionSuccess)

    @strawberry.mutation(
        description="Say, from another site than its author's, that a solution holds there too."
    )
    async def confirm_solution(self, info: Info, input: ConfirmSolutionInput) -> ConfirmSolutionResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.confirm_solution(session, standing, post_id)

        return await on_post(info, input, act, ConfirmSolutionSuccess)

    @strawberry.mutation(description="Say that a solution holds no longer, and why.")
    async def mark_no_longer_valid(
        self, info: Info, input: MarkNoLongerValidInput
    ) -> MarkNoLongerValidResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.mark_no_longer_valid(session, standing, post_id, why(input.reason))

        return await on_post(info, input, act, MarkNoLongerValidSuccess)

    @strawberry.mutation(
        description="Agree with an answer, or say that it helped; or take it back. Confirming is apart."
    )
    async def mark_post(self, info: Info, input: MarkPostInput) -> MarkPostResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            verb = forum.mark_post if input.yes else forum.unmark_post
            return await verb(session, standing, post_id, input.opinion)

        return await on_post(info, input, act, MarkPostSuccess)
