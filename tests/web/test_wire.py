"""What comes on a connection beside the headers and bodies of requests is not believed, and has an end."""

import asyncio
import contextlib
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.http import deadlines
from tests.serving import served

GET = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 203.0.113.9\r\ntransfer-encoding: chunked\r\n\r\n"
BYE = GET[:-2] + b"connection: close\r\n\r\n"


async def tell(request: Request) -> Response:
    """How many bytes came, and the headers that a stranger may want to add to."""
    body = await request.body()
    return PlainTextResponse(f"{len(body)} {request.headers.getlist('x-forwarded-for')} {request.cookies};")


APP = Starlette(routes=[Route("/", tell, methods=["GET", "POST"])])


async def told(address: str, *pieces: bytes) -> bytes:
    """All that is answered to the pieces until the connection is closed; nothing, if it is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return await asyncio.wait_for(reader.read(), 60)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_what_follows_a_body_is_no_header_of_it_nor_of_the_next_request() -> None:
    trailers = b"2\r\n{}\r\n0\r\nx-forwarded-for: 1.2.3.4\r\ncookie: diapason=stolen\r\n\r\n"
    async with served(APP, http=deadlines.Deadlines) as address:
        answers = await told(address, POST + trailers + BYE)
    assert b"2 ['203.0.113.9'] {};" in answers
    assert b"0 [] {};" in answers


@pytest.mark.parametrize(
    "endless",
    [
        b"0\r\n" + b"x: y\r\n" * 2_000_000,
        b"0\r\nx: " + b"y" * 9_000_000,
        b"1;" + b"x" * 9_000_000,
        b"0" * 9_000_000,
        b"0\r\n\r\n" + b"\r\n" * 4_000_000,
    ],
    ids=["trailers", "a trailer", "a word on a chunk", "zeros before a size", "empty lines"],
)
async def test_what_has_no_end_beside_a_body_is_cut(endless: bytes) -> None:
    sent = 0
    async with served(APP, http=deadlines.Deadlines) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
        writer.write(POST)
        with contextlib.suppress(ConnectionError):
            for start in range(0, len(endless), 9000):
                writer.write(endless[start : start + 9000])
                await writer.drain()
                # A drain that has room gives nobody else a turn, and who reads is in this very loop.
                await asyncio.sleep(0)
                sent = start
            await asyncio.wait_for(reader.read(), 60)
        writer.close()
    # What the system keeps of it on its way is not counted here.
    assert sent < len(endless) - 9000


async def test_a_head_that_comes_in_one_piece_is_no_longer_for_that() -> None:
    async with served(APP, http=deadlines.Deadlines) as address:
        for length, answer in ((40_000, b"0 [] {};"), (100_000, b"")):
            head = BYE[:-2] + b"x: " + b"y" * length + b"\r\n\r\n"
            assert (await told(address, head))[-8:] == answer


async def test_a_body_may_come_in_small_chunks_and_requests_one_behind_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chunks = b"40\r\n" + b"x" * 64 + b"\r\n"
    timers, call_at = [], asyncio.BaseEventLoop.call_at

    def counted(*args: Any, **named: Any) -> asyncio.TimerHandle:
        timers.append(args)
        return call_at(*args, **named)

    monkeypatch.setattr(asyncio.BaseEventLoop, "call_at", counted)
    async with served(APP, http=deadlines.Deadlines) as address:
        answers = await told(address, (POST + chunks * 20_000 + b"0\r\n\r\n") * 2 + GET * 90 + BYE)
    assert answers.count(b"1280000 ['203.0.113.9'] {};") == 2
    assert answers.count(b"0 [] {};") == 91
    # A few for each request, and none for each chunk.
    assert len(timers) < 5000


async def test_requests_do_not_gather_behind_one_without_end() -> None:
    async with served(APP, http=deadlines.Deadlines) as address:
        assert await told(address, GET * 100_000 + BYE) == b""


async def test_a_body_in_crumbs_is_cut_before_they_cost_anything() -> None:
    async with served(APP, http=deadlines.Deadlines) as address:
        assert await told(address, POST + b"1\r\n \r\n" * 200_000 + b"0\r\n\r\n" + BYE) == b""


@pytest.mark.parametrize("asks_first", [True, False])
async def test_who_waits_until_we_read_is_not_cut_for_it(
    monkeypatch: pytest.MonkeyPatch, asks_first: bool
) -> None:
    monkeypatch.setattr(deadlines, "SILENT_SECONDS", 1)
    monkeypatch.setattr(deadlines, "OURS_SECONDS", 0.1)
    size = 1_000_000
    head = b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: %d\r\n" % size

    async def think_first(request: Request) -> Response:
        await asyncio.sleep(1.5)
        return await tell(request)

    app = Starlette(routes=[Route("/", think_first, methods=["POST"])])
    async with served(app, http=deadlines.Deadlines) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
        if asks_first:
            writer.write(head + b"expect: 100-continue\r\n\r\n")
            assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        else:
            writer.write(head + b"\r\n")
        writer.write(b"x" * size)
        assert (await reader.read()).endswith(b"1000000 [] {};")
        writer.close()


@pytest.mark.parametrize("rest", [b"\r\n", b"\r\n\r\n\r\n"])
async def test_an_empty_line_after_an_answer_keeps_no_connection(
    monkeypatch: pytest.MonkeyPatch, rest: bytes
) -> None:
    async with served(APP, http=deadlines.Deadlines) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
        writer.write(GET)
        assert (await reader.readuntil(b"{};")).startswith(b"HTTP/1.1 200")
        writer.write(rest)
        writer.write(GET)
        assert (await reader.readuntil(b"{};")).startswith(b"HTTP/1.1 200")
        monkeypatch.setattr(deadlines, "HEAD_SECONDS", 0.3)
        writer.write(rest)
        with contextlib.suppress(ConnectionError):
            assert await asyncio.wait_for(reader.read(), 60) == b""
        writer.close()


@pytest.mark.parametrize("framing", [b"content-length: 33", b"transfer-encoding: chunked"])
@pytest.mark.parametrize("head", [b"POST / HTTP/1.1", b"CONNECT x:1 HTTP/1.1"])
async def test_a_body_behind_another_protocol_is_no_request(head: bytes, framing: bytes) -> None:
    asked = head + b"\r\nhost: x\r\nconnection: upgrade\r\nupgrade: h2c\r\n" + framing + b"\r\n\r\n"
    hidden = b"GET / HTTP/1.1\r\nhost: x\r\nx: "
    async with served(APP, http=deadlines.Deadlines) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
        writer.write(asked)
        assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 400")
        with contextlib.suppress(ConnectionError):
            writer.write(hidden + GET)
            assert b"HTTP/1.1" not in await asyncio.wait_for(reader.read(), 60)
        writer.close()


async def test_who_would_speak_another_protocol_is_answered_in_this_one_once() -> None:
    asked = GET[:-2] + b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\ncontent-length: 0\r\n\r\n"
    async with served(APP, http=deadlines.Deadlines) as address:
        answers = await told(address, asked)
    assert (answers.count(b"HTTP/1.1 200"), answers[-8:]) == (1, b"0 [] {};")
    assert b"connection: close" in answers.lower()
