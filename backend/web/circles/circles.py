"""Circles: the list, one circle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from backend import circles, identity
from backend.core.listing import Listing, Page
from backend.web.circles.frame import Frame, frame_of
from backend.web.page import Context, Visit

PAGE = 12
SPONSORED = 6


@dataclass(frozen=True)
class IndexPage(Context):
    """`wanted` is the address's search and filters; `more_href` continues the list."""

    listing: Listing[circles.CircleRow]
    wanted: Mapping[str, str]
    more_href: str
    continued: bool
    may_create: bool


async def index(visit: Visit) -> Response:
    """The list of circles, searched and filtered in its address; a fragment for htmx."""
    wanted = {name: visit.query(name) for name in ("q", "kind", "mine")}
    kind = circles.CircleKind(wanted["kind"]) if wanted["kind"] in set(circles.CircleKind) else None
    after = visit.cursor()
    listing = await circles.visible_circles(
        visit.session,
        visit.actor,
        Page(PAGE, after, peek=True),
        circles.CircleFilter(words=wanted["q"], kind=kind, mine=wanted["mine"] == "1"),
    )
    kept = {name: value for name, value in wanted.items() if value}
    page = IndexPage(
        listing=listing,
        wanted=wanted,
        more_href=f"/circles?{urlencode({**kept, 'after': listing.end or ''})}",
        continued=after is not None,
        may_create=visit.actor.may_somewhere(identity.Permission.CIRCLES_CREATE),
    )
    if visit.puts_in("circle-items"):
        return await visit.render("circles/_more_circles.html", page)
    return await visit.render(
        "circles/_list.html" if visit.puts_in("circles") else "circles/index.html", page
    )


@dataclass(frozen=True)
class Sponsored(Context):
    """One page of the circles that a circle sponsors; `more_href` continues it."""

    listing: Listing[circles.CircleRow]
    more_href: str
    continued: bool


@dataclass(frozen=True)
class ShowPage(Context):
    """`reach` says by kind how far the circle and those under it go; `sponsored` are the circles it sponsors.

    `message` is the last one published to the reader, `gathering` the next one. They may add to `practices`
    when they `may_keep`.
    """

    circle: circles.CircleRow
    frame: Frame
    reach: Mapping[circles.CircleKind, circles.Reach]
    sponsored: Sponsored
    history: Sequence[circles.StepRow]
    practices: Sequence[circles.PracticeRow]
    may_keep: bool
    message: circles.MessageRow | None
    gathering: circles.GatheringRow | None


async def show(visit: Visit) -> Response:
    """A circle's overview; more of the circles it sponsors alone for htmx."""
    frame = await frame_of(visit)
    circle_id = frame.row.id
    sponsored = await _sponsored(visit, frame)
    if visit.puts_in("sponsored-items"):
        return await visit.render("circles/_more_sponsored.html", sponsored)
    practices = (await circles.practice_rows(visit.session, [circle_id], Page(5)))[circle_id]
    return await visit.render(
        "circles/show.html",
        ShowPage(
            circle=frame.row,
            frame=frame,
            reach=await circles.reach_of(visit.session, circle_id),
            sponsored=sponsored,
            history=await circles.history_of(visit.session, visit.actor, circle_id),
            practices=practices.items,
            may_keep=frame.is_member or frame.may_edit,
            message=await circles.last_published(visit.session, visit.actor, circle_id),
            gathering=await circles.next_gathering(visit.session, visit.actor, circle_id),
        ),
    )


async def _sponsored(visit: Visit, frame: Frame) -> Sponsored:
    after = visit.cursor("sponsored_after")
    page = Page(SPONSORED, after, peek=True)
    listing = (await circles.child_rows(visit.session, visit.actor, [frame.row.id], page))[frame.row.id]
    more = urlencode({"sponsored_after": listing.end or ""})
    return Sponsored(listing, f"{frame.path}?{more}#sponsored", after is not None)
