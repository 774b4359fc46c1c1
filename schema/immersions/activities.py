"""Activities: writing one with its kit in both languages, what it may ask to hold, offering it no more."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.activity_types import Activity, Prerequisite, activity_node, prerequisite_of
from schema.texts import LocalizedTextInput
from schema.transaction import transact


@strawberry.input(description="An activity with its kit.")
class AddActivityInput:
    name: LocalizedTextInput
    kind: immersions.ActivityKind = strawberry.field(description="The kind of immersion.")
    kit: LocalizedTextInput | None = strawberry.field(
        default=None, description="How to prepare, in Markdown."
    )
    script: LocalizedTextInput | None = strawberry.field(
        default=None, description="The script of a call-back."
    )
    rules: list[LocalizedTextInput] = strawberry.field(
        default_factory=list, description="What visitor and host acknowledge before, at most 20 lines."
    )
    prerequisites: list[str] = strawberry.field(
        default_factory=list, description="The codes of what one must hold."
    )
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The part of the company that may offer it; the whole without one."
    )
    idempotency_key: str | None = None


@strawberry.input(description="The whole of an activity as it is to be.")
class ChangeActivityInput(AddActivityInput):
    activity_id: strawberry.ID = strawberry.field(default=strawberry.ID(""), description="The activity.")


@strawberry.input
class RetireActivityInput:
    activity_id: strawberry.ID = strawberry.field(description="The activity.")
    idempotency_key: str | None = None


@strawberry.input(description="Something to hold before an activity.")
class AddPrerequisiteInput:
    name: LocalizedTextInput
    code: str = strawberry.field(default="", description="Made of its French name when left out.")
    idempotency_key: str | None = None


@strawberry.type
class AddActivitySuccess:
    activity: Activity = strawberry.field(description="The activity.")


@strawberry.type
class AddPrerequisiteSuccess:
    prerequisite: Prerequisite = strawberry.field(description="The prerequisite.")


@strawberry.type
class ChangeActivitySuccess:
    activity: Activity = strawberry.field(description="The activity.")


@strawberry.type
class RetireActivitySuccess:
    activity: Activity = strawberry.field(description="The activity.")


AddActivityResult = Annotated[
    AddActivitySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AddActivityResult"),
]
AddPrerequisiteResult = Annotated[
    AddPrerequisiteSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AddPrerequisiteResult"),
]
ChangeActivityResult = Annotated[
    ChangeActivitySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ChangeActivityResult"),
]
RetireActivityResult = Annotated[
    RetireActivitySuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RetireActivityResult"),
]


@strawberry.type
class ActivitiesQuery:
    @strawberry.field(description="Everything that an activity may ask to hold, at most 200.")
    async def prerequisites(self, info: Info) -> list[Prerequisite]:
        info.context.caller("immersions")
        return [prerequisite_of(one) for one in await immersions.prerequisites(info.context.session)]


@strawberry.type
class ActivitiesMutation:
    @strawberry.mutation(description="Write an activity that hosts may offer.")
    async def add_activity(self, info: Info, input: AddActivityInput) -> AddActivityResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = await _given(session, input)
            return (await immersions.add_activity(session, actor, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AddActivitySuccess:
            return AddActivitySuccess(activity=await _shown(context, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Add something that an activity may ask to hold.")
    async def add_prerequisite(self, info: Info, input: AddPrerequisiteInput) -> AddPrerequisiteResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = checked(immersions.PrerequisiteInput, {"name": vars(input.name), "code": input.code})
            return (await immersions.add_prerequisite(session, actor, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AddPrerequisiteSuccess:
            found = await immersions.prerequisite(context.session, id)
            return AddPrerequisiteSuccess(prerequisite=prerequisite_of(found))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Rewrite an activity; offers of it show the new one.")
    async def change_activity(self, info: Info, input: ChangeActivityInput) -> ChangeActivityResult:
        async def act(session: Session, actor: Actor) -> UUID:
            found = await immersions.get_activity(session, _id(input.activity_id))
            given = await _given(session, input)
            return (await immersions.change_activity(session, actor, found, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> ChangeActivitySuccess:
            return ChangeActivitySuccess(activity=await _shown(context, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Offer an activity no more; what was offered keeps it.")
    async def retire_activity(self, info: Info, input: RetireActivityInput) -> RetireActivityResult:
        async def act(session: Session, actor: Actor) -> UUID:
            found = await immersions.get_activity(session, _id(input.activity_id))
            return (await immersions.retire_activity(session, actor, found)).id

        async def show(context: Context, actor: Actor, id: UUID) -> RetireActivitySuccess:
            return RetireActivitySuccess(activity=await _shown(context, id))

        return await transact(info, "immersions", input, act, show)


def _id(given: str) -> UUID:
    return decode(given, "Activity", "activity_id")


async def _given(session: Session, input: AddActivityInput) -> immersions.ActivityInput:
    values: dict[str, Any] = {
        "name": vars(input.name),
        "kind": input.kind,
        "kit": vars(input.kit) if input.kit else {},
        "script": vars(input.script) if input.script else {},
        "checklist": [vars(one) for one in input.rules],
        "prerequisite_ids": await immersions.prerequisite_ids(session, input.prerequisites),
        "org_unit_id": decode(input.org_unit_id, "OrgUnit", "org_unit_id") if input.org_unit_id else None,
    }
    return checked(immersions.ActivityInput, values)


async def _shown(context: Context, activity_id: UUID) -> Activity:
    return activity_node(await immersions.get_activity(context.session, activity_id))
