"""What the demo's own pages share: the reader's language, the policy they are served under, the rendering."""

from collections.abc import Iterable
from datetime import UTC, datetime

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse

from backend.core.i18n import LOCALES, Catalogues, negotiate
from backend.services import UI
from backend.web.templates import Templates

LOCALE_COOKIE = "demo_locale"
TIME_ZONE = "Europe/Paris"
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Pages:
    """Renders the templates of `ui_templates/demo`. `form_targets` are origins a form may end at."""

    def __init__(self, form_targets: Iterable[str] = ()) -> None:
        self._templates = Templates(None, Catalogues.load(UI / "locale"))
        self._policy = "; ".join(
            [
                "default-src 'none'",
                f"script-src 'self' {self._templates.htmx.core.url}",
                "connect-src 'self'",
                "style-src 'self'",
                "font-src 'self'",
                "img-src 'self'",
                "frame-src 'self'",
                " ".join(["form-action 'self'", *form_targets]),
                "frame-ancestors 'none'",
                "base-uri 'none'",
            ]
        )

    def show(
        self,
        request: Request,
        name: str,
        status: int = 200,
        here: str | None = None,
        **context: object,
    ) -> HTMLResponse:
        """The page `demo/<name>.html` in the reader's language, which `?lang=` sets for the next pages too.

        `here` is the address at which a GET shows the same page, when it is not the request's own.
        """
        locale = reader_locale(request)
        other = next(one for one in LOCALES if one != locale)
        html = self._templates.render(
            f"demo/{name}.html",
            locale=locale,
            time_zone=TIME_ZONE,
            now=datetime.now(UTC),
            viewer=None,
            other_locale_url=_with_lang(here or str(request.url), other),
            **context,
        )
        response = HTMLResponse(html, status, HEADERS | {"Content-Security-Policy": self._policy})
        if request.query_params.get("lang") == locale:
            response.set_cookie(LOCALE_COOKIE, locale, httponly=True, samesite="lax")
        return response


def _with_lang(address: str, locale: str) -> str:
    url = URL(address).include_query_params(lang=locale)
    return f"{url.path}?{url.query}"


def reader_locale(request: Request) -> str:
    """The reader's choice here, else the application's, else an earlier choice, else the browser's."""
    asked = [request.query_params.get("lang", "")]
    asked += request.query_params.get("ui_locales", "").split()
    asked += [request.cookies.get(LOCALE_COOKIE, "")]
    known = (tag.split("-")[0] for tag in asked if tag.split("-")[0] in LOCALES)
    return next(known, None) or negotiate(request.headers.get("accept-language", ""), LOCALES[0])
