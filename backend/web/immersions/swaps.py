"""The reader's own day to swap: proposing it, and saying yes to those who would exchange theirs for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from backend import immersions
from backend.core.errors import NotFound, checked
from backend.web.immersions.frame import Frame, frame_of
from backend.web.immersions.offer_dates import end_day
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class SwapPage(Context):
    """`mine` is the reader's day and who asks for it; without one, `given` fills the form."""

    frame: Frame
    mine: immersions.MySwap | None
    activities: Sequence[immersions.Activity]
    given: Mapping[str, Any]
    full: bool


async def show(visit: Visit) -> Response:
    """The reader's day to swap. Errors: NotFound where there is none and none may be proposed any more."""
    frame = await frame_of(visit)
    mine = await immersions.my_swap(visit.session, visit.actor, frame.edition.id)
    if mine is None and not frame.may_swap:
        raise NotFound
    offered = await immersions.activities_offered(visit.session, frame.edition.org_unit_id)
    wishes = await immersions.my_wishes(visit.session, visit.actor, frame.edition.id)
    page = SwapPage(
        frame=frame,
        mine=mine,
        activities=[one for one in offered if one.kind is immersions.ActivityKind.RECIPROCAL_SWAP],
        given=visit.values,
        full=len(wishes) >= frame.row.most_wishes,
    )
    return await visit.render("immersions/swap.html", page)


async def propose(visit: Visit) -> Response:
    """Offer the reader's own day in exchange."""
    frame = await frame_of(visit)
    given = _given(visit.form)
    await immersions.propose_swap(visit.session, visit.actor, frame.edition, given)
    return visit.redirect(f"{frame.path}/swap", said="swap.proposed")


def _given(form: FormData) -> immersions.SwapInput:
    """The input of a posted form; what starts at 9 pm and ends at 5 am ends on the next day."""
    day, from_, to = (str(form.get(name, "")) for name in ("day", "from", "to"))
    typed = {name: form.get(name) or "" for name in ("title", "description", "to_bring", "activity_id")}
    hours = {"starts_at": f"{day}T{from_}", "ends_at": f"{end_day(day, from_, to)}T{to}"}
    return checked(immersions.SwapInput, {**typed, **hours})
