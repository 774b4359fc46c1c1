"""Where an unsafe request may come from (cross-site request forgery), and where one may be sent."""

import unicodedata
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST = 1500


def comes_from_us(request: Request, base_url: str) -> bool:
    """Whether a request was made by our own pages: Sec-Fetch-Site first, Origin for older browsers.

    A request with neither header is not a browser's form, and is refused where a cookie is the credential.
    """
    if request.method in SAFE:
        return True
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    host = _host(origin) if origin is not None else None
    return host is not None and host in {_host(base_url), request.headers.get("host")}


def another_site_asks(headers: Headers) -> bool:
    """Whether another site's page had the browser ask, as far as the browser tells."""
    return headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}


def _host(url: str) -> str | None:
    """The host and port of an address; None for what is not one."""
    try:
        return urlsplit(url).netloc or None
    except ValueError:
        return None


def sent_from(request: Request, base_url: str) -> str:
    """The page of ours that a request was sent from, as far as the browser tells; else the first page."""
    told = request.headers.get("referer", "")
    if _host(told) not in {_host(base_url), request.headers.get("host")}:
        return "/"
    page = urlsplit(told)
    return own_path(page.path + (f"?{page.query}" if page.query else ""))


def own_path(wanted: str | None) -> str:
    """`wanted` when it is a path of this site, query included; else the first page.

    Browsers read `//` and a backslash as another site's address, and skip control characters; a half of
    a pair goes into no header.
    """
    if not wanted or len(wanted) > LONGEST or not wanted.startswith("/") or wanted.startswith("//"):
        return "/"
    if "\\" in wanted or any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in wanted):
        return "/"
    return wanted
