"""A kept version of an issue, as it said things then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from backend import digests
from backend.core.errors import NotFound
from backend.web.digests.frame import frame_of
from backend.web.digests.issues import said_for
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class VersionPage(Context):
    issue: digests.IssueRow
    revision: int
    content: digests.Content
    said: Callable[[Mapping[str, str]], str]


async def show(visit: Visit) -> Response:
    """Errors: NotFound for those who do not make this issue."""
    frame = await frame_of(visit)
    written = visit.path("revision")
    if not frame.standing.may_review or not (written.isascii() and written.isdigit() and len(written) < 10):
        raise NotFound
    content = await digests.version_content(visit.session, frame.issue.id, int(written))
    page = VersionPage(frame.row, int(written), content, said_for(visit.locale))
    return await visit.render("digests/version.html", page)
