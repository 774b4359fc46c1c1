"""A real connection: to the address that was checked, with the certificate of the name, past every proxy."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from backend.webhooks import sending
from backend.webhooks.sending import Message, Outcome, Poster
from tests.certificates import made_out_to

ANSWER = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this machine's own address were public."""

    async def checked(*_args: object) -> str:
        return "127.0.0.1"

    monkeypatch.setattr(sending, "public_address", checked)


@pytest.mark.parametrize(
    ("named", "outcome"),
    [("hooks.example", Outcome(204)), ("other.example", Outcome(error="unreachable"))],
)
async def test_the_certificate_must_bear_the_name(named: str, outcome: Outcome, tmp_path: Path) -> None:
    certificate = made_out_to(named, tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    trusted = ssl.create_default_context(cafile=certificate)
    async with listening(context) as (port, asked):
        poster = Poster(transport=httpx2.AsyncHTTPTransport(verify=trusted, trust_env=False))
        assert await poster.post(to(port)) == outcome
    heads = [head for head in asked if f"host: hooks.example:{port}".encode() in head.lower()]
    assert len(heads) == (1 if outcome.status else 0)


async def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look the name up again."""
    async with listening() as (port, asked):
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        assert (await Poster().post(to(9))).error == "unreachable"
    assert asked == []


def to(port: int) -> Message:
    return Message("0192", f"https://hooks.example:{port}/in", b"k" * 32, b"{}")


@asynccontextmanager
async def listening(context: ssl.SSLContext | None = None) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server of this machine: its port, and the heads of the requests it got."""
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(ANSWER)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1], asked
