"""The list of suppliers, kept by administrators."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import suppliers
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.pages import Connection, connection
from schema.suppliers.types import Supplier, supplier_node
from schema.transaction import transact


@strawberry.input
class AddSupplierInput:
    name: str
    products: str = strawberry.field(default="", description="What it makes, in words.")
    idempotency_key: str | None = None


@strawberry.input
class CloseSupplierInput:
    supplier_id: strawberry.ID = strawberry.field(description="The supplier.")
    idempotency_key: str | None = None


@strawberry.type
class AddSupplierSuccess:
    supplier: Supplier = strawberry.field(description="The supplier.")


@strawberry.type
class CloseSupplierSuccess:
    supplier: Supplier = strawberry.field(description="The supplier, closed.")


AddSupplierResult = Annotated[
    AddSupplierSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AddSupplierResult"),
]
CloseSupplierResult = Annotated[
    CloseSupplierSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CloseSupplierResult"),
]


@strawberry.type
class SuppliersQuery:
    @strawberry.field(description="Suppliers, by name.")
    async def suppliers(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Supplier]:
        info.context.caller("reports")
        listing = await suppliers.visible_suppliers(info.context.session, Page(first, after))
        return connection(listing, supplier_node)


@strawberry.type
class ListMutation:
    @strawberry.mutation(description="Add a supplier.")
    async def add_supplier(self, info: Info, input: AddSupplierInput) -> AddSupplierResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = checked(suppliers.SupplierInput, strawberry.asdict(input))
            return (await suppliers.add_supplier(session, actor, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AddSupplierSuccess:
            return AddSupplierSuccess(supplier=await _supplier(context, id))

        return await transact(info, "reports", input, act, show)

    @strawberry.mutation(description="Put nothing more to a supplier.")
    async def close_supplier(self, info: Info, input: CloseSupplierInput) -> CloseSupplierResult:
        async def act(session: Session, actor: Actor) -> UUID:
            supplier_id = decode(input.supplier_id, "Supplier", "supplier_id")
            return (await suppliers.close_supplier(session, actor, supplier_id)).id

        async def show(context: Context, actor: Actor, id: UUID) -> CloseSupplierSuccess:
            return CloseSupplierSuccess(supplier=await _supplier(context, id))

        return await transact(info, "reports", input, act, show)


async def _supplier(context: Context, supplier_id: UUID) -> Supplier:
    return supplier_node((await suppliers.suppliers_by_ids(context.session, [supplier_id]))[supplier_id])
