"""Gatherings: planning them, changing them, calling them off."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import circles
from backend.circles import GatheringInput, GatheringRow
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.arguments import CircleSlug
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.transaction import transact

CLOCK = "A time without an offset is read in the caller's own time zone, the one of their profile."

strawberry.enum(circles.Reply)


@strawberry.type(description="A meeting of a circle. Its link is for members; it is null for others.")
class Gathering(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    circle_slug: str
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str = strawberry.field(description="Where it is held.")
    link: str | None
    agenda: str
    sequence: int = strawberry.field(description="Grows with each change, for calendars.")
    cancelled_at: datetime | None = strawberry.field(
        description="When it was cancelled, in UTC; null while it holds."
    )
    yes_count: int = strawberry.field(description="How many come.")
    maybe_count: int = strawberry.field(description="How many may come.")
    no_count: int = strawberry.field(description="How many do not come.")
    attended_count: int = strawberry.field(description="How many came.")
    viewer_reply: circles.Reply | None = strawberry.field(description="What the caller answered.")
    viewer_attended: bool | None = strawberry.field(description="Whether the caller came.")


def gathering_node(row: GatheringRow) -> Gathering:
    """The node of a row."""
    return Gathering(
        id=row.id,
        circle_slug=row.circle_slug,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        place=row.place,
        link=row.link or None,
        agenda=row.agenda,
        sequence=row.sequence,
        cancelled_at=row.cancelled_at,
        yes_count=row.yes_count,
        maybe_count=row.maybe_count,
        no_count=row.no_count,
        attended_count=row.came_count,
        viewer_reply=row.viewer_reply,
        viewer_attended=row.viewer_attended,
    )


@strawberry.input(description=f"A gathering to come. {CLOCK}")
class PlanGatheringInput:
    slug: str = strawberry.field(description="The last part of the circle's address.")
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = strawberry.field(default="", description="Where it is held.")
    link: str = ""
    agenda: str = ""
    idempotency_key: str | None = None


@strawberry.input(description=f"What is left out stays as it is. {CLOCK}")
class ChangeGatheringInput:
    gathering_id: strawberry.ID
    title: str | None = strawberry.UNSET
    starts_at: datetime | None = strawberry.UNSET
    ends_at: datetime | None = strawberry.UNSET
    place: str | None = strawberry.field(default=strawberry.UNSET, description="Where it is held.")
    link: str | None = strawberry.UNSET
    agenda: str | None = strawberry.UNSET
    idempotency_key: str | None = None


@strawberry.input
class CancelGatheringInput:
    gathering_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.type
class PlanGatheringSuccess:
    gathering: Gathering


@strawberry.type
class ChangeGatheringSuccess:
    gathering: Gathering


@strawberry.type
class CancelGatheringSuccess:
    gathering: Gathering


PlanGatheringResult = Annotated[
    PlanGatheringSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PlanGatheringResult"),
]
ChangeGatheringResult = Annotated[
    ChangeGatheringSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ChangeGatheringResult"),
]
CancelGatheringResult = Annotated[
    CancelGatheringSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CancelGatheringResult"),
]


@strawberry.type
class GatheringsQuery:
    @strawberry.field(description="A circle's gatherings: those to come, soonest first, or the past ones.")
    async def gatherings(
        self,
        info: Info,
        slug: CircleSlug,
        past: Annotated[
            bool, strawberry.argument(description="The past ones rather than those to come.")
        ] = False,
        first: int = 20,
        after: str | None = None,
    ) -> Connection[Gathering]:
        actor, session = info.context.caller("circles"), info.context.session
        circle = await circles.get_circle(session, actor, slug)
        page = Page(first, after)
        listing = await circles.visible_gatherings(session, actor, circle.id, page, past=past)
        return connection(listing, gathering_node)

    @strawberry.field(description="One gathering of a circle that the caller may see.")
    async def gathering(self, info: Info, id: strawberry.ID) -> Gathering | None:
        actor, session = info.context.caller("circles"), info.context.session
        found = await circles.get_gathering(session, actor, decode(id, "Gathering"))
        return gathering_node(await circles.gathering_row(session, actor, found.id))


@strawberry.type
class GatheringsMutation:
    @strawberry.mutation(description="Plan a gathering, as a lead of the circle.")
    async def plan_gathering(self, info: Info, input: PlanGatheringInput) -> PlanGatheringResult:
        async def act(session: Session, actor: Actor) -> UUID:
            circle = await circles.get_circle(session, actor, input.slug)
            given = checked(GatheringInput, strawberry.asdict(input))
            return (await circles.plan_gathering(session, actor, circle, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> PlanGatheringSuccess:
            return PlanGatheringSuccess(gathering=await shown_gathering(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Change a gathering; members are asked again when its time moves.")
    async def change_gathering(self, info: Info, input: ChangeGatheringInput) -> ChangeGatheringResult:
        async def act(session: Session, actor: Actor) -> UUID:
            gathering = await found_gathering(session, actor, input.gathering_id)
            kept = {name: getattr(gathering, name) for name in GatheringInput.model_fields}
            values: dict[str, Any] = {k: v for k, v in plain(vars(input)).items() if v is not None}
            await circles.change_gathering(session, actor, gathering, checked(GatheringInput, kept | values))
            return gathering.id

        async def show(context: Context, actor: Actor, id: UUID) -> ChangeGatheringSuccess:
            return ChangeGatheringSuccess(gathering=await shown_gathering(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Call a gathering off.")
    async def cancel_gathering(self, info: Info, input: CancelGatheringInput) -> CancelGatheringResult:
        async def act(session: Session, actor: Actor) -> UUID:
            gathering = await found_gathering(session, actor, input.gathering_id)
            return (await circles.cancel_gathering(session, actor, gathering)).id

        async def show(context: Context, actor: Actor, id: UUID) -> CancelGatheringSuccess:
            return CancelGatheringSuccess(gathering=await shown_gathering(context, actor, id))

        return await transact(info, "circles", input, act, show)


async def found_gathering(session: Session, actor: Actor, id: str) -> circles.Gathering:
    """The gathering with this global id. Errors: NotFound, BadId."""
    return await circles.get_gathering(session, actor, decode(id, "Gathering", "gathering_id"))


async def shown_gathering(context: Context, actor: Actor, gathering_id: UUID) -> Gathering:
    """The node of this gathering, as the actor may see it."""
    return gathering_node(await circles.gathering_row(context.session, actor, gathering_id))
