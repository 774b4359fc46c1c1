"""Circles: lists, one by its address; opening, changing and closing one."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound, checked
from backend.core.listing import Page
from schema.circles.acting import on_circle, showing
from schema.circles.types import Circle, circle_node
from schema.context import Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.transaction import transact


@strawberry.input(description="Narrows a list of circles; `mine` keeps the caller's own.")
class CircleFilter:
    query: str = ""
    kind: circles.CircleKind | None = strawberry.field(default=None, description="Only this kind.")
    status: circles.CircleStatus | None = strawberry.field(
        default=None, description="Only in this status; without it, all but the archived ones."
    )
    mine: bool = strawberry.field(default=False, description="Only those the caller belongs to.")


@strawberry.type
class CirclesQuery:
    @strawberry.field(description="The circles the caller may see; archived ones only by their status.")
    async def circles(
        self,
        info: Info,
        first: int = 20,
        after: str | None = None,
        filter: CircleFilter | None = None,
        order_by: circles.CircleOrder = circles.CircleOrder.NAME,
    ) -> Connection[Circle]:
        actor = info.context.caller("circles")
        given = filter or CircleFilter()
        wanted = circles.CircleFilter(given.query, given.kind, given.status, given.mine)
        page = Page(first, after)
        return connection(
            await circles.visible_circles(info.context.session, actor, page, wanted, order_by), circle_node
        )

    @strawberry.field(description="The circle at this address; null where there is none for the caller.")
    async def circle(self, info: Info, slug: str) -> Circle | None:
        actor = info.context.caller("circles")
        try:
            found = await circles.get_circle(info.context.session, actor, slug)
        except NotFound:
            return None
        return circle_node(await circles.circle_row(info.context.session, actor, found.id))


@strawberry.input(
    description="`leadId` names the first lead, the caller by default; ids are global. Without `orgUnitId` "
    "the circle is the whole company's, and only who may create circles everywhere creates it."
)
class CreateCircleInput:
    name: str
    kind: circles.CircleKind = strawberry.field(description="The kind of circle.")
    why: str = strawberry.field(description="Why it exists.")
    join_policy: circles.JoinPolicy = circles.JoinPolicy.OPEN
    capacity: int | None = strawberry.field(
        default=None, description="How many members it takes; null for no limit."
    )
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit it is for; left out, the whole company."
    )
    parent_slug: str | None = None
    lead_id: strawberry.ID | None = strawberry.field(
        default=None, description="Who leads it first; left out, the caller."
    )
    draft: bool = False
    idempotency_key: str | None = None


@strawberry.input(
    description="What is left out stays as it is; null takes away. A draft opens by `draft: false`."
)
class EditCircleInput:
    slug: str
    name: str | None = strawberry.UNSET
    kind: circles.CircleKind | None = strawberry.field(
        default=strawberry.UNSET, description="The kind of circle."
    )
    why: str | None = strawberry.field(default=strawberry.UNSET, description="Why it exists.")
    join_policy: circles.JoinPolicy | None = strawberry.UNSET
    capacity: int | None = strawberry.field(
        default=strawberry.UNSET, description="How many members it takes; null for no limit."
    )
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The unit it is for; null for the whole company."
    )
    parent_slug: str | None = strawberry.UNSET
    draft: bool | None = strawberry.UNSET
    idempotency_key: str | None = None


@strawberry.input
class ArchiveCircleInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class CreateCircleSuccess:
    circle: Circle


@strawberry.type
class EditCircleSuccess:
    circle: Circle


@strawberry.type
class ArchiveCircleSuccess:
    circle: Circle


CreateCircleResult = Annotated[
    CreateCircleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CreateCircleResult"),
]
EditCircleResult = Annotated[
    EditCircleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("EditCircleResult"),
]
ArchiveCircleResult = Annotated[
    ArchiveCircleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ArchiveCircleResult"),
]


@strawberry.type
class CirclesMutation:
    @strawberry.mutation(description="Open a circle, or prepare a draft (CX leaders of the unit).")
    async def create_circle(self, info: Info, input: CreateCircleInput) -> CreateCircleResult:
        async def act(session: Session, actor: Actor) -> UUID:
            values = await _values(session, actor, vars(input))
            circle = await circles.create_circle(session, actor, checked(circles.NewCircleInput, values))
            return circle.id

        show = showing(lambda circle: CreateCircleSuccess(circle=circle))
        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Change a circle (its leads, CX leaders); its address stays.")
    async def edit_circle(self, info: Info, input: EditCircleInput) -> EditCircleResult:
        async def edit(session: Session, actor: Actor, circle: circles.Circle) -> None:
            now = {name: getattr(circle, name, None) for name in circles.CircleInput.model_fields}
            now["draft"] = circle.status is circles.CircleStatus.DRAFT
            values = now | await _values(session, actor, plain(vars(input)))
            await circles.edit_circle(session, actor, circle, checked(circles.CircleInput, values))

        return await on_circle(info, input, edit, lambda circle: EditCircleSuccess(circle=circle))

    @strawberry.mutation(description="Close a circle for good; its members become alumni.")
    async def archive_circle(self, info: Info, input: ArchiveCircleInput) -> ArchiveCircleResult:
        return await on_circle(
            info, input, circles.archive_circle, lambda circle: ArchiveCircleSuccess(circle=circle)
        )


async def _values(session: Session, actor: Actor, given: dict[str, object]) -> dict[str, object]:
    """The input as the domain takes it: its own ids, and the parent's for its address."""
    values = dict(given)
    for name, kind in (("org_unit_id", "OrgUnit"), ("lead_id", "Person")):
        if isinstance(value := values.get(name), str):
            values[name] = decode(value, kind, name)
    if isinstance(slug := values.pop("parent_slug", strawberry.UNSET), str):
        values["parent_id"] = (await circles.get_circle(session, actor, slug)).id
    elif slug is None:
        values["parent_id"] = None
    return values
