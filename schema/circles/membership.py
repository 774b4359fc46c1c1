"""Joining, leaving, requests and removals."""

from typing import Annotated

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from schema.circles.acting import on_circle
from schema.circles.types import Circle
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode


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


@strawberry.input
class LeaveCircleInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class LeaveCircleSuccess:
    circle: Circle


LeaveCircleResult = Annotated[
    LeaveCircleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("LeaveCircleResult"),
]


@strawberry.input
class AnswerMembershipRequestInput:
    slug: str
    person_id: strawberry.ID
    accept: bool = strawberry.field(description="Whether the caller says yes.")
    idempotency_key: str | None = None


@strawberry.type
class AnswerMembershipRequestSuccess:
    circle: Circle


AnswerMembershipRequestResult = Annotated[
    AnswerMembershipRequestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AnswerMembershipRequestResult"),
]


@strawberry.input
class RemoveMemberInput:
    slug: str
    person_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.type
class RemoveMemberSuccess:
    circle: Circle


RemoveMemberResult = Annotated[
    RemoveMemberSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RemoveMemberResult"),
]


@strawberry.type
class MembershipMutation:
    @strawberry.mutation(description="Join an open circle, wait if it is full, or ask where one asks.")
    async def join_circle(self, info: Info, input: JoinCircleInput) -> JoinCircleResult:
        return await on_circle(info, input, circles.join, lambda circle: JoinCircleSuccess(circle=circle))

    @strawberry.mutation(description="Leave a circle, its waiting list, or withdraw a request.")
    async def leave_circle(self, info: Info, input: LeaveCircleInput) -> LeaveCircleResult:
        return await on_circle(info, input, circles.leave, lambda circle: LeaveCircleSuccess(circle=circle))

    @strawberry.mutation(description="Say yes or no to somebody who asked or was proposed (leads).")
    async def answer_membership_request(
        self, info: Info, input: AnswerMembershipRequestInput
    ) -> AnswerMembershipRequestResult:
        async def act(session: Session, actor: Actor, circle: circles.Circle) -> None:
            person_id = decode(input.person_id, "Person", "person_id")
            await circles.answer_request(session, actor, circle, person_id, accept=input.accept)

        return await on_circle(info, input, act, lambda circle: AnswerMembershipRequestSuccess(circle=circle))

    @strawberry.mutation(description="End somebody's membership, wait or invitation for them (leads).")
    async def remove_member(self, info: Info, input: RemoveMemberInput) -> RemoveMemberResult:
        async def act(session: Session, actor: Actor, circle: circles.Circle) -> None:
            person_id = decode(input.person_id, "Person", "person_id")
            await circles.remove(session, actor, circle, person_id)

        return await on_circle(info, input, act, lambda circle: RemoveMemberSuccess(circle=circle))
