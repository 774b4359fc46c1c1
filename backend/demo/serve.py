"""Running the provider and the mailbox beside the product, on the loop the demo already runs."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn

from backend.demo.letters import Letters, receive_mail
from backend.demo.mailbox import Mailbox
from backend.demo.pages import Pages
from backend.demo.personas import Directory
from backend.demo.provider import build_provider

HOST = "127.0.0.1"
STOP_SECONDS = 5


@dataclass(frozen=True, slots=True)
class DemoAddresses:
    issuer: str
    mailbox: str
    smtp_url: str


@asynccontextmanager
async def serve_demo(
    port: int,
    client_id: str,
    client_secret: str,
    redirect_uris: Iterable[str],
    post_logout_redirect_uris: Iterable[str],
    directory: Directory,
    *,
    smtp_port: int = 0,
) -> AsyncIterator[DemoAddresses]:
    """Listen on loopback `port` (provider, mailbox) and `smtp_port` (0: any free one) until the block ends.

    Raises OSError when a port is taken.
    """
    issuer = f"http://{HOST}:{port}"
    app = build_provider(
        issuer,
        client_id,
        client_secret,
        redirect_uris,
        post_logout_redirect_uris,
        directory,
    )
    letters = Letters()
    app.router.routes.extend(Mailbox(letters, Pages()).routes())
    with _listen(port) as listener:
        smtp = await receive_mail(letters, HOST, smtp_port)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, timeout_graceful_shutdown=STOP_SECONDS
        )
        server = _Beside(config)
        serving = asyncio.create_task(server.serve([listener]))
        try:
            smtp_url = f"smtp://{HOST}:{smtp.sockets[0].getsockname()[1]}"
            yield DemoAddresses(issuer, f"{issuer}/mailbox", smtp_url)
        finally:
            smtp.close()
            server.should_exit = True
            await serving


class _Beside(uvicorn.Server):
    """A server that leaves Ctrl-C to the one it runs beside."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _listen(port: int) -> Iterator[socket.socket]:
    """A loopback listener, bound before anything starts so that a taken port is said at once."""
    with contextlib.closing(socket.socket()) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
        yield listener
