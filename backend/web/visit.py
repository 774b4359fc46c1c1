"""One request of one reader: what a page's handler works with, and how its answer is made."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from backend import identity
from backend.core import wording
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.i18n import Translator
from backend.core.text import storable
from backend.http import cookies
from backend.services import Services
from backend.web.nav import Viewer, viewer_of

LONGEST_CURSOR = 4000


@dataclass(frozen=True)
class Context:
    """What one page's template is given: each page declares its own names."""


@dataclass
class Visit:
    """One request of one reader, inside one unit of work."""

    request: Request
    services: Services
    session: Session
    signed_in: identity.SignedIn | None
    locale: str
    form: FormData = field(default_factory=FormData)
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    brought: Any = None
    """What `acting(before=...)` brought back before the unit of work."""
    repeated: Response | None = None
    """What a repeat of this form is answered, when the answer itself holds a secret that must not be kept."""
    afterwards: Callable[[Session], Awaitable[object]] | None = None
    """What a page that only reads still has to note, in a unit of work of its own, once it is rendered."""

    @property
    def actor(self) -> Actor:
        """Who is acting. Only asked where the page requires a signed-in reader."""
        assert self.signed_in is not None
        return self.signed_in.actor

    @property
    def time_zone(self) -> str:
        return self.signed_in.actor.time_zone if self.signed_in else self.services.settings.time_zone

    @property
    def zone(self) -> ZoneInfo:
        """The clocks that the reader goes by."""
        return ZoneInfo(self.time_zone)

    @property
    def translator(self) -> Translator:
        return self.services.catalogues.translator(self.locale)

    @property
    def is_htmx(self) -> bool:
        return self.request.headers.get("hx-request") == "true"

    def puts_in(self, element_id: str) -> bool:
        """Whether htmx will put the answer in this element: a fragment is enough."""
        return self.request.headers.get("hx-target", "").endswith(f"#{element_id}")

    def path(self, name: str) -> str:
        """A path parameter of the URL. Errors: NotFound, for what no database stores."""
        value = str(self.request.path_params[name])
        if storable(value) != value:
            raise NotFound
        return value

    def query(self, name: str, default: str = "", most: int = 200) -> str:
        """A query parameter, trimmed and bounded to `most` characters."""
        return storable(self.request.query_params.get(name, default)).strip()[:most]

    def cursor(self, name: str = "after") -> str | None:
        """Where a list continues; it is made of the row's names, which may be long."""
        return self.query(name, most=LONGEST_CURSOR) or None

    async def render(self, template: str, context: Context | None = None, **more: Any) -> HTMLResponse:
        """The page as HTML. `context` is the page's dataclass; its fields are the template's names."""
        names = {f.name: getattr(context, f.name) for f in fields(context)} if context else {}
        said = self.request.cookies.get(cookies.SAID)
        viewer = await self._viewer()
        body = self.request.app.state.templates.render(
            template,
            locale=self.locale,
            time_zone=self.time_zone,
            now=now(),
            viewer=viewer,
            theme=viewer.theme if viewer else "system",
            path=self.request.url.path,
            back_to=address(self.request),
            partial=self.is_htmx,
            announce=wording.said(self.translator, said) if said else None,
            values=self.values,
            errors=self.errors,
            demo=self.services.settings.mode == "demo",
            **names,
            **more,
        )
        response = HTMLResponse(body, self.status)
        if said:
            response.delete_cookie(cookies.SAID, path="/")
        return response

    def redirect(self, path: str, said: str = "") -> Response:
        """See-other to one of our own pages; `said` is a coded sentence told there (`said.<code>`)."""
        response = RedirectResponse(path, 303)
        if said:
            cookies.keep(response, self.services.settings, cookies.SAID, said, seconds=30)
        return response

    async def _viewer(self) -> Viewer | None:
        if self.signed_in is None:
            return None
        return await viewer_of(self.session, self.signed_in, self.translator, self.request.url.path)


Handler = Callable[[Visit], Awaitable[Response]]


def address(request: Request) -> str:
    """The path and query of a request."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
