"""Signals: what customers will call about, and what is said more and more often."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from backend import signals
from backend.core.listing import Listing, Page
from backend.web.page import Context, Visit

PAGE = 20
RISING = 30
"""What rises is a handful by the test's own bound; more is never shown."""


@dataclass(frozen=True)
class SignalsPage(Context):
    listing: Listing[signals.SignalRow]
    over: bool
    rising: Sequence[signals.RisingRow]


async def index(visit: Visit) -> Response:
    """What is on or to come, or what is over; and what rises."""
    over = visit.query("over") == "1"
    listing = await signals.visible_signals(visit.session, Page(PAGE, visit.cursor()), over=over)
    rising = await signals.visible_rising(visit.session, Page(RISING))
    return await visit.render("signals/index.html", SignalsPage(listing, over, rising.items))
