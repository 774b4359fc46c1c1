"""How long a client may take to send: a half-sent request is cut, so that slow ones starve nobody."""

import asyncio
from asyncio import TimerHandle
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""From its first byte, or from the connection, to the end of its headers."""
SILENT_SECONDS = 10.0
"""Between two pieces of its body: a photo sent from a train may take longer than that in all."""
BODY_SECONDS = 120.0
"""For the whole body."""


class Deadlines(HttpToolsProtocol):
    """uvicorn's protocol, which by itself waits for ever for the rest of a request."""

    _cut: TimerHandle | None = None
    _body_ends_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._cut is None:
            self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        self._body_ends_at = self.loop.time() + BODY_SECONDS
        self._wait(SILENT_SECONDS)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._wait(min(SILENT_SECONDS, max(self._body_ends_at - self.loop.time(), 0)))
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._wait(None)
        super().on_message_complete()

    def _wait(self, seconds: float | None) -> None:
        """Cut the connection in so many seconds from now; None: no more."""
        if self._cut is not None:
            self._cut.cancel()
        self._cut = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)
