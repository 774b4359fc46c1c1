"""Editions: reading them, opening, cloning, setting and advancing one."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.types import Edition, edition_node
from schema.pages import Connection, connection
from schema.transaction import transact


@strawberry.input(description="When a phase opens by itself; null for by hand.")
class PhaseDateInput:
    phase: immersions.Phase = strawberry.field(description="Which phase.")
    opens_at: datetime | None = strawberry.field(
        default=None, description="Without an offset, on the clocks of the edition."
    )


@strawberry.input(description="Sets a new edition, in its phase of offers.")
class OpenEditionInput:
    name: str
    summary: str = strawberry.field(default="", description="A sentence about it.")
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit that runs it; left out, the whole company."
    )
    unit_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The units it is for, with all below; none for all of its own."
    )
    site_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The sites it is for; none for every site."
    )
    most_wishes: int = strawberry.field(default=5, description="Wishes a person, 1 to 5.")
    furthest_km: int | None = strawberry.field(default=None, description="The furthest anybody is sent.")
    approval: immersions.ApprovalMode = strawberry.field(
        default=immersions.ApprovalMode.MANUAL, description="How managers approve."
    )
    approval_hours: int | None = strawberry.field(
        default=None, description="With `BELOW_HOURS`: from how many hours a manager is asked."
    )
    rest_hours: int = strawberry.field(default=11, description="The rest between two engagements.")
    join_handoffs: bool = strawberry.field(
        default=False, description="Favour visits between the two sides of the handoffs that hurt most."
    )
    phases: list[PhaseDateInput] = strawberry.field(
        default_factory=list, description="Those that open by themselves."
    )
    idempotency_key: str | None = None


@strawberry.input(description="The whole of an edition as it is to be.")
class ChangeEditionInput(OpenEditionInput):
    slug: str = ""


@strawberry.input(description="Phases keep their distances from the first.")
class CloneEditionInput:
    slug: str
    name: str
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="The unit that runs it; left out, the same one; null, the whole company.",
    )
    starts_at: datetime | None = strawberry.field(
        default=None, description="When the first phase opens; left out, phases open by hand."
    )
    idempotency_key: str | None = None


@strawberry.input
class AdvancePhaseInput:
    slug: str
    to: immersions.Phase | None = strawberry.field(
        default=None, description="The phase to open: refused where another one comes next."
    )
    idempotency_key: str | None = None


@strawberry.type
class OpenEditionSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class ChangeEditionSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class CloneEditionSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class AdvancePhaseSuccess:
    edition: Edition = strawberry.field(description="The edition.")


OpenEditionResult = Annotated[
    OpenEditionSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("OpenEditionResult"),
]
ChangeEditionResult = Annotated[
    ChangeEditionSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ChangeEditionResult"),
]
CloneEditionResult = Annotated[
    CloneEditionSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CloneEditionResult"),
]
AdvancePhaseResult = Annotated[
    AdvancePhaseSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AdvancePhaseResult"),
]


@strawberry.type
class EditionsQuery:
    @strawberry.field(description="The editions the caller may know of, the newest first.")
    async def editions(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Edition]:
        actor = info.context.caller("immersions")
        listing = await immersions.visible_editions(info.context.session, actor, Page(first, after))
        return connection(listing, edition_node)

    @strawberry.field(description="One edition; null where there is none for the caller.")
    async def edition(self, info: Info, slug: str) -> Edition | None:
        actor, session = info.context.caller("immersions"), info.context.session
        found = await immersions.get_edition(session, actor, slug)
        return await _shown(info.context, actor, found.id)


@strawberry.type
class EditionsMutation:
    @strawberry.mutation(description="Open an edition, for a part of the company that the caller leads.")
    async def open_edition(self, info: Info, input: OpenEditionInput) -> OpenEditionResult:
        async def act(session: Session, actor: Actor) -> UUID:
            return (await immersions.open_edition(session, actor, _given(input))).id

        async def show(context: Context, actor: Actor, id: UUID) -> OpenEditionSuccess:
            return OpenEditionSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Set an edition otherwise; phases already open keep their dates.")
    async def change_edition(self, info: Info, input: ChangeEditionInput) -> ChangeEditionResult:
        async def act(session: Session, actor: Actor) -> UUID:
            found = await immersions.get_edition(session, actor, input.slug)
            return (await immersions.change_edition(session, actor, found, _given(input))).id

        async def show(context: Context, actor: Actor, id: UUID) -> ChangeEditionSuccess:
            return ChangeEditionSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Open an edition with the settings of another.")
    async def clone_edition(self, info: Info, input: CloneEditionInput) -> CloneEditionResult:
        async def act(session: Session, actor: Actor) -> UUID:
            found = await immersions.get_edition(session, actor, input.slug)
            values: dict[str, Any] = {
                "name": input.name,
                "starts_at": input.starts_at,
                "org_unit_id": input.org_unit_id,
            }
            if input.org_unit_id:
                values["org_unit_id"] = decode(input.org_unit_id, "OrgUnit", "org_unit_id")
            given = checked(immersions.CloneInput, plain(values))
            return (await immersions.clone_edition(session, actor, found, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> CloneEditionSuccess:
            return CloneEditionSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Open the next phase by hand.")
    async def advance_phase(self, info: Info, input: AdvancePhaseInput) -> AdvancePhaseResult:
        async def act(session: Session, actor: Actor) -> UUID:
            found = await immersions.get_edition(session, actor, input.slug)
            return (await immersions.advance_phase(session, actor, found, to=input.to)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AdvancePhaseSuccess:
            return AdvancePhaseSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)


def _given(input: OpenEditionInput) -> immersions.EditionInput:
    values: dict[str, Any] = plain(vars(input))
    if input.org_unit_id:
        values["org_unit_id"] = decode(input.org_unit_id, "OrgUnit", "org_unit_id")
    values["unit_ids"] = [decode(one, "OrgUnit", "unit_ids") for one in input.unit_ids]
    values["site_ids"] = [decode(one, "Site", "site_ids") for one in input.site_ids]
    values["phases"] = [vars(one) for one in input.phases]
    return checked(immersions.EditionInput, values)


async def _shown(context: Context, actor: Actor, edition_id: UUID) -> Edition:
    return edition_node(await immersions.edition_row(context.session, actor, edition_id))
