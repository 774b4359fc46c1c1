"""Gives each request a name, counts its answer and says so, under the pattern of its address.

Never under the address; and nothing of what leaves no trace: the answering of a survey, an anonymous report.
"""

import logging
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core import logs
from backend.core.metrics import ANSWERS

log = logging.getLogger("diapason.http")

ELSEWHERE = "elsewhere"
NO_TRACE = ("/pulse/", "/reports/anonymous", "/reports/follow-up")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
OFTEN = ("/static/", "/healthz", "/readyz", "/metrics")
"""What is counted and not said: it would be most of the log."""


class Watching:
    """Around the router, which notes in the scope where it went."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = logs.Asked(secrets.token_hex(8), silent=scope["path"].startswith(NO_TRACE))
        # It stays set: the server tells of a failure after this has returned. The next request has its own.
        logs.asked.set(asked)
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = asked.id
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            if not asked.silent:
                _tell(scope, status, time.perf_counter() - began)


def pattern_of(scope: Scope) -> str:
    """The pattern of the address asked for, once the router has found it.

    One that does not answer to the method is not it: anybody may send every method to every address.
    """
    route = scope.get("route")
    return route.path if isinstance(route, Route) and scope["method"] in (route.methods or ()) else ELSEWHERE


def _tell(scope: Scope, status: int, seconds: float) -> None:
    method = scope["method"] if scope["method"] in METHODS else ELSEWHERE
    pattern = pattern_of(scope)
    ANSWERS.labels(method, pattern, str(status)).observe(seconds)
    if not scope["path"].startswith(OFTEN):
        facts = {"method": method, "route": pattern, "status": status, "milliseconds": round(seconds * 1000)}
        log.info("answered", extra={"facts": facts})
