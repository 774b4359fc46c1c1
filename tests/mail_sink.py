"""A real SMTP server for tests, with moods: it can refuse for now, or for good."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Keeps what it accepted. First, messages are answered with `moods`, their senders with `greetings`."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.moods: list[str] = []
        self.greetings: list[str] = []
        self.url = ""

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.greetings:
            return self.greetings.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 welcome"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.moods:
            return self.moods.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(message_from_bytes(content, _class=EmailMessage, policy=policy.default))
        return "250 kept"


@asynccontextmanager
async def mail_sink(**options: Any) -> AsyncIterator[Sink]:
    """The sink, listening on a free loopback port; `options` are the server's."""
    sink = Sink()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, loop=loop, enable_SMTPUTF8=True, **options), "127.0.0.1", 0
    )
    sink.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield sink
    finally:
        server.close()
