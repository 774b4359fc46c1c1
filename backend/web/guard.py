"""Where an unsafe request may come from (cross-site request forgery)."""

from urllib.parse import urlsplit

from starlette.requests import Request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


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
    return origin is not None and _host(origin) in {_host(base_url), request.headers.get("host", "")}


def _host(url: str) -> str:
    return urlsplit(url).netloc
