"""How long a client may take, and how much it may send beside its bodies: what is beyond that is cut.

Nobody waits for slow ones, as each request is a task of its own; but they must not gather.
"""

import asyncio
import socket
from asyncio import TimerHandle
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""From its first byte, or from the connection, to the end of its headers."""
MOST_BYTES_BESIDE = 64_000
"""Of the address and the headers of a request, the frames of its chunks, and what follows them."""
FRAMED = 8
"""Of as many bytes of a body, one more for their frames: a body may come in small chunks, not in crumbs."""
PIECE = 16_384
"""Of what has come, as many bytes are read before looking again how much it is."""
FRAMING = frozenset({b"content-length", b"transfer-encoding"})
"""The headers that announce a body."""
MOST_BEHIND = 100
"""Requests that may wait on one connection for the answer to the one before."""
SILENT_SECONDS = 10.0
"""Between two pieces of its body: a photo sent from a train may take longer than that in all."""
BODY_SECONDS = 120.0
"""For the whole body."""
UNREAD_SECONDS = 60.0
"""For taking some more of an answer that waits."""
OURS_SECONDS = 1.0
"""While the client waits for us to read, until looking again whether it still does."""


class Deadlines(HttpToolsProtocol):
    """uvicorn's protocol, which by itself waits for ever for the rest of a request, or for its reader."""

    _due: float | None = None
    """When the connection is cut, by the loop's clock; None: it may rest."""
    _alarm: TimerHandle | None = None
    """Looks at it: to set the timer anew for each piece would cost more than to read the piece."""
    _head_ended = False
    _bytes_beside = 0
    _body_bytes = 0
    _body_ends_at = 0.0
    _look: TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self._wait(HEAD_SECONDS)
        _give_up_the_lost(transport.get_extra_info("socket"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._sleep()
        self._stop_looking()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            super().data_received(piece)
            self._bytes_beside += len(piece)
            is_too_much = self._bytes_beside > MOST_BYTES_BESIDE + self._body_bytes // FRAMED
            if is_too_much or len(self.pipeline) > MOST_BEHIND:
                self.transport.abort()
            if self.transport.is_closing():
                return
        # An empty line between requests ends uvicorn's patience with a connection that rests, and is no head.
        if self._due is None and (self.cycle is None or self.cycle.response_complete):
            self._wait(HEAD_SECONDS)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_ended = False
        self._bytes_beside = self._body_bytes = 0
        if self._due is None:
            self._wait(HEAD_SECONDS)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field that follows the body is no header: what is trusted by its headers has been so already."""
        if not self._head_ended:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._head_ended = True
        self._body_ends_at = self.loop.time() + BODY_SECONDS
        self._wait(SILENT_SECONDS)
        if not self.parser.should_upgrade():
            super().on_headers_complete()
            return
        # No other protocol is spoken here, but the parser reads no body after such a head: it would take what
        # comes then for a request of its own.
        if any(name in FRAMING and value != b"0" for name, value in self.headers):
            raise ValueError("a body behind another protocol")
        super().on_headers_complete()
        self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        self._bytes_beside -= len(body)
        self._body_bytes += len(body)
        self._wait(min(SILENT_SECONDS, max(self._body_ends_at - self.loop.time(), 0)))
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._wait(None)
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look_later()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_looking()

    def _wait(self, seconds: float | None) -> None:
        """Cut the connection in so many seconds from now; None: no more."""
        self._due = None if seconds is None else self.loop.time() + seconds
        if self._due is None or (self._alarm is not None and self._alarm.when() <= self._due):
            return
        self._sleep()
        self._alarm = self.loop.call_at(self._due, self._cut_or_wait_on)

    def _cut_or_wait_on(self) -> None:
        self._alarm = None
        if self._due is None:
            return
        is_ours = self.flow.read_paused or (self.cycle is not None and self.cycle.waiting_for_100_continue)
        if is_ours:
            self._due = self.loop.time() + SILENT_SECONDS
            self._alarm = self.loop.call_later(OURS_SECONDS, self._cut_or_wait_on)
        elif self._due > self.loop.time():
            self._alarm = self.loop.call_at(self._due, self._cut_or_wait_on)
        else:
            self.transport.abort()

    def _sleep(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()

    def _look_later(self) -> None:
        """Cut the connection unless some of what waits now has been taken until then."""
        waiting = self.transport.get_write_buffer_size()

        def look() -> None:
            if self.transport.get_write_buffer_size() < waiting:
                self._look_later()
            else:
                self.transport.abort()

        self._look = self.loop.call_later(UNREAD_SECONDS, look)

    def _stop_looking(self) -> None:
        if self._look is not None:
            self._look.cancel()


def _give_up_the_lost(connection: socket.socket | None) -> None:
    """Cut whoever acknowledges nothing that was sent: a stream's beats tell, where Linux counts."""
    is_tcp = connection is not None and connection.family in {socket.AF_INET, socket.AF_INET6}
    if connection is not None and is_tcp and hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(UNREAD_SECONDS * 1000))
