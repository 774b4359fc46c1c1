"""The comments of a sealed wave, in their shuffled order."""

from dataclasses import dataclass

from starlette.responses import Response

from backend import pulse
from backend.core.listing import Listing, Page
from backend.pulse import CommentRow, Results
from backend.web.page import Context, Visit
from backend.web.pulse.asked_results import asked_as, results_asked


@dataclass(frozen=True)
class CommentsPage(Context):
    """One page of comments, in their shuffled order; `unit` is what addresses call their unit."""

    results: Results
    comments: Listing[CommentRow]
    words: str
    unit: str


async def show(visit: Visit) -> Response:
    """The comments of a unit, those that hold the words looked for. Errors: NotFound."""
    results = await results_asked(visit)
    words = visit.query("q")
    page = Page(pulse.MOST_COMMENTS, visit.query("after") or None)
    found = await pulse.comments_with(visit.session, results, words, page)
    shown = CommentsPage(results, found, words, asked_as(results.unit.row.group))
    return await visit.render("pulse/comments.html", shown)
