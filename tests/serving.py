"""The application behind a real port, for peers that are not Python."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def served(app: Starlette, **settings: Any) -> AsyncIterator[str]:
    """The address of `app` on a free port, without its lifespan: the test's own database stays open."""
    # Named TCP, it sends what it has at once: an answer in two pieces would wait 40 ms for its second.
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, lifespan="off", log_level="warning", access_log=False, **settings)
        server = uvicorn.Server(config)
        # The port listens from here on: whoever comes before the server has started waits for it.
        listener.listen()
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving
