"""Answering back by GraphQL: what units were promised after their results."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from backend import commitments, pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.commitments import Commitment, commitment_node
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.themes import SurveyTheme
from schema.transaction import transact


@strawberry.type
class UnitCommitmentsQuery:
    @strawberry.field(description="What a unit was promised after its results, newest first.")
    async def commitments(
        self,
        info: Info,
        org_unit_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="The unit; left out, what everybody was promised."),
        ] = None,
        first: int = 20,
        after: str | None = None,
    ) -> Connection[Commitment]:
        info.context.caller("commitments")
        unit = decode(org_unit_id, "OrgUnit", "org_unit_id") if org_unit_id else None
        found = await pulse.commitments_to(info.context.session, unit, Page(first, after))
        return connection(found, lambda one: commitment_node(one.commitment, one))


@strawberry.input
class PublishCommitmentInput:
    wave_id: strawberry.ID = strawberry.field(description="The sealed wave whose results it answers.")
    org_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit it is made to; left out, everybody asked."
    )
    theme: SurveyTheme = strawberry.field(description="The theme it is about.")
    what: str = strawberry.field(description="What is promised, in at most 400 characters.")
    due_on: date = strawberry.field(description="For when.")
    owner_id: strawberry.ID | None = strawberry.field(
        default=None, description="Who takes it on; left out, the caller."
    )
    idempotency_key: str | None = None


@strawberry.type
class PublishCommitmentSuccess:
    commitment: Commitment = strawberry.field(description="The commitment, as its people read it.")


PublishCommitmentResult = Annotated[
    PublishCommitmentSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PublishCommitmentResult"),
]


@strawberry.type
class UnitCommitmentsMutation:
    @strawberry.mutation(description="Commit to something after the results of a unit that the caller leads.")
    async def publish_commitment(self, info: Info, input: PublishCommitmentInput) -> PublishCommitmentResult:
        async def act(session: Session, actor: Actor) -> UUID:
            wave_id = decode(input.wave_id, "Wave", "wave_id")
            unit = decode(input.org_unit_id, "OrgUnit", "org_unit_id") if input.org_unit_id else None
            owner = decode(input.owner_id, "Person", "owner_id") if input.owner_id else None
            values = {"theme": input.theme, "what": input.what, "due_on": input.due_on, "owner_id": owner}
            given = checked(pulse.CommitmentInput, values)
            return (await pulse.publish_commitment(session, actor, wave_id, unit, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> PublishCommitmentSuccess:
            row = await commitments.commitment_row(context.session, id)
            made_to = await pulse.promises_by_ids(context.session, [id])
            return PublishCommitmentSuccess(commitment=commitment_node(row, made_to.get(id)))

        return await transact(info, "pulse", input, act, show)
