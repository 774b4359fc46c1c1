"""Practices: what a circle keeps and enriches."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.arguments import CircleSlug
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.transaction import transact


@strawberry.type(description="Something that already worked here, kept and credited.")
class Practice(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    title: str
    credit: str


def practice_node(row: circles.PracticeRow) -> Practice:
    return Practice(id=row.id, title=row.title, credit=row.credit)


@strawberry.input
class KeepPracticeInput:
    slug: str = strawberry.field(description="The last part of the circle's address.")
    title: str
    credit: str = ""
    idempotency_key: str | None = None


@strawberry.input
class RemovePracticeInput:
    practice_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.type
class KeepPracticeSuccess:
    practice: Practice = strawberry.field(description="The practice.")


@strawberry.type
class RemovePracticeSuccess:
    practice_id: strawberry.ID


KeepPracticeResult = Annotated[
    KeepPracticeSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("KeepPracticeResult"),
]
RemovePracticeResult = Annotated[
    RemovePracticeSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RemovePracticeResult"),
]


@strawberry.type
class PracticesQuery:
    @strawberry.field(description="What a circle keeps and enriches, in the order it was kept.")
    async def practices(
        self, info: Info, slug: CircleSlug, first: int = 20, after: str | None = None
    ) -> Connection[Practice]:
        actor, session = info.context.caller("circles"), info.context.session
        circle = await circles.get_circle(session, actor, slug)
        rows = await circles.practice_rows(session, [circle.id], Page(first, after))
        return connection(rows[circle.id], practice_node)


@strawberry.type
class PracticesMutation:
    @strawberry.mutation(description="Keep a practice that already works here; for members.")
    async def keep_practice(self, info: Info, input: KeepPracticeInput) -> KeepPracticeResult:
        async def act(session: Session, actor: Actor) -> UUID:
            circle = await circles.get_circle(session, actor, input.slug)
            given = checked(circles.PracticeInput, strawberry.asdict(input))
            return (await circles.add_practice(session, actor, circle, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> KeepPracticeSuccess:
            row = await circles.get_practice(context.session, actor, id)
            return KeepPracticeSuccess(practice=practice_node(row))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Take a practice off the list; for leads.")
    async def remove_practice(self, info: Info, input: RemovePracticeInput) -> RemovePracticeResult:
        async def act(session: Session, actor: Actor) -> UUID:
            practice_id = decode(input.practice_id, "Practice", "practice_id")
            await circles.remove_practice(session, actor, practice_id)
            return practice_id

        async def show(context: Context, actor: Actor, id: UUID) -> RemovePracticeSuccess:
            return RemovePracticeSuccess(practice_id=input.practice_id)

        return await transact(info, "circles", input, act, show)
