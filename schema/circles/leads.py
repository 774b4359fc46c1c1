"""Who leads a circle."""

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
class AppointLeadInput:
    slug: str
    person_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.type
class AppointLeadSuccess:
    circle: Circle


AppointLeadResult = Annotated[
    AppointLeadSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AppointLeadResult"),
]


@strawberry.input
class StepDownInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class StepDownSuccess:
    circle: Circle


StepDownResult = Annotated[
    StepDownSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("StepDownResult"),
]


@strawberry.type
class LeadsMutation:
    @strawberry.mutation(description="Make a member a lead beside the others (leads).")
    async def appoint_lead(self, info: Info, input: AppointLeadInput) -> AppointLeadResult:
        async def act(session: Session, actor: Actor, circle: circles.Circle) -> None:
            person_id = decode(input.person_id, "Person", "person_id")
            await circles.appoint_lead(session, actor, circle, person_id)

        return await on_circle(info, input, act, lambda circle: AppointLeadSuccess(circle=circle))

    @strawberry.mutation(description="Stop leading a circle and stay a member; a circle always has a lead.")
    async def step_down(self, info: Info, input: StepDownInput) -> StepDownResult:
        return await on_circle(info, input, circles.step_down, lambda circle: StepDownSuccess(circle=circle))
