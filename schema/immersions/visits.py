"""The day: arriving, missing it, acknowledging its rules, ticking hearts, noting irritants for oneself."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.on_edition import edition_shown, on_edition
from schema.immersions.types import Edition
from schema.transaction import transact


@strawberry.input
class CheckInInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    code: str | None = strawberry.field(
        default=None, description="The host's short code, if it was typed or scanned."
    )
    person_id: strawberry.ID | None = strawberry.field(
        default=None, description="Somebody else, for their host and whoever runs the edition."
    )
    idempotency_key: str | None = None


@strawberry.input
class MissVisitInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    person_id: strawberry.ID | None = strawberry.field(
        default=None, description="Somebody else, for their host and whoever runs the edition."
    )
    idempotency_key: str | None = None


@strawberry.input
class AcknowledgeRulesInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    slot_id: strawberry.ID | None = strawberry.field(
        default=None, description="A date that the caller hosts; their own day without one."
    )
    idempotency_key: str | None = None


@strawberry.input
class TickHeartInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    heart: immersions.Heart = strawberry.field(description="Which step.")
    done: bool = strawberry.field(default=True, description="Filled, or empty again.")
    idempotency_key: str | None = None


@strawberry.input
class NoteOnTheDayInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    text: str = strawberry.field(description="What is stuck.")
    step_id: strawberry.ID | None = strawberry.field(
        default=None, description="The step it is on, if it is on one."
    )
    handoff_id: strawberry.ID | None = strawberry.field(
        default=None, description="The handoff it is on, if it is on one."
    )
    idempotency_key: str | None = None


@strawberry.input
class DropNoteInput:
    note_id: strawberry.ID = strawberry.field(description="The note.")
    idempotency_key: str | None = None


@strawberry.type
class CheckInSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class MissVisitSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class AcknowledgeRulesSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class TickHeartSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class NoteOnTheDaySuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class DropNoteSuccess:
    edition: Edition = strawberry.field(description="The edition.")


CheckInResult = Annotated[
    CheckInSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CheckInResult"),
]
MissVisitResult = Annotated[
    MissVisitSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("MissVisitResult"),
]
AcknowledgeRulesResult = Annotated[
    AcknowledgeRulesSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AcknowledgeRulesResult"),
]
TickHeartResult = Annotated[
    TickHeartSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("TickHeartResult"),
]
NoteOnTheDayResult = Annotated[
    NoteOnTheDaySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("NoteOnTheDayResult"),
]
DropNoteResult = Annotated[
    DropNoteSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DropNoteResult"),
]


@strawberry.type
class VisitsMutation:
    @strawberry.mutation(description="Say that the caller has arrived; hosts and leaders say it of others.")
    async def check_in(self, info: Info, input: CheckInInput) -> CheckInResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            person_id = decode(input.person_id, "Person", "person_id") if input.person_id else None
            await immersions.check_in(session, actor, edition, code=input.code, person_id=person_id)

        return await on_edition(info, input, act, CheckInSuccess)

    @strawberry.mutation(description="Say that the caller could not come, or that somebody did not.")
    async def miss_visit(self, info: Info, input: MissVisitInput) -> MissVisitResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            person_id = decode(input.person_id, "Person", "person_id") if input.person_id else None
            await immersions.miss_visit(session, actor, edition, person_id=person_id)

        return await on_edition(info, input, act, MissVisitSuccess)

    @strawberry.mutation(description="Acknowledge the rules of a day, as its visitor or as its host.")
    async def acknowledge_rules(self, info: Info, input: AcknowledgeRulesInput) -> AcknowledgeRulesResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            if input.slot_id:
                slot_id = decode(input.slot_id, "OfferSlot", "slot_id")
                await immersions.acknowledge_as_host(session, actor, edition, slot_id)
            else:
                await immersions.acknowledge_rules(session, actor, edition)

        return await on_edition(info, input, act, AcknowledgeRulesSuccess)

    @strawberry.mutation(description="Fill or empty a heart that is ticked by hand.")
    async def tick_heart(self, info: Info, input: TickHeartInput) -> TickHeartResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            await immersions.tick_heart(session, actor, edition, input.heart, done=input.done)

        return await on_edition(info, input, act, TickHeartSuccess)

    @strawberry.mutation(description="Note an irritant for oneself, until the debrief.")
    async def note_on_the_day(self, info: Info, input: NoteOnTheDayInput) -> NoteOnTheDayResult:
        async def act(session: Session, actor: Actor, edition: immersions.Edition) -> None:
            values = {"text": input.text, "place": place_of(input.step_id, input.handoff_id)}
            given = checked(immersions.NoteInput, values)
            await immersions.note_on_the_day(session, actor, edition, given)

        return await on_edition(info, input, act, NoteOnTheDaySuccess)

    @strawberry.mutation(description="Take a note of one's own out.")
    async def drop_note(self, info: Info, input: DropNoteInput) -> DropNoteResult:
        async def act(session: Session, actor: Actor) -> UUID:
            note_id = decode(input.note_id, "DayNote", "note_id")
            return (await immersions.drop_note(session, actor, note_id)).id

        return await transact(info, "immersions", input, act, edition_shown(DropNoteSuccess))


def place_of(step_id: str | None, handoff_id: str | None) -> UUID | None:
    """The step or the handoff meant; None for neither."""
    if step_id:
        return decode(step_id, "JourneyStep", "step_id")
    return decode(handoff_id, "Handoff", "handoff_id") if handoff_id else None
