"""Webhooks for administrators: added with a secret shown once, stopped; what each was told, sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import suppliers, webhooks
from backend.core.listing import Listing, Page
from backend.identity import Permission
from backend.web.admin.frame import Room, enter
from backend.web.forms import parse
from backend.web.page import Context, Visit

OFFERED = 100
"""Suppliers that the form offers."""


@dataclass(frozen=True)
class WebhooksPage(Context):
    rooms: tuple[Room, ...]
    listing: Listing[webhooks.WebhookRow]
    families: tuple[webhooks.Family, ...]
    makers: Sequence[suppliers.SupplierRow]
    next_href: str


async def index(visit: Visit) -> Response:
    """Every webhook, newest first, and the form that adds one."""
    open_rooms = enter(visit, Permission.WEBHOOKS_MANAGE)
    listing = await webhooks.visible_webhooks(visit.session, visit.actor, Page(50, visit.cursor()))
    offered = await suppliers.visible_suppliers(visit.session, Page(OFFERED), still_open=True)
    context = WebhooksPage(
        rooms=open_rooms,
        listing=listing,
        families=tuple(webhooks.Family),
        makers=offered.items,
        next_href=f"/admin/webhooks?after={listing.end}" if listing.has_more else "",
    )
    return await visit.render("admin/webhooks.html", context)


@dataclass(frozen=True)
class AddedPage(Context):
    rooms: tuple[Room, ...]
    webhook: webhooks.WebhookRow
    secret: str


async def add(visit: Visit) -> Response:
    """Add a webhook and show its secret, this once. Errors: InvalidInput, and those of the verb."""
    given = parse(webhooks.WebhookInput, visit.form)
    webhook, secret = await webhooks.add_webhook(visit.session, visit.actor, given)
    row = await webhooks.webhook_row(visit.session, visit.actor, webhook.id)
    # The answer holds the secret, so it is not kept for a repeat of the form.
    visit.repeated = visit.redirect("/admin/webhooks", said="webhook.added_before")
    open_rooms = enter(visit, Permission.WEBHOOKS_MANAGE)
    return await visit.render("admin/webhook_added.html", AddedPage(open_rooms, row, secret))


@dataclass(frozen=True)
class WebhookPage(Context):
    rooms: tuple[Room, ...]
    webhook: webhooks.WebhookRow
    deliveries: Listing[webhooks.DeliveryRow]
    next_href: str


async def show(visit: Visit) -> Response:
    """One webhook and what it was told, newest first. Errors: NotFound."""
    open_rooms = enter(visit, Permission.WEBHOOKS_MANAGE)
    webhook = await webhooks.webhook_row(visit.session, visit.actor, UUID(visit.path("id")))
    page = Page(50, visit.cursor())
    told = (await webhooks.deliveries_of(visit.session, visit.actor, [webhook.id], page))[webhook.id]
    next_href = f"/admin/webhooks/{webhook.id}?after={told.end}" if told.has_more else ""
    return await visit.render("admin/webhook.html", WebhookPage(open_rooms, webhook, told, next_href))


async def stop(visit: Visit) -> Response:
    webhook_id = UUID(visit.path("id"))
    await webhooks.stop_webhook(visit.session, visit.actor, webhook_id)
    return visit.redirect(f"/admin/webhooks/{webhook_id}", said="webhook.stopped")


async def resend(visit: Visit) -> Response:
    """Send a delivery again, and come back to its webhook."""
    await webhooks.resend(visit.session, visit.actor, UUID(visit.path("delivery_id")))
    return visit.redirect(f"/admin/webhooks/{visit.path('id')}", said="webhook.resent")
