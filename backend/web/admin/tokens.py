"""Application tokens: made, shown once, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from starlette.responses import Response

from backend import identity
from backend.core.clock import now
from backend.core.errors import InvalidInput, Problem
from backend.core.listing import Page
from backend.identity import SLICES, Permission
from backend.web.admin.frame import Room, enter
from backend.web.forms import parse
from backend.web.page import Context, Visit

LIFETIMES = (7, 30, 90, 180, 366)


@dataclass(frozen=True)
class TokensPage(Context):
    rooms: tuple[Room, ...]
    tokens: Sequence[identity.TokenRow]
    at: datetime
    slices: tuple[str, ...]
    lifetimes: tuple[int, ...]
    next_href: str


async def index(visit: Visit) -> Response:
    """Every token, newest first, and the form that makes one."""
    open_rooms = enter(visit, Permission.TOKENS_MANAGE)
    page = Page(50, visit.cursor())
    listing = await identity.visible_tokens(visit.session, visit.actor, page)
    context = TokensPage(
        rooms=open_rooms,
        tokens=listing.items,
        at=now(),
        slices=SLICES,
        lifetimes=LIFETIMES,
        next_href=f"/admin/tokens?after={listing.end}" if listing.has_more else "",
    )
    return await visit.render("admin/tokens.html", context)


@dataclass(frozen=True)
class MadePage(Context):
    rooms: tuple[Room, ...]
    token: identity.TokenRow
    secret: str


async def create(visit: Visit) -> Response:
    """Make a token and show its secret, this once. Errors: InvalidInput, and those of the verb."""
    given = parse(identity.NewToken, visit.form)
    email = str(visit.form.get("email") or "").strip()
    person = await identity.person_by_email(visit.session, email)
    if person is None:
        raise InvalidInput("NewToken", {"email": Problem("unknown_person")})
    token_id, secret = await identity.create_token(visit.session, visit.actor, person, given)
    token = await identity.token_row(visit.session, visit.actor, token_id)
    # The answer holds the secret, so it is not kept for a repeat of the form.
    visit.repeated = visit.redirect("/admin/tokens", said="token.made_before")
    open_rooms = enter(visit, Permission.TOKENS_MANAGE)
    return await visit.render("admin/token_made.html", MadePage(open_rooms, token, secret))


async def revoke(visit: Visit) -> Response:
    await identity.revoke_token(visit.session, visit.actor, UUID(visit.path("id")))
    return visit.redirect("/admin/tokens", said="token.revoked")
