"""Who comes to a gathering: replying, recording who came."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page
from schema.circles.gatherings import Gathering, found_gathering, shown_gathering
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.identity import Person
from schema.ids import decode
from schema.pages import Connection, connection
from schema.transaction import transact


@strawberry.type(description="A member of the circle towards one gathering.")
class Attendee:
    person: Person
    reply: circles.Reply | None = strawberry.field(description="What they answered; null before.")
    attended: bool | None = strawberry.field(description="Whether they came; null until it is recorded.")


def attendee_node(row: circles.AttendeeRow) -> Attendee:
    person = Person(id=row.person_id, display_name=row.name)
    return Attendee(person=person, reply=row.reply, attended=row.attended)


@strawberry.input
class ReplyToGatheringInput:
    gathering_id: strawberry.ID
    reply: circles.Reply = strawberry.field(description="What the caller answers.")
    idempotency_key: str | None = None


@strawberry.input(description="Ids of people; whoever is in neither list keeps what was recorded.")
class RecordAttendanceInput:
    gathering_id: strawberry.ID
    present: list[strawberry.ID] = strawberry.field(description="Who came.")
    absent: list[strawberry.ID] = strawberry.field(default_factory=list, description="Who did not come.")
    idempotency_key: str | None = None


@strawberry.type
class ReplyToGatheringSuccess:
    gathering: Gathering


@strawberry.type
class RecordAttendanceSuccess:
    gathering: Gathering


ReplyToGatheringResult = Annotated[
    ReplyToGatheringSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReplyToGatheringResult"),
]
RecordAttendanceResult = Annotated[
    RecordAttendanceSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RecordAttendanceResult"),
]


@strawberry.type
class AttendanceQuery:
    @strawberry.field(description="The circle's members and their replies; for members.")
    async def attendees(
        self, info: Info, gathering_id: strawberry.ID, first: int = 20, after: str | None = None
    ) -> Connection[Attendee]:
        actor, session = info.context.caller("circles"), info.context.session
        found = await found_gathering(session, actor, gathering_id)
        return connection(await circles.attendees(session, actor, found, Page(first, after)), attendee_node)


@strawberry.type
class AttendanceMutation:
    @strawberry.mutation(description="Say whether the caller comes; members only.")
    async def reply_to_gathering(self, info: Info, input: ReplyToGatheringInput) -> ReplyToGatheringResult:
        async def act(session: Session, actor: Actor) -> UUID:
            gathering = await found_gathering(session, actor, input.gathering_id)
            await circles.reply_to_gathering(session, actor, gathering, input.reply)
            return gathering.id

        async def show(context: Context, actor: Actor, id: UUID) -> ReplyToGatheringSuccess:
            return ReplyToGatheringSuccess(gathering=await shown_gathering(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Record who came, once it has started; for leads.")
    async def record_attendance(self, info: Info, input: RecordAttendanceInput) -> RecordAttendanceResult:
        async def act(session: Session, actor: Actor) -> UUID:
            gathering = await found_gathering(session, actor, input.gathering_id)
            present, absent = (
                [decode(one, "Person", field) for one in ids]
                for field, ids in (("present", input.present), ("absent", input.absent))
            )
            await circles.record_attendance(session, actor, gathering, present=present, absent=absent)
            return gathering.id

        async def show(context: Context, actor: Actor, id: UUID) -> RecordAttendanceSuccess:
            return RecordAttendanceSuccess(gathering=await shown_gathering(context, actor, id))

        return await transact(info, "circles", input, act, show)
