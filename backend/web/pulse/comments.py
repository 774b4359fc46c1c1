"""The comments of a sealed wave, in their shuffled order."""

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import pulse
from backend.core.listing import Listing, Page
from backend.pulse import CommentRow, Results
from backend.web.page import Context, Visit
from backend.web.pulse.asked_results import results_asked


@dataclass(frozen=True)
class CommentsPage(Context):
    """One page of comments, in their shuffled order."""

    results: Results
    comments: Listing[CommentRow]
    words: str
    here: str


async def show(visit: Visit) -> Response:
    """The comments of a unit, those that hold the words looked for. Errors: NotFound."""
    results = await results_asked(visit)
    words = visit.query("q")
    unit = results.unit.row.group.key
    page = Page(pulse.MOST_COMMENTS, visit.query("after") or None)
    found = await pulse.comments_of(
        visit.session, visit.actor, results.wave_id, UUID(unit) if unit else None, words, page
    )
    here = f"/pulse/{results.wave_id}/comments?unit={unit}"
    return await visit.render("pulse/comments.html", CommentsPage(results, found, words, here))
