"""Suppliers and cases as everybody may read them: one statement a list, plain rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.listing import Listing, Page, listed, listed_by
from backend.suppliers.models import CASES, SUPPLIERS, CaseStatus

SETTLED = (CaseStatus.FIXED, CaseStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier; `open_count` of its cases wait for it to fix or refuse them."""

    id: UUID
    name: str
    products: str
    closed_at: datetime | None
    open_count: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    id: UUID
    report_id: UUID
    supplier_id: UUID
    supplier_name: str
    message: str
    status: CaseStatus
    external_reference: str
    answer: str
    sent_at: datetime
    updated_at: datetime


async def visible_suppliers(
    session: Session, page: Page, *, still_open: bool = False
) -> Listing[SupplierRow]:
    """One page of the suppliers by name; those that take cases, if asked."""
    statement = _suppliers()
    if still_open:
        statement = statement.where(SUPPLIERS.c.closed_at.is_(None))
    order = [SUPPLIERS.c.name, SUPPLIERS.c.id]
    return await listed(session, statement, order, page, _supplier, name="suppliers")


async def suppliers_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, SupplierRow]:
    found = await session.execute(_suppliers().where(SUPPLIERS.c.id.in_(ids)))
    return {row.id: _supplier(row) for row in found}


async def cases_of(session: Session, report_ids: Sequence[UUID], page: Page) -> dict[UUID, Listing[CaseRow]]:
    """What was put to suppliers of each report, the first one first, in one statement."""
    return await listed_by(
        session, _cases(), CASES.c.report_id, report_ids, [CASES.c.id], page, _case, name="cases"
    )


async def cases_by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, CaseRow]:
    found = await session.execute(_cases().where(CASES.c.id.in_(ids)))
    return {row.id: _case(row) for row in found}


def _suppliers() -> sa.Select[Any]:
    waiting = (
        sa.select(sa.func.count())
        .where(CASES.c.supplier_id == SUPPLIERS.c.id, CASES.c.status.not_in(SETTLED))
        .scalar_subquery()
    )
    return sa.select(SUPPLIERS, waiting.label("open_count"))


def _cases() -> sa.Select[Any]:
    return sa.select(CASES, SUPPLIERS.c.name.label("supplier_name")).join(
        SUPPLIERS, SUPPLIERS.c.id == CASES.c.supplier_id
    )


def _supplier(row: sa.Row[Any]) -> SupplierRow:
    return SupplierRow(**{name: row._mapping[name] for name in SupplierRow.__slots__})


def _case(row: sa.Row[Any]) -> CaseRow:
    return CaseRow(**{name: row._mapping[name] for name in CaseRow.__slots__})
