"""A date after publication: the form that moves it, and the one that cancels it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.responses import Response

from backend import immersions
from backend.core.errors import checked
from backend.core.local_time import on_the_clock
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.immersions.offer_dates import end_day
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class SlotPage(Context):
    """`given` fills the form that moves the date."""

    frame: Frame
    slot: immersions.HeldSlot
    given: Mapping[str, Any]


async def show(visit: Visit) -> Response:
    """A date, for its hosts and whoever runs the edition: what moving or cancelling it does."""
    frame, slot_id = await _named(visit)
    slot = await immersions.held_slot(visit.session, visit.actor, frame.edition, slot_id)
    starts_at = on_the_clock(slot.starts_at, frame.edition.time_zone)
    ends_at = on_the_clock(slot.ends_at, frame.edition.time_zone)
    kept = {
        "day": f"{starts_at:%Y-%m-%d}",
        "from": f"{starts_at:%H:%M}",
        "to": f"{ends_at:%H:%M}",
        "capacity": slot.capacity,
        "minimum": slot.minimum,
    }
    return await visit.render("immersions/slot.html", SlotPage(frame, slot, visit.values or kept))


async def change(visit: Visit) -> Response:
    frame, slot_id = await _named(visit)
    await immersions.change_slot(visit.session, visit.actor, frame.edition, slot_id, _given(visit.form))
    return visit.redirect(_offers(frame), said="slot.changed")


class CancelInput(BaseModel):
    reason: str = ""


async def cancel(visit: Visit) -> Response:
    frame, slot_id = await _named(visit)
    reason = parse(CancelInput, visit.form).reason
    await immersions.cancel_slot(visit.session, visit.actor, frame.edition, slot_id, reason=reason)
    return visit.redirect(_offers(frame), said="slot.cancelled")


def _offers(frame: Frame) -> str:
    """Where one came from: the hosts' own offers, or all of them for whoever runs the edition."""
    return f"{frame.path}/hosting" if frame.standing.hosts else frame.path


async def _named(visit: Visit) -> tuple[Frame, UUID]:
    return await frame_of(visit), UUID(visit.path("slot_id"))


def _given(form: FormData) -> immersions.SlotChangeInput:
    """The input of a posted form; what starts at 9 pm and ends at 5 am ends on the next day."""
    day, from_, to = (str(form.get(name, "")) for name in ("day", "from", "to"))
    values = {
        "starts_at": f"{day}T{from_}",
        "ends_at": f"{end_day(day, from_, to)}T{to}",
        "capacity": form.get("capacity") or 1,
        "minimum": form.get("minimum") or 0,
        "reason": form.get("reason", ""),
    }
    return checked(immersions.SlotChangeInput, values)
