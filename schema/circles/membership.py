"""Joining, leaving, requests and the waiting list."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from schema.circles.types import Circle, circle_node
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.transaction import transact


@strawberry.input
class JoinCircleInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class JoinCircleSuccess:
    circle: Circle


JoinCircleResult = Annotated[
    JoinCircleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("JoinCircleResult"),
]


@strawberry.type
class MembershipMutation:
    @strawberry.mutation(description="Join an open circle, wait if it is full, or ask where one asks.")
    async def join_circle(self, info: Info, input: JoinCircleInput) -> JoinCircleResult:
        async def act(session: Session, actor: Actor) -> UUID:
            circle = await circles.get_circle(session, actor, input.slug)
            await circles.join(session, actor, circle)
            return circle.id

        async def show(context: Context, actor: Actor, circle_id: UUID) -> JoinCircleSuccess:
            row = await circles.circle_row(context.session, actor, circle_id)
            return JoinCircleSuccess(circle=circle_node(row))

        return await transact(info, "circles", input, act, show)
