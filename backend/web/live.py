"""Pages that stay open: what changes is sent to them as events (server-sent), each the whole of its news.

An event's id says in which state it leaves the page; a browser that lost its connection sends the last one
back, and is sent all that came since. Nothing is remembered for it here.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import DomainError
from backend.core.live import Heard, TooManyLive
from backend.core.together import Together
from backend.http import cookies
from backend.services import Services
from backend.web.page import Endpoint, visit_of
from backend.web.templates import Templates
from backend.web.visit import Visit

Look = TypeVar("Look", bound=Hashable)

BEAT_SECONDS = 20.0
"""How often a silent stream says that it is there, as proxies want, and asks who still reads it."""
OVER = "event: over\ndata:\n\n"
"""The page stops listening: `hx-sse:close="over"`."""
BUSY = "event: busy\nretry: 30000\ndata:\n\n"
"""Too many listen: the page comes back later."""


@dataclass(frozen=True, slots=True)
class News:
    """What brings a page from the state it was seen in to the state `id`: its fragments as HTML.

    `more`: later states are known already, and their news follow at once.
    """

    id: str
    html: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class Watch(Generic[Look]):
    """What an open page shows: the topic that tells of its changes, and the state it was seen in.

    `look` says what a reader needs to be shown since a state; readers with equal looks are shown the same.
    """

    topic: str
    seen: str
    look: Callable[[Actor, str], Look]


@dataclass(frozen=True, slots=True)
class Press:
    """What news are written with."""

    session: Session
    templates: Templates


Opening = Callable[[Visit], Awaitable[Watch[Look]]]
Writing = Callable[[Press, Collection[Look]], Awaitable[Mapping[Look, News]]]
"""The news of all who look at the same moment, in a number of statements that does not grow with them.

Whoever may no longer look, or has seen it all, gets none.
"""


def live(opening: Opening[Look], writing: Writing[Look]) -> Endpoint:
    """An endpoint whose answer stays open. `opening` finds what is watched, and refuses as a page would.

    Before each event, and each beat, the session is checked and rights are read again: a stream keeps no
    session awake, and ends with it.
    """
    # One process may hold several applications, each with its own database.
    pages: WeakKeyDictionary[Starlette, LivePage[Look]] = WeakKeyDictionary()

    async def endpoint(request: Request) -> Response:
        state = request.app.state
        page = pages.get(request.app) or LivePage(state.services, state.templates, writing)
        return await pages.setdefault(request.app, page).open(request, opening)

    return endpoint


class LivePage(Generic[Look]):
    """The open copies of one kind of page in this process."""

    def __init__(self, services: Services, templates: Templates, writing: Writing[Look]) -> None:
        self._services, self._templates, self._writing = services, templates, writing
        self._news: Together[Look, News] = Together(self._written)

    async def open(self, request: Request, opening: Opening[Look]) -> Response:
        secret = cookies.session_secret(self._services.settings, request.cookies)
        async with self._services.database.reading() as session:
            visit = await visit_of(request, self._services, session)
            if visit.signed_in is None or secret is None:
                return _stream(_only(OVER))
            try:
                watch = await opening(visit)
            except DomainError:
                return _stream(_only(OVER))
        seen = request.headers.get("last-event-id", "")[:100] or watch.seen
        return _stream(self._events(watch, secret, visit.actor, seen))

    async def _events(self, watch: Watch[Look], secret: str, reader: Actor, seen: str) -> AsyncIterator[str]:
        assert reader.person_id is not None
        try:
            with self._services.database.live.listening(watch.topic, reader.person_id) as listener:
                heard = Heard.CHANGE
                while heard is not Heard.CLOSING:
                    signed_in = await self._services.readers.ask(secret)
                    if signed_in is None:
                        yield OVER
                        return
                    if heard is Heard.NOTHING:
                        yield ":\n\n"
                    else:
                        news = await self._news.ask(watch.look(signed_in.actor, seen))
                        if news is not None:
                            seen = news.id
                            yield _event(news)
                            if news.more:
                                continue
                    heard = await listener.wait(BEAT_SECONDS)
        except TooManyLive:
            yield BUSY

    async def _written(self, looks: Collection[Look]) -> Mapping[Look, News]:
        async with self._services.database.reading() as session:
            return await self._writing(Press(session, self._templates), looks)


def _stream(events: AsyncIterator[str]) -> Response:
    # A proxy that gathers an answer before passing it on would hold every event back.
    return StreamingResponse(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _only(event: str) -> AsyncIterator[str]:
    yield event


def _event(news: News) -> str:
    lines = [f"data: {line}" for line in news.html.splitlines() if line.strip()]
    return "\n".join([f"id: {news.id}", *(lines or ["data:"]), "", ""])
