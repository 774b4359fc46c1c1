"""Circles: the list, one circle, joining and leaving."""

from dataclasses import dataclass

from starlette.responses import Response

from backend import circles
from backend.core.listing import Listing, Page
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class IndexPage(Context):
    listing: Listing[circles.CircleRow]
    words: str
    mine: bool


async def index(visit: Visit) -> Response:
    """The list of circles, searched and filtered in its address; a fragment for htmx."""
    words, mine = visit.query("q"), visit.query("mine") == "1"
    page = Page(first=20, after=visit.query("after") or None)
    wanted = circles.CircleFilter(words=words, mine=mine)
    listing = await circles.visible_circles(visit.session, visit.actor, page, wanted)
    template = "circles/_list.html" if visit.is_htmx else "circles/index.html"
    return await visit.render(template, IndexPage(listing, words, mine))


@dataclass(frozen=True)
class ShowPage(Context):
    circle: circles.CircleRow
    may_edit: bool


async def show(visit: Visit) -> Response:
    """A circle's overview."""
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    standing = await circles.standing_of(visit.session, visit.actor, circle)
    row = await circles.circle_row(visit.session, visit.actor, circle.id)
    return await visit.render("circles/show.html", ShowPage(row, circles.may_edit(standing)))


async def join(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    spell = await circles.join(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said=f"membership.{spell.status.value}")


async def leave(visit: Visit) -> Response:
    circle = await circles.get_circle(visit.session, visit.actor, visit.path("slug"))
    await circles.leave(visit.session, visit.actor, circle)
    return visit.redirect(f"/circles/{circle.slug}", said="membership.left")
