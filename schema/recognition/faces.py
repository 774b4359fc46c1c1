"""Faces: one of four, its owner's to show. Never points."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import recognition
from backend.core.actor import Actor
from backend.core.db import Session
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.transaction import transact


@strawberry.type(description="The face of what somebody brought to others.")
class Face:
    face: int = strawberry.field(description="1 to 4: Curieux, Éclaireur, Relais, Diapason.")
    is_shown: bool = strawberry.field(description="Whether colleagues see it.")


@strawberry.input
class ShowFaceInput:
    shown: bool = strawberry.field(description="Whether colleagues may see it.")
    idempotency_key: str | None = None


@strawberry.type
class ShowFaceSuccess:
    face: Face = strawberry.field(description="The caller's face.")


ShowFaceResult = Annotated[
    ShowFaceSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ShowFaceResult"),
]


@strawberry.type
class FacesQuery:
    @strawberry.field(description="The caller's own face.")
    async def my_face(self, info: Info) -> Face:
        return await _mine(info.context, info.context.caller("recognition"))


@strawberry.type
class FacesMutation:
    @strawberry.mutation(description="Show one's face to colleagues, or keep it to oneself.")
    async def show_face(self, info: Info, input: ShowFaceInput) -> ShowFaceResult:
        async def act(session: Session, actor: Actor) -> UUID:
            await recognition.show_face(session, actor, input.shown)
            assert actor.person_id is not None
            return actor.person_id

        async def show(context: Context, actor: Actor, id: UUID) -> ShowFaceSuccess:
            return ShowFaceSuccess(face=await _mine(context, actor))

        return await transact(info, "recognition", input, act, show)


async def _mine(context: Context, actor: Actor) -> Face:
    row = await recognition.my_face(context.session, actor)
    return Face(face=row.face, is_shown=row.is_shown)
