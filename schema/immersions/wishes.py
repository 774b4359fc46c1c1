"""Wishes and the approvals they ask for."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.immersions.types import Edition, edition_node
from schema.transaction import transact


@strawberry.input(description="The whole list, the first wish first; an empty one withdraws all.")
class RankWishesInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    offer_ids: list[strawberry.ID] = strawberry.field(description="The offers wished for.")
    idempotency_key: str | None = None


@strawberry.input(description="What is left out is open.")
class SayConstraintsInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    days: list[date] = strawberry.field(default_factory=list, description="Possible days.")
    furthest_km: int | None = strawberry.field(default=None, description="The furthest the caller travels.")
    needs: str = strawberry.field(default="", description="For the final host alone.")
    prerequisites: list[str] | None = strawberry.field(
        default=None, description="The codes of what the caller holds; left out, what they said before."
    )
    idempotency_key: str | None = None


@strawberry.input
class ApproveAbsenceInput:
    edition_slug: str = strawberry.field(description="The last part of the edition's address.")
    person_id: strawberry.ID
    accept: bool = strawberry.field(default=True, description="Whether the caller says yes.")
    offer_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Those wishes; none for all that wait."
    )
    note: str = strawberry.field(default="", description="A few words to the person.")
    idempotency_key: str | None = None


@strawberry.type
class RankWishesSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class SayConstraintsSuccess:
    edition: Edition = strawberry.field(description="The edition.")


@strawberry.type
class ApproveAbsenceSuccess:
    edition: Edition = strawberry.field(description="The edition.")


RankWishesResult = Annotated[
    RankWishesSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RankWishesResult"),
]
SayConstraintsResult = Annotated[
    SayConstraintsSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SayConstraintsResult"),
]
ApproveAbsenceResult = Annotated[
    ApproveAbsenceSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ApproveAbsenceResult"),
]


@strawberry.type
class WishesMutation:
    @strawberry.mutation(description="Bring the caller's wishes in an edition to this list.")
    async def rank_wishes(self, info: Info, input: RankWishesInput) -> RankWishesResult:
        async def act(session: Session, actor: Actor) -> UUID:
            edition = await immersions.get_edition(session, actor, input.edition_slug)
            ids = [decode(one, "Offer", "offer_ids") for one in input.offer_ids]
            await immersions.rank_wishes(session, actor, edition, ids)
            return edition.id

        async def show(context: Context, actor: Actor, id: UUID) -> RankWishesSuccess:
            return RankWishesSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Say the days, the distance and the needs of the caller.")
    async def say_constraints(self, info: Info, input: SayConstraintsInput) -> SayConstraintsResult:
        async def act(session: Session, actor: Actor) -> UUID:
            edition = await immersions.get_edition(session, actor, input.edition_slug)
            held = await immersions.my_constraints(session, actor, edition.id)
            ids = list(held.prerequisite_ids)
            if input.prerequisites is not None:
                ids = await immersions.prerequisite_ids(session, input.prerequisites)
            values = {**vars(input), "prerequisite_ids": ids}
            given = checked(immersions.ParticipantInput, values)
            await immersions.say_constraints(session, actor, edition, given)
            return edition.id

        async def show(context: Context, actor: Actor, id: UUID) -> SayConstraintsSuccess:
            return SayConstraintsSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)

    @strawberry.mutation(description="Say, as their manager, whether somebody may be away.")
    async def approve_absence(self, info: Info, input: ApproveAbsenceInput) -> ApproveAbsenceResult:
        async def act(session: Session, actor: Actor) -> UUID:
            edition = await immersions.get_edition(session, actor, input.edition_slug)
            await immersions.approve_absence(
                session,
                actor,
                edition,
                decode(input.person_id, "Person", "person_id"),
                accept=input.accept,
                offer_ids=[decode(one, "Offer", "offer_ids") for one in input.offer_ids],
                note=input.note,
            )
            return edition.id

        async def show(context: Context, actor: Actor, id: UUID) -> ApproveAbsenceSuccess:
            return ApproveAbsenceSuccess(edition=await _shown(context, actor, id))

        return await transact(info, "immersions", input, act, show)


async def _shown(context: Context, actor: Actor, edition_id: UUID) -> Edition:
    return edition_node(await immersions.edition_row(context.session, actor, edition_id))
