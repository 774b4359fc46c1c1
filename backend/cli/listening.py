"""Ports and servers: saying at once that a port is taken, and stopping all together."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import uvicorn

from backend.cli.say import stop


def require_free(host: str, *ports: int) -> None:
    """End the command with one sentence when a port is taken."""
    for port in ports:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with contextlib.closing(socket.socket(family)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                stop(f"Port {port} on {host} is taken: stop what listens there, or choose another port.")


def until_asked_to_stop() -> asyncio.Event:
    """An event set by Ctrl-C or SIGTERM."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    return asked


class Beside(uvicorn.Server):
    """A server that leaves Ctrl-C and SIGTERM to the command that runs it beside others."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def answers(url: str, serving: asyncio.Task[None]) -> bool:
    """Whether `url` answers 200, waiting for it as long as its server runs."""
    async with httpx2.AsyncClient(timeout=2, trust_env=False) as client:
        while not serving.done():
            with contextlib.suppress(httpx2.HTTPError):
                if (await client.get(url)).status_code == 200:
                    return True
            await asyncio.sleep(0.05)
    return False
