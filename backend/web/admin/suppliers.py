"""Suppliers for administrators: added, closed."""

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import suppliers
from backend.core.listing import Listing, Page
from backend.identity import Permission
from backend.web.admin.frame import Room, enter
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class SuppliersPage(Context):
    rooms: tuple[Room, ...]
    listing: Listing[suppliers.SupplierRow]
    next_href: str


async def index(visit: Visit) -> Response:
    """Every supplier by name, and the form that adds one."""
    open_rooms = enter(visit, Permission.SUPPLIERS_MANAGE)
    listing = await suppliers.visible_suppliers(visit.session, Page(50, visit.cursor()))
    next_href = f"/admin/suppliers?after={listing.end}" if listing.has_more else ""
    return await visit.render("admin/suppliers.html", SuppliersPage(open_rooms, listing, next_href))


async def add(visit: Visit) -> Response:
    given = parse(suppliers.SupplierInput, visit.form)
    await suppliers.add_supplier(visit.session, visit.actor, given)
    return visit.redirect("/admin/suppliers", said="supplier.added")


async def close(visit: Visit) -> Response:
    await suppliers.close_supplier(visit.session, visit.actor, UUID(visit.path("id")))
    return visit.redirect("/admin/suppliers", said="supplier.closed")
