"""A company's chat and SMS gateway for tests: it keeps what it took, and can refuse first."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from backend.core.messenger import Messenger
from backend.services import UI

CARD = UI / "channels" / "teams.json"


class Gateway:
    """Keeps the path and body of each request; the first `refusals` are answered with 503."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.refusals = 0
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        size = next(int(line[15:]) for line in head.splitlines() if line.lower().startswith("content-length"))
        body = json.loads(await reader.readexactly(size))
        if self.refusals:
            self.refusals -= 1
            status = "503 Service Unavailable"
        else:
            self.taken.append((head.split()[1], body))
            status = "202 Accepted"
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    def messenger(self) -> Messenger:
        """Texts by SMS and in Slack, through this gateway."""
        url = f"json://127.0.0.1:{self.port}"
        return Messenger(
            {"sms": f"{url}/sms?:to={{mobile}}", "slack": f"{url}/chat?:to={{email}}&:link={{link}}"}, CARD
        )


@asynccontextmanager
async def gateway() -> AsyncIterator[Gateway]:
    """The gateway, listening on a free loopback port."""
    kept = Gateway()
    server = await asyncio.start_server(kept.answer, "127.0.0.1", 0)
    kept.port = server.sockets[0].getsockname()[1]
    try:
        yield kept
    finally:
        server.close()
