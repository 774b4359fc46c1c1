"""What the circle keeps and enriches: the list, adding, taking off."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import circles
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.web.circles.frame import frame_of
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class PracticesPage(Context):
    circle: circles.CircleRow
    practices: Sequence[circles.PracticeRow]
    may_keep: bool
    may_edit: bool


async def index(visit: Visit) -> Response:
    frame = await frame_of(visit)
    listing = (await circles.practice_rows(visit.session, [frame.circle.id], Page(100)))[frame.circle.id]
    context = PracticesPage(frame.row, listing.items, frame.is_member or frame.may_edit, frame.may_edit)
    return await visit.render("circles/practices.html", context)


async def add(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(circles.PracticeInput, visit.form)
    await circles.add_practice(visit.session, visit.actor, frame.circle, given)
    return visit.redirect(f"{frame.path}/practices", said="practice.added")


async def remove(visit: Visit) -> Response:
    try:
        practice_id = UUID(visit.path("id"))
    except ValueError as error:
        raise NotFound from error
    frame = await frame_of(visit)
    practice = await circles.get_practice(visit.session, visit.actor, practice_id)
    if practice.circle_id != frame.circle.id:
        raise NotFound
    await circles.remove_practice(visit.session, visit.actor, practice_id)
    return visit.redirect(f"{frame.path}/practices", said="practice.removed")
