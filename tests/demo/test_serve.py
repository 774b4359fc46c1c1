import asyncio
import socket

import aiosmtplib
import httpx2
import pytest

from backend.demo.serve import serve_demo
from tests.demo.conftest import CALLBACK, CLIENT_ID, GOODBYE, SECRET, Cast
from tests.demo.test_mailbox import invitation
from tests.serving import free_port


async def test_the_provider_the_mailbox_and_the_smtp_server_run_together_and_stop() -> None:
    port = free_port()
    async with serve_demo(port, CLIENT_ID, SECRET, [CALLBACK], [GOODBYE], Cast()) as addresses:
        assert addresses.issuer == f"http://127.0.0.1:{port}"
        async with httpx2.AsyncClient(timeout=60) as browser:
            discovery = await browser.get(f"{addresses.issuer}/.well-known/openid-configuration")
            assert discovery.json()["issuer"] == addresses.issuer
            await aiosmtplib.send(
                invitation(), hostname="127.0.0.1", port=int(addresses.smtp_url.split(":")[-1])
            )
            assert "Une rencontre à Bègles" in (await browser.get(addresses.mailbox)).text
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)) != 0


async def test_a_cancelled_demo_leaves_nothing_listening() -> None:
    port, started = free_port(), asyncio.Event()

    async def demo() -> None:
        async with serve_demo(port, CLIENT_ID, SECRET, [CALLBACK], [GOODBYE], Cast()):
            started.set()
            await asyncio.Event().wait()

    running = asyncio.create_task(demo())
    await asyncio.wait_for(started.wait(), 60)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(running, 60)
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)) != 0


async def test_a_taken_port_is_said_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            async with serve_demo(taken.getsockname()[1], CLIENT_ID, SECRET, [CALLBACK], [GOODBYE], Cast()):
                raise AssertionError("the demo started on a taken port")
