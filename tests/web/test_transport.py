"""Compression that tells no secret, and clients that send half a request."""

import asyncio
import contextlib
import time

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.http import deadlines
from tests.faces import Faces
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
    monkeypatch.setattr(deadlines, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(deadlines, "SILENT_SECONDS", 0.3)
    lost = []

    async def take(request: Request) -> Response:
        try:
            return PlainTextResponse(str(len(await request.body())))
        except ClientDisconnect:
            lost.append(request)
            raise

    app = Starlette(routes=[Route("/", take, methods=["POST"])])
    halves = (b"", b"POST / HT", b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc")
    began = time.monotonic()
    async with served(app, http=deadlines.Deadlines) as address, httpx2.AsyncClient() as honest:
        port = httpx2.URL(address).port
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in halves]
        for (_, writer), half in zip(slow, halves, strict=True):
            writer.write(half)
        assert (await honest.post(address, content=b"x" * 100_000)).text == "100000"
        for reader, writer in slow:
            with contextlib.suppress(ConnectionResetError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
        assert time.monotonic() - began < 3
    assert len(lost) == 1
