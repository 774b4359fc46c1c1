"""Perks: what the charter opens to those who signed it."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.texts import LocalizedText, LocalizedTextInput, localized
from schema.transaction import transact


@strawberry.type(description="Preferential conditions on a product; `kind` null is for every member.")
class Perk(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    product: str = strawberry.field(description="The product tried.")
    offer: LocalizedText = strawberry.field(description="The conditions.")
    kind: circles.CircleKind | None = strawberry.field(
        description="The kind of circle it is for; null for every member."
    )
    ends_on: date | None


def perk_node(row: circles.PerkRow) -> Perk:
    return Perk(
        id=row.id, product=row.product, offer=localized(row.offer), kind=row.kind, ends_on=row.ends_on
    )


@strawberry.input
class AddPerkInput:
    product: str = strawberry.field(description="The product tried.")
    offer: LocalizedTextInput = strawberry.field(description="The conditions.")
    kind: circles.CircleKind | None = strawberry.field(
        default=None, description="The kind of circle it is for; null for every member."
    )
    ends_on: date | None = None
    idempotency_key: str | None = None


@strawberry.input
class RemovePerkInput:
    perk_id: strawberry.ID
    idempotency_key: str | None = None


@strawberry.type
class AddPerkSuccess:
    perk: Perk = strawberry.field(description="The perk.")


@strawberry.type
class RemovePerkSuccess:
    perk_id: strawberry.ID


AddPerkResult = Annotated[
    AddPerkSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AddPerkResult"),
]
RemovePerkResult = Annotated[
    RemovePerkSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RemovePerkResult"),
]


@strawberry.type
class PerksQuery:
    @strawberry.field(description="The perks open to the caller; none before they sign the charter in force.")
    async def perks(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Perk]:
        actor, session = info.context.caller("circles"), info.context.session
        return connection(await circles.visible_perks(session, actor, Page(first, after)), perk_node)


@strawberry.type
class PerksMutation:
    @strawberry.mutation(description="Open preferential conditions on a product.")
    async def add_perk(self, info: Info, input: AddPerkInput) -> AddPerkResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = checked(circles.PerkInput, strawberry.asdict(input))
            return (await circles.add_perk(session, actor, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AddPerkSuccess:
            return AddPerkSuccess(perk=perk_node(await circles.get_perk(context.session, id)))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Close preferential conditions on a product.")
    async def remove_perk(self, info: Info, input: RemovePerkInput) -> RemovePerkResult:
        async def act(session: Session, actor: Actor) -> UUID:
            perk_id = decode(input.perk_id, "Perk", "perk_id")
            await circles.remove_perk(session, actor, perk_id)
            return perk_id

        async def show(context: Context, actor: Actor, id: UUID) -> RemovePerkSuccess:
            return RemovePerkSuccess(perk_id=input.perk_id)

        return await transact(info, "circles", input, act, show)
