"""What every page of a thread starts from."""

from dataclasses import dataclass
from uuid import UUID

from backend import forum
from backend.core.errors import NotFound
from backend.web.forms import uuid_or_none
from backend.web.page import Visit


@dataclass(frozen=True)
class Frame:
    """How the reader stands towards the thread: `standing` for verbs, `path` for redirections."""

    standing: forum.Standing

    @property
    def path(self) -> str:
        return f"/forum/{self.standing.thread.id}"


async def frame_of(visit: Visit) -> Frame:
    """The frame of the thread named by the URL's `id`. Errors: NotFound."""
    return Frame(await forum.standing_of(visit.session, visit.actor, id_in(visit, "id")))


def id_in(visit: Visit, name: str) -> UUID:
    """An id in the URL. Errors: NotFound."""
    found = uuid_or_none(visit.path(name))
    if found is None:
        raise NotFound
    return found
