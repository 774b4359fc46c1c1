"""Subscriptions: what a thread or a report becomes, told as it changes, to whoever may still know."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from backend import identity, reports
from backend.core.db import Database
from backend.http import cookies
from schema import streaming
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import a_thread
from tests.reports.scenes import a_report, a_topic, stands
from tests.schema.test_limits import TOO_LARGE
from tests.web.test_forum import SOON, Events, answered, live

THREAD = (
    "subscription($id: ID!) { threadUpdated(threadId: $id) { version posts(first: 5) { nodes { text } } } }"
)
REPORT = "subscription($number: Int!) { reportUpdated(number: $number) { voteCount } }"


@asynccontextmanager
async def subscribed(
    base: str, faces: Faces, who: str, query: str, **variables: Any
) -> AsyncIterator[Events]:
    cookie = {cookies.SESSION: await faces.session_cookie(who)}
    headers = {"accept": "text/event-stream", "sec-fetch-site": "same-origin"}
    async with (
        httpx2.AsyncClient(base_url=base, cookies=cookie, headers=headers, timeout=SOON) as client,
        client.stream("POST", "/graphql", json={"query": query, "variables": variables}) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Events(response)


async def data(events: Events) -> Any:
    event = await events.next()
    assert event["event"] == "next", event
    return json.loads(event["data"])["data"]


async def test_a_tool_is_told_what_a_thread_becomes(faces: Faces, cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    async with (
        live(faces, database) as base,
        subscribed(base, faces, "ines", THREAD, id=encode("Thread", thread_id)) as events,
    ):
        assert (await data(events))["threadUpdated"]["version"] == 1
        await answered(cast, database, thread_id, "Débranchez la box.")
        told: dict[str, Any] = {"version": 1}
        # On PostgreSQL the process also looks once when it begins to hear.
        while told["version"] == 1:
            told = (await data(events))["threadUpdated"]
        assert [post["text"] for post in told["posts"]["nodes"]][1:] == ["Débranchez la box."]
        async with database.writing() as session:
            await identity.close_all_sessions(session, cast.people["ines"])
            await session.commit()
        await answered(cast, database, thread_id, "Et la suite")
        refused = await events.next()
        while "errors" not in refused["data"]:
            assert "Et la suite" not in refused["data"]
            refused = await events.next()
        assert "NOT_SIGNED_IN" in refused["data"]


async def test_a_tool_is_told_what_a_report_becomes(faces: Faces, cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast)).number
        await session.commit()
    async with (
        live(faces, database) as base,
        subscribed(base, faces, "karim", REPORT, number=number) as events,
    ):
        assert (await data(events))["reportUpdated"]["voteCount"] == 0
        async with database.writing() as session:
            await reports.vote(session, await stands(session, cast, "karim", number))
            await session.commit()
        count = 0
        async with asyncio.timeout(SOON):
            while count == 0:
                count = (await data(events))["reportUpdated"]["voteCount"]
        assert count == 1


async def test_what_is_no_subscription_is_refused_in_the_stream(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with (
        live(faces, database) as base,
        subscribed(base, faces, "ines", "{ viewer { email } }") as events,
    ):
        refused = await events.next()
    assert json.loads(refused["data"])["errors"][0]["extensions"]["code"] == "SUBSCRIPTION_ONLY"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"query": "subscription {"}, "SYNTAX_ERROR"),
        ({"query": "subscription { nothing }"}, "INVALID_OPERATION"),
        ({"query": TOO_LARGE["characters"]}, "DOCUMENT_TOO_LARGE"),
        ({"query": f"subscription {TOO_LARGE['depth']}"}, "DOCUMENT_TOO_LARGE"),
        ({"query": f"subscription {TOO_LARGE['repeats']}"}, "DOCUMENT_TOO_LARGE"),
        ({"query": ""}, "BAD_PARAMETER"),
        ({"query": "subscription S { __typename }", "operationName": "T"}, "BAD_PARAMETER"),
        ({"query": "fragment F on Query { __typename }"}, "BAD_PARAMETER"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_the_stream(
    faces: Faces, asked: dict[str, str], code: str
) -> None:
    browser = await faces.browser("ines")
    answer = await browser.post("/graphql", json=asked, headers={"accept": "text/event-stream"})
    refused, complete, end = answer.text.split("\n\n")
    assert (complete, end) == ("event: complete\ndata:", "")
    assert refused.startswith("event: next\ndata: ")
    told = json.loads(refused.partition("data: ")[2])
    assert told["data"] is None
    assert [error["extensions"]["code"] for error in told["errors"]] == [code]


async def test_a_silent_stream_says_that_it_is_there(
    faces: Faces, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "BEAT_SECONDS", 0.01)
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    async with (
        live(faces, database) as base,
        subscribed(base, faces, "ines", THREAD, id=encode("Thread", thread_id)) as events,
    ):
        await data(events)
        async with asyncio.timeout(SOON):
            while await events.line() != ":":
                pass


async def test_a_subscription_asked_without_its_header_is_told_which(faces: Faces) -> None:
    asked = {"query": REPORT, "variables": {"number": 1}}
    browser = await faces.browser("ines")
    for plain in (
        await browser.post("/graphql", json=asked),
        await browser.get("/graphql", params={"query": REPORT}),
    ):
        assert plain.status_code == 400
        assert "Accept: text/event-stream" in plain.json()["errors"][0]["message"]
