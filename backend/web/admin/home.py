"""The first page of the administration: where each thing is done."""

from dataclasses import dataclass

from starlette.responses import Response

from backend.core.errors import NotFound
from backend.web.admin.frame import Room, rooms
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class HomePage(Context):
    rooms: tuple[Room, ...]


async def show(visit: Visit) -> Response:
    """The pages this reader may open. Errors: NotFound, for whoever may open none."""
    open_rooms = rooms(visit)
    if not open_rooms:
        raise NotFound
    return await visit.render("admin/index.html", HomePage(open_rooms))
