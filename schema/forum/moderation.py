"""After publication: flagging, hiding, locking."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import forum
from backend.core.db import Session
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.forum.acting import on_post, on_thread, why
from schema.forum.types import Thread


@strawberry.input
class FlagPostInput:
    post_id: strawberry.ID
    reason: str = strawberry.field(description="What is wrong with it.")
    idempotency_key: str | None = None


@strawberry.input
class KeepPostInput:
    post_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.input
class HidePostInput:
    post_id: strawberry.ID
    reason: str = strawberry.field(description="Why it is hidden; its author reads this.")
    idempotency_key: str | None = None


@strawberry.input
class RestorePostInput:
    post_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.input
class LockThreadInput:
    thread_id: strawberry.ID
    reason: str = strawberry.field(description="Why it takes no more answers; everybody reads this.")
    idempotency_key: str | None = None


@strawberry.input
class UnlockThreadInput:
    thread_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.type
class FlagPostSuccess:
    thread: Thread


@strawberry.type
class KeepPostSuccess:
    thread: Thread


@strawberry.type
class HidePostSuccess:
    thread: Thread


@strawberry.type
class RestorePostSuccess:
    thread: Thread


@strawberry.type
class LockThreadSuccess:
    thread: Thread


@strawberry.type
class UnlockThreadSuccess:
    thread: Thread


FlagPostResult = Annotated[
    FlagPostSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("FlagPostResult"),
]
KeepPostResult = Annotated[
    KeepPostSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("KeepPostResult"),
]
HidePostResult = Annotated[
    HidePostSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("HidePostResult"),
]
RestorePostResult = Annotated[
    RestorePostSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RestorePostResult"),
]
LockThreadResult = Annotated[
    LockThreadSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("LockThreadResult"),
]
UnlockThreadResult = Annotated[
    UnlockThreadSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("UnlockThreadResult"),
]


@strawberry.type
class ModerationMutation:
    @strawberry.mutation(description="Ask those who tend the forum to look at a post.")
    async def flag_post(self, info: Info, input: FlagPostInput) -> FlagPostResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.flag_post(session, standing, post_id, why(input.reason))

        return await on_post(info, input, act, FlagPostSuccess)

    @strawberry.mutation(description="Look at what was flagged, and let it stay.")
    async def keep_post(self, info: Info, input: KeepPostInput) -> KeepPostResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.keep_post(session, standing, post_id)

        return await on_post(info, input, act, KeepPostSuccess)

    @strawberry.mutation(
        description="Hide a post, and with its question the thread; its author reads the reason."
    )
    async def hide_post(self, info: Info, input: HidePostInput) -> HidePostResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.hide_post(session, standing, post_id, why(input.reason))

        return await on_post(info, input, act, HidePostSuccess)

    @strawberry.mutation(description="Show a hidden post again.")
    async def restore_post(self, info: Info, input: RestorePostInput) -> RestorePostResult:
        async def act(session: Session, standing: forum.Standing, post_id: UUID) -> object:
            return await forum.restore_post(session, standing, post_id)

        return await on_post(info, input, act, RestorePostSuccess)

    @strawberry.mutation(description="Take no more answers, for a reason that everybody reads.")
    async def lock_thread(self, info: Info, input: LockThreadInput) -> LockThreadResult:
        async def act(session: Session, standing: forum.Standing) -> object:
            return await forum.lock_thread(session, standing, why(input.reason))

        return await on_thread(info, input, act, LockThreadSuccess)

    @strawberry.mutation(description="Take answers again.")
    async def unlock_thread(self, info: Info, input: UnlockThreadInput) -> UnlockThreadResult:
        async def act(session: Session, standing: forum.Standing) -> object:
            return await forum.unlock_thread(session, standing)

        return await on_thread(info, input, act, UnlockThreadSuccess)
