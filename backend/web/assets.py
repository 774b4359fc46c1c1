"""Addresses of the files a page asks for: ours under /static, htmx from its CDN or the company's copy."""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Self

from backend.services import UI

_CDN = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist"


@dataclass(frozen=True)
class Script:
    """A script's address, and the hash the browser checks when another party serves the file."""

    url: str
    integrity: str | None = None


@dataclass(frozen=True)
class Htmx:
    """htmx and its live-update extension."""

    core: Script
    sse: Script

    @classmethod
    def at(cls, url: str | None) -> Self:
        """Return the scripts beside `url`, a company's own htmx.min.js, or the CDN's with their hashes.

        A company's copy keeps the layout of the npm package's `dist` folder.
        """
        if url:
            return cls(Script(url), Script(f"{url.rsplit('/', 1)[0]}/ext/hx-sse.min.js"))
        return cls(
            Script(
                f"{_CDN}/htmx.min.js",
                "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn",
            ),
            Script(
                f"{_CDN}/ext/hx-sse.min.js",
                "sha384-v8HvucQ+ohQhMg0arboXc5049yNR46QKMjphs7YDch+Wm7zpfK5XVS01f26mQDJV",
            ),
        )

    @property
    def addresses(self) -> tuple[str, str]:
        """The exact addresses that the content security policy allows."""
        return self.core.url, self.sse.url


@cache
def static(name: str) -> str:
    """Return the address of a file of ui_templates/static, which changes with its content.

    An unknown file raises FileNotFoundError.
    """
    digest = hashlib.sha256((UI / "static" / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"
