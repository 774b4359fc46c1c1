"""The reader's wishes in an edition: ranked by buttons, with their days, their distance, their needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from backend import immersions
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit

TRAVELS = (10, 30, 60, 100, 200)
"""How far one may say to travel, in kilometres."""


@dataclass(frozen=True)
class Wished:
    wish: immersions.WishRow
    offer: immersions.OfferRow


@dataclass(frozen=True)
class WishList:
    """The wishes in their order; `asked_for` is how many are hoped for, given what is open to the reader."""

    items: Sequence[Wished]
    most: int
    asked_for: int
    closes: immersions.PhaseRow | None

    @property
    def free(self) -> int:
        return self.most - len(self.items)


async def wish_list(visit: Visit, frame: Frame) -> WishList:
    """The reader's wishes as pages show them; three statements."""
    wishes = await immersions.my_wishes(visit.session, visit.actor, frame.edition.id)
    ids = [wish.offer_id for wish in wishes]
    offers = await immersions.offers_by_ids(visit.session, visit.actor, ids) if ids else {}
    asked = min(immersions.ASKED_FOR, frame.row.most_wishes)
    return WishList(
        items=[Wished(wish, offers[wish.offer_id]) for wish in wishes if wish.offer_id in offers],
        most=frame.row.most_wishes,
        asked_for=await immersions.wishable_offers(visit.session, visit.actor, frame.edition.id, asked),
        closes=next((one for one in frame.phases if one.phase is immersions.Phase.MATCHING), None),
    )


@dataclass(frozen=True)
class WishesPage(Context):
    """`days` are those of open dates, on the edition's clocks; `given` fills the form."""

    frame: Frame
    wishes: WishList
    days: Sequence[date]
    travels: Sequence[int]
    given: Mapping[str, Any]
    prerequisites: Sequence[immersions.Prerequisite]


async def show(visit: Visit) -> Response:
    """The reader's wishes, and what they say of themselves."""
    frame = await frame_of(visit)
    said = await immersions.my_constraints(visit.session, visit.actor, frame.edition.id)
    given = {
        "days": [day.isoformat() for day in said.days],
        "furthest_km": said.furthest_km or "",
        "needs": said.needs,
        "prerequisite_ids": [str(one) for one in said.prerequisite_ids],
    }
    page = WishesPage(
        frame=frame,
        wishes=await wish_list(visit, frame),
        days=await immersions.days_of(visit.session, frame.edition.id),
        travels=TRAVELS,
        given=visit.values or given,
        prerequisites=await immersions.prerequisites(visit.session),
    )
    return await visit.render("immersions/wishes.html", page)


class MoveInput(BaseModel):
    """One wish to move; `rank` is where it goes, from 1, for `to`."""

    offer_id: UUID
    move: Literal["add", "up", "down", "to", "remove"]
    rank: int = 1


@dataclass(frozen=True)
class MovedPage(Context):
    """`moved` is the offer whose wish changed, or None where it may no longer be seen.

    `link`: the list stands beside the offers, and leads to the page that says more.
    """

    frame: Frame
    wishes: WishList
    moved: immersions.OfferRow | None
    move: str
    link: bool


async def move(visit: Visit) -> Response:
    """Add, move or remove one wish; the list in sight comes again, others get the page."""
    frame = await frame_of(visit)
    given = parse(MoveInput, visit.form)
    held = await immersions.my_wishes(visit.session, visit.actor, frame.edition.id)
    order = _moved([wish.offer_id for wish in held], given)
    await immersions.rank_wishes(visit.session, visit.actor, frame.edition, order)
    if not visit.puts_in("my-wishes"):
        return visit.redirect(f"{frame.path}/wishes", said=f"wish.{given.move}")
    wishes = await wish_list(visit, frame)
    found = await immersions.offers_by_ids(visit.session, visit.actor, [given.offer_id])
    beside = not visit.request.headers.get("hx-current-url", "").endswith("/wishes")
    page = MovedPage(frame, wishes, found.get(given.offer_id), given.move, beside)
    return await visit.render("immersions/_moved.html", page)


async def say(visit: Visit) -> Response:
    """Note the reader's days, distance, needs and what they hold."""
    frame = await frame_of(visit)
    given = parse(immersions.ParticipantInput, visit.form)
    await immersions.say_constraints(visit.session, visit.actor, frame.edition, given)
    return visit.redirect(f"{frame.path}/wishes", said="wishes.said")


def _moved(order: list[UUID], given: MoveInput) -> list[UUID]:
    """The list after the move; what is already so stays so, for a button pressed twice."""
    if given.move == "add":
        return order if given.offer_id in order else [*order, given.offer_id]
    if given.offer_id not in order:
        return order
    at = order.index(given.offer_id)
    rest = order[:at] + order[at + 1 :]
    if given.move == "remove":
        return rest
    to = max(0, {"up": at - 1, "down": at + 1, "to": given.rank - 1}[given.move])
    return [*rest[:to], given.offer_id, *rest[to:]]
