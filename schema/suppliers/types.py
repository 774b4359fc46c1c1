"""Suppliers, and the reports that were put to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import suppliers
from backend.core.actor import Actor
from schema.context import Context, Info
from schema.node import finds, linked

if TYPE_CHECKING:
    from schema.reports.types import Report

strawberry.enum(
    suppliers.CaseStatus, name="SupplierCaseStatus", description="How far the supplier says it has come."
)


@strawberry.type(description="A maker of what customers have at home.")
class Supplier(Node):
    id: NodeID[UUID]
    name: str
    products: str = strawberry.field(description="What it makes, in words.")
    closed_at: datetime | None = strawberry.field(description="Since when it takes no more cases, in UTC.")
    open_count: int = strawberry.field(description="How many cases wait for it to fix or refuse them.")


@strawberry.type(description="A report put to a supplier.")
class SupplierCase(Node):
    id: NodeID[UUID]
    supplier_name: str = strawberry.field(description="Whom it was put to.")
    message: str = strawberry.field(description="What was sent.")
    status: suppliers.CaseStatus
    external_reference: str = strawberry.field(description="The supplier's own number; empty before.")
    answer: str = strawberry.field(description="What the supplier says; empty before.")
    sent_at: datetime = strawberry.field(description="When it was sent, in UTC.")
    updated_at: datetime = strawberry.field(description="When something was last said of it, in UTC.")
    report_id: strawberry.Private[UUID]

    @strawberry.field(description="What was put to the supplier.")
    async def report(self, info: Info) -> Annotated["Report", strawberry.lazy("schema.reports.types")] | None:
        found: Report | None = await linked(info, "Report", self.report_id)
        return found


def supplier_node(row: suppliers.SupplierRow) -> Supplier:
    return Supplier(
        id=row.id,
        name=row.name,
        products=row.products,
        closed_at=row.closed_at,
        open_count=row.open_count,
    )


def case_node(row: suppliers.CaseRow) -> SupplierCase:
    return SupplierCase(
        id=row.id,
        supplier_name=row.supplier_name,
        message=row.message,
        status=row.status,
        external_reference=row.external_reference,
        answer=row.answer,
        sent_at=row.sent_at,
        updated_at=row.updated_at,
        report_id=row.report_id,
    )


@finds("Supplier", "reports")
async def _suppliers(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await suppliers.suppliers_by_ids(context.session, ids)
    return {key: supplier_node(row) for key, row in rows.items()}


@finds("SupplierCase", "reports")
async def _cases(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await suppliers.cases_by_ids(context.session, ids)
    return {key: case_node(row) for key, row in rows.items()}
