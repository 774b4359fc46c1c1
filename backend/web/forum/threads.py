"""Threads: the list, asking, those that look alike, one thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.responses import Response

from backend import forum, identity, journeys, knowledge, recognition
from backend.core.errors import InvalidInput, Problem
from backend.core.listing import Listing, Page
from backend.forum import ThreadFilter, ThreadInput, ThreadState
from backend.web.forms import parse
from backend.web.forum.frame import id_in
from backend.web.page import Context, Visit

PAGE = 20
SHOWN = 30
ALIKE = 4
FILTERS = ("q", "state", "product", "mine", "asked")


@dataclass(frozen=True)
class IndexPage(Context):
    """`wanted` is the address's search and filters; `more_href` continues the list."""

    listing: Listing[forum.ThreadRow]
    wanted: Mapping[str, str]
    more_href: str
    products: Sequence[tuple[str, str]]
    tends: bool


async def index(visit: Visit) -> Response:
    """Every thread, searched and filtered in its address; a fragment for htmx."""
    wanted = {name: visit.query(name) for name in FILTERS}
    chosen = ThreadFilter(
        state=next((one for one in ThreadState if one.value == wanted["state"]), None),
        product=wanted["product"],
        mine=wanted["mine"] == "1",
        asked_of_me=wanted["asked"] == "1",
        words=wanted["q"],
    )
    page = Page(PAGE, visit.cursor(), peek=True)
    listing = await forum.visible_threads(visit.session, visit.actor, page, chosen)
    kept = {name: value for name, value in wanted.items() if value}
    context = IndexPage(
        listing=listing,
        wanted=wanted,
        more_href=f"/forum?{urlencode({**kept, 'after': listing.end or ''})}",
        products=[(one, one) for one in await forum.products(visit.session)],
        tends=visit.actor.may_somewhere(identity.Permission.FORUM_MODERATE),
    )
    if visit.puts_in("thread-items"):
        return await visit.render("forum/_more_threads.html", context)
    return await visit.render("forum/_list.html" if visit.puts_in("threads") else "forum/index.html", context)


@dataclass(frozen=True)
class FormPage(Context):
    """`given` fills the form."""

    given: Mapping[str, Any]
    products: Sequence[tuple[str, str]]
    topics: Sequence[journeys.TopicRow]
    alike: Sequence[forum.ThreadRow]


async def new(visit: Visit) -> Response:
    """A sentence is enough; what looks like it appears while typing."""
    given = {"title": visit.query("title"), **visit.values}
    context = FormPage(
        given=given,
        products=[(one, one) for one in await forum.products(visit.session)],
        topics=list((await journeys.topic_rows(visit.session)).values()),
        alike=await alike(visit, str(given["title"])),
    )
    return await visit.render("forum/new.html", context)


async def create(visit: Visit) -> Response:
    given = parse(ThreadInput, visit.form)
    expert = await expert_in(visit)
    given = given.model_copy(update={"expert_id": expert})
    thread = await forum.start_thread(visit.session, visit.actor, given)
    return visit.redirect(f"/forum/{thread.id}", said="thread.started")


async def expert_in(visit: Visit) -> UUID | None:
    """The colleague whose address was typed; None without one. Errors: InvalidInput."""
    email = str(visit.form.get("expert_email") or "").strip()
    if not email:
        return None
    person = await identity.person_by_email(visit.session, email[:254])
    if person is None:
        raise InvalidInput(ThreadInput.__name__, {"expert_email": Problem("unknown_colleague")})
    return person.id


@dataclass(frozen=True)
class SimilarFragment(Context):
    alike: Sequence[forum.ThreadRow]


async def similar(visit: Visit) -> Response:
    """Threads that look like what is being typed."""
    found = await alike(visit, visit.query("title"))
    return await visit.render("forum/_similar.html", SimilarFragment(found))


async def alike(visit: Visit, text: str, besides: forum.ThreadRow | None = None) -> list[forum.ThreadRow]:
    """The threads most like a text, the closest first."""
    ids = await forum.similar_ids(visit.session, text, ALIKE + 1)
    rows = await forum.threads_by_ids(visit.session, visit.actor, ids)
    found = [rows[one] for one in ids if one in rows and (besides is None or one != besides.id)]
    return found[:ALIKE]


@dataclass(frozen=True)
class ShowPage(Context):
    """One thread; `more_href` continues its answers, `faces` are those that their authors show."""

    thread: forum.ThreadRow
    question: forum.PostRow | None
    answers: Sequence[forum.PostRow]
    solutions: Sequence[forum.PostRow]
    more_href: str | None
    alike: Sequence[forum.ThreadRow]
    articles: Mapping[UUID, knowledge.ArticleRow]
    faces: Mapping[UUID | None, int]
    same_question: bool


async def show(visit: Visit) -> Response:
    """A question and its answers; new ones arrive while it is read."""
    thread = await forum.thread_row(visit.session, visit.actor, id_in(visit, "id"))
    page = Page(SHOWN, visit.cursor())
    listing = (await forum.post_rows(visit.session, visit.actor, [thread.id], page))[thread.id]
    answers = [post for post in listing.items if not post.is_question]
    context = ShowPage(
        thread=thread,
        question=next((post for post in listing.items if post.is_question), None),
        answers=answers,
        solutions=[post for post in answers if post.is_solution and post.hidden_at is None],
        more_href=f"/forum/{thread.id}?{urlencode({'after': listing.end or ''})}"
        if listing.has_more
        else None,
        alike=await alike(visit, thread.title, thread),
        articles=await knowledge.articles_of_thread(visit.session, visit.actor, thread.id),
        faces=await recognition.shown_faces(
            visit.session, {thread.author_id, *(post.author_id for post in answers)}
        ),
        same_question=visit.query("same") == "1" and thread.state is ThreadState.SOLVED,
    )
    return await visit.render("forum/show.html", context)
