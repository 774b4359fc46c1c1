"""Counts each answer under the pattern of its address, never the address; a survey's are not timed."""

import time

from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.metrics import ANSWERS

ELSEWHERE = "elsewhere"
SURVEYS = "/pulse/"


class Watching:
    """Around the router, which notes in the scope where it went."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(SURVEYS):
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            route = scope.get("route")
            pattern = route.path if isinstance(route, Route) else ELSEWHERE
            ANSWERS.labels(scope["method"], pattern, str(status)).observe(time.perf_counter() - began)
