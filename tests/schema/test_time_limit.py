"""An operation that takes too long is given up with nothing written; one that has begun to commit is not."""

import asyncio
from typing import Any

import pytest

from backend import forum
from backend.core.db import Database, Session
from schema import context
from schema.ids import encode
from tests.cast import Cast
from tests.circles.scene import a_circle, counters
from tests.faces import Faces
from tests.forum.scenes import a_thread

JOIN = 'mutation { joinCircle(input: {slug: "%s"}) { __typename } }'


def slowed(monkeypatch: pytest.MonkeyPatch, step: str, limit: float) -> None:
    """Operations may take `limit` seconds, and each `step` of a session takes longer."""
    quick = getattr(Session, step)

    async def slow(self: Session, *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(1.2 * limit)
        return await quick(self, *args, **kwargs)

    monkeypatch.setattr(context, "SECONDS", limit)
    monkeypatch.setattr(Session, step, slow)


async def test_what_waits_too_long_is_refused_and_writes_nothing(
    faces: Faces, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = await a_circle(cast)
    browser = await faces.browser("ines")
    with monkeypatch.context() as patch:
        slowed(patch, "flush", 0.5)
        answer = await browser.post("/graphql", json={"query": JOIN % slug})
    assert answer.status_code == 503
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["TOO_SLOW"]
    assert await counters(cast, slug) == (1, 1, 0)


async def test_a_commit_once_begun_is_answered_for(
    faces: Faces, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = await a_circle(cast)
    browser = await faces.browser("ines")
    with monkeypatch.context() as patch:
        # Time enough for a busy machine to come as far as the commit.
        slowed(patch, "commit", 3)
        answer = await browser.post("/graphql", json={"query": JOIN % slug})
    assert answer.json()["data"] == {"joinCircle": {"__typename": "JoinCircleSuccess"}}
    assert await counters(cast, slug) == (2, 1, 0)


async def test_what_follows_a_commit_has_its_time_too_and_no_more(
    faces: Faces, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = await a_circle(cast)
    browser = await faces.browser("ines")
    with monkeypatch.context() as patch:
        # What was read before is given back first thing after the commit.
        slowed(patch, "rollback", 3)
        answer = await browser.post("/graphql", json={"query": JOIN % slug})
    assert answer.status_code == 503
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["CUT_SHORT"]
    assert await counters(cast, slug) == (2, 1, 0)


async def test_an_event_that_takes_too_long_is_the_last_of_its_stream(
    faces: Faces, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        await session.commit()
    browser = await faces.browser("ines")
    asked = {"query": f'subscription {{ threadUpdated(threadId: "{encode("Thread", thread_id)}") {{ id }} }}'}

    async def endless(*args: Any) -> Any:
        await asyncio.sleep(60)

    with monkeypatch.context() as patch:
        patch.setattr(context, "SECONDS", 0.5)
        patch.setattr(forum, "thread_row", endless)
        answer = await browser.post("/graphql", json=asked, headers={"accept": "text/event-stream"})
    refused, complete, _ = answer.text.split("\n\n")
    assert "TOO_SLOW" in refused
    assert complete == "event: complete\ndata:"
