"""Articles: the list, one with its versions, and what those who keep them do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from backend import knowledge
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.core.local_time import company_today
from backend.knowledge import ArticleFilter, ArticleInput, ArticleStatus
from backend.web.forms import parse
from backend.web.forum.frame import frame_of, id_in
from backend.web.page import Context, Visit

PAGE = 20


@dataclass(frozen=True)
class IndexPage(Context):
    """`wanted` is the address's search and filter; `more_href` continues the list."""

    listing: Listing[knowledge.ArticleRow]
    wanted: Mapping[str, str]
    more_href: str


async def index(visit: Visit) -> Response:
    """Every article, searched and filtered in its address; a fragment for htmx."""
    wanted = {name: visit.query(name) for name in ("q", "status")}
    status = next((one for one in ArticleStatus if one.value == wanted["status"]), None)
    listing = await knowledge.visible_articles(
        visit.session,
        visit.actor,
        Page(PAGE, visit.cursor(), peek=True),
        ArticleFilter(status=status, words=wanted["q"]),
    )
    kept = {name: value for name, value in wanted.items() if value}
    more_href = f"/knowledge?{urlencode({**kept, 'after': listing.end or ''})}"
    context = IndexPage(listing, wanted, more_href)
    if visit.puts_in("article-items"):
        return await visit.render("knowledge/_more_articles.html", context)
    template = "knowledge/_list.html" if visit.puts_in("articles") else "knowledge/index.html"
    return await visit.render(template, context)


@dataclass(frozen=True)
class ShowPage(Context):
    article: knowledge.ArticleRow
    versions: Sequence[knowledge.VersionRow]
    same_question: bool
    expired: bool


async def show(visit: Visit) -> Response:
    """An article: what to do, until when it is known to hold, where it comes from, what it said before."""
    standing = await knowledge.standing_of(visit.session, visit.actor, visit.path("slug"))
    rows = await knowledge.articles_by_ids(visit.session, visit.actor, [standing.article.id])
    row = rows.get(standing.article.id)
    if row is None:
        raise NotFound
    versions = await knowledge.version_rows(visit.session, row.id)
    same = visit.query("same") == "1" and row.status is ArticleStatus.VALIDATED
    expired = row.valid_until is not None and row.valid_until < company_today(visit.session)
    return await visit.render("knowledge/show.html", ShowPage(row, versions, same, expired))


async def promote(visit: Visit) -> Response:
    """Make an article of a post of the forum."""
    frame = await frame_of(visit)
    article = await knowledge.promote_to_article(visit.session, frame.standing, id_in(visit, "post_id"))
    return visit.redirect(f"/knowledge/{article.slug}", said="article.promoted")


def on_article(
    verb: Callable[[Visit, knowledge.Standing], Awaitable[knowledge.Article]], said: str
) -> Callable[[Visit], Awaitable[Response]]:
    """A handler that does something to the article of the URL, and shows it again."""

    async def handler(visit: Visit) -> Response:
        standing = await knowledge.standing_of(visit.session, visit.actor, visit.path("slug"))
        article = await verb(visit, standing)
        return visit.redirect(f"/knowledge/{article.slug}", said=said)

    return handler


async def _validate(visit: Visit, standing: knowledge.Standing) -> knowledge.Article:
    return await knowledge.validate_article(visit.session, standing)


async def _revise(visit: Visit, standing: knowledge.Standing) -> knowledge.Article:
    return await knowledge.revise_article(visit.session, standing, parse(ArticleInput, visit.form))


async def _archive(visit: Visit, standing: knowledge.Standing) -> knowledge.Article:
    return await knowledge.archive_article(visit.session, standing)


async def _again(visit: Visit, standing: knowledge.Standing) -> knowledge.Article:
    await knowledge.count_again(visit.session, standing.article.slug)
    return standing.article


validate = on_article(_validate, "article.validated")
revise = on_article(_revise, "article.revised")
archive = on_article(_archive, "article.archived")
again = on_article(_again, "thread.again")
