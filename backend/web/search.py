"""Search across what exists."""

from dataclasses import dataclass

from starlette.responses import Response

from backend import search
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class SearchPage(Context):
    words: str
    hits: search.Hits


async def show(visit: Visit) -> Response:
    """The search page; results alone for htmx."""
    words = visit.query("q")
    hits = await search.search(visit.session, visit.actor, words)
    template = "search/_results.html" if visit.puts_in("results") else "search/show.html"
    return await visit.render(template, SearchPage(words, hits))
