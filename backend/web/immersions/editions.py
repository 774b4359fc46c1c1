"""Editions as everybody sees them: the list, and the offers of one beside the reader's own wishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from backend import identity, immersions
from backend.core.listing import Listing, Page
from backend.web.immersions.frame import Frame, frame_of
from backend.web.immersions.placements import PlacementCard, placement_card
from backend.web.immersions.wishes import WishList, wish_list
from backend.web.page import Context, Visit

PAGE, NEAR_KM = 12, 30


@dataclass(frozen=True)
class ListPage(Context):
    listing: Listing[immersions.EditionRow]
    may_open: bool


async def index(visit: Visit) -> Response:
    """The editions that the reader may know of, the newest first."""
    listing = await immersions.visible_editions(visit.session, visit.actor, Page(PAGE, visit.cursor()))
    may_open = visit.actor.may_somewhere(identity.Permission.EDITIONS_MANAGE)
    return await visit.render("immersions/index.html", ListPage(listing, may_open))


@dataclass(frozen=True)
class OffersPage(Context):
    """`wanted` is the address's search and filters; `more_href` continues the list."""

    frame: Frame
    listing: Listing[immersions.OfferRow]
    wanted: Mapping[str, str]
    more_href: str
    continued: bool
    wishes: WishList
    card: PlacementCard | None
    near_km: int


async def show(visit: Visit) -> Response:
    """The offers of an edition, searched and filtered in their address; a fragment for htmx."""
    frame = await frame_of(visit)
    wanted = {name: visit.query(name) for name in ("q", "kind", "near")}
    after = visit.cursor()
    kinds = set(immersions.ActivityKind)
    listing = await immersions.visible_offers(
        visit.session,
        visit.actor,
        frame.edition.id,
        Page(PAGE, after, peek=True),
        immersions.OfferFilter(
            words=wanted["q"],
            kind=immersions.ActivityKind(wanted["kind"]) if wanted["kind"] in kinds else None,
            within_km=NEAR_KM if wanted["near"] == "1" else None,
        ),
    )
    kept = {name: value for name, value in wanted.items() if value}
    page = OffersPage(
        frame=frame,
        listing=listing,
        wanted=wanted,
        more_href=f"{frame.path}?{urlencode({**kept, 'after': listing.end or ''})}",
        continued=after is not None,
        wishes=await wish_list(visit, frame),
        card=await placement_card(visit, frame),
        near_km=NEAR_KM,
    )
    if visit.puts_in("offer-items"):
        return await visit.render("immersions/_more_offers.html", page)
    return await visit.render(
        "immersions/_offers.html" if visit.puts_in("offers") else "immersions/show.html", page
    )
