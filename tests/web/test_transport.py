"""Compression that tells no secret, and clients that send half a request."""

import asyncio
import contextlib
import gzip
import socket

import brotli
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.http import deadlines
from backend.http.compression import Compression
from tests.faces import BASE, Faces
from tests.serving import served

BROTLI = {"accept-encoding": "br"}


@pytest.mark.parametrize("encoding", ["br", "gzip", "zstd"])
async def test_a_page_is_compressed_as_the_browser_can(faces: Faces, encoding: str) -> None:
    browser = await faces.browser("ines")
    page = await browser.get("/circles", headers={"accept-encoding": encoding})
    assert page.headers["content-encoding"] == encoding
    assert "Accept-Encoding" in page.headers["vary"]


async def test_what_another_site_asks_for_with_our_cookies_is_not_compressed(faces: Faces) -> None:
    browser = await faces.browser("ines")
    page = await browser.get("/search?q=secret", headers={**BROTLI, "sec-fetch-site": "cross-site"})
    assert "content-encoding" not in page.headers


async def test_answers_to_forms_surveys_and_our_own_graphql_are_not_compressed(faces: Faces) -> None:
    browser = await faces.browser("maud")
    made = await browser.post("/admin/tokens", data={"name": "Intranet"}, headers=BROTLI)
    asked = await browser.post("/graphql", json={"query": "{ __typename }" + " " * 900}, headers=BROTLI)
    survey = await browser.get("/pulse/01a20040-6857-72f7-a88e-d759d6adb83e", headers=BROTLI)
    for answer in (made, asked, survey):
        assert "content-encoding" not in answer.headers


async def test_half_a_request_is_cut_and_honest_clients_do_not_wait_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert max(deadlines.HEAD_SECONDS, deadlines.SILENT_SECONDS) <= 10
    lost = []

    async def take(request: Request) -> Response:
        try:
            return PlainTextResponse(str(len(await request.body())))
        except ClientDisconnect:
            lost.append(request)
            raise

    app = Starlette(routes=[Route("/", take, methods=["POST"])])
    halves = (b"", b"POST / HT", b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc")

    async def begun(address: str) -> list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        slow = [await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port) for _ in halves]
        for (_, writer), half in zip(slow, halves, strict=True):
            writer.write(half)
        return slow

    async with served(app, http=deadlines.Deadlines) as address, httpx2.AsyncClient(timeout=60) as honest:
        waiting = await begun(address)
        assert (await honest.post(address, content=b"x" * 100_000)).text == "100000"
        assert not any(reader.at_eof() for reader, _ in waiting)
        for name in ("HEAD_SECONDS", "SILENT_SECONDS"):
            monkeypatch.setattr(deadlines, name, 0.3)
        for reader, writer in await begun(address):
            with contextlib.suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()
        assert len(lost) == 1
        for _, writer in waiting:
            writer.close()
    assert len(lost) == 2


async def test_who_reads_no_answer_is_cut_and_who_reads_slowly_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deadlines, "UNREAD_SECONDS", 1)
    ended = asyncio.Event()
    size, piece = 20_000_000, 1_000_000

    async def give(request: Request) -> Response:
        return Response(b"x" * size, background=BackgroundTask(ended.set))

    app = Starlette(routes=[Route("/", give)])
    async with served(app, http=deadlines.Deadlines) as address:
        for reads in (True, False):
            ended.clear()
            reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            taken = 0
            while reads and (got := await reader.read(piece)):
                taken += len(got)
                await asyncio.sleep(0.01)
            assert not reads or taken > size
            await asyncio.wait_for(ended.wait(), 60)
            writer.close()


@pytest.mark.parametrize("head", [b"GET /" + b"a" * 1_000_000, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200_000])
async def test_headers_without_an_end_are_cut(head: bytes) -> None:
    async with served(Starlette(), http=deadlines.Deadlines) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(address).port)
        with contextlib.suppress(ConnectionError):
            writer.write(head)
            await writer.drain()
            assert await asyncio.wait_for(reader.read(), 60) == b""
        writer.close()


async def test_a_reader_who_is_gone_without_a_word_is_given_up_by_the_connection() -> None:
    patience: list[int] = []

    class Watched(deadlines.Deadlines):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            connection = transport.get_extra_info("socket")
            patience.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT))

    async with served(Starlette(), http=Watched) as address, httpx2.AsyncClient() as client:
        await client.get(address)
    assert patience == [deadlines.UNREAD_SECONDS * 1000]


async def test_each_encoding_is_as_thorough_as_it_can_be_while_the_reader_waits() -> None:
    text = b" ".join(b"%d %d" % (number, number * number % 977) for number in range(4000))

    async def say(request: Request) -> Response:
        return PlainTextResponse(text)

    app = Compression(Starlette(routes=[Route("/", say)]))
    expected = {"br": brotli.compress(text, quality=4), "gzip": gzip.compress(text, 6)}
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=BASE) as browser:
        for encoding, made in expected.items():
            async with browser.stream("GET", "/", headers={"accept-encoding": encoding}) as answer:
                sent = b"".join([piece async for piece in answer.aiter_raw()])
            assert len(sent) == len(made)
