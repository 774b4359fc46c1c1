"""The list of suppliers: adding one, closing one."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import Permission
from backend.suppliers import errors
from backend.suppliers.inputs import SupplierInput
from backend.suppliers.models import SUPPLIERS, Supplier


async def add_supplier(session: Session, actor: Actor, given: SupplierInput) -> Supplier:
    """Add a supplier. Errors: SupplierManagersOnly, SupplierNameTaken."""
    _require_manage(actor)
    taken = await session.execute(sa.select(SUPPLIERS.c.id).where(SUPPLIERS.c.name == given.name))
    if taken.scalar_one_or_none() is not None:
        raise errors.SupplierNameTaken
    supplier = Supplier(**given.model_dump())
    session.add(supplier)
    await session.flush()
    await events.record(session, actor, "supplier.added", "supplier", supplier.id, called=supplier.name)
    return supplier


async def close_supplier(session: Session, actor: Actor, supplier_id: UUID) -> Supplier:
    """Put nothing more to a supplier; its cases stay.

    Errors: SupplierManagersOnly, NotFound, SupplierClosed.
    """
    _require_manage(actor)
    supplier = await get_supplier(session, supplier_id)
    if supplier.closed_at is not None:
        raise errors.SupplierClosed
    supplier.closed_at = now()
    session.add(supplier)
    await session.flush()
    await events.record(session, actor, "supplier.closed", "supplier", supplier.id, called=supplier.name)
    return supplier


async def get_supplier(session: Session, supplier_id: UUID) -> Supplier:
    """The supplier; everybody may know of each. Errors: NotFound."""
    supplier: Supplier | None = await session.get(Supplier, supplier_id)
    if supplier is None:
        raise NotFound
    return supplier


def may_manage(actor: Actor) -> bool:
    return actor.may(Permission.SUPPLIERS_MANAGE)


def _require_manage(actor: Actor) -> None:
    if not may_manage(actor):
        raise errors.SupplierManagersOnly
