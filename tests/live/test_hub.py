"""Whoever looks is told of what changed after the commit, in every process, and misses nothing."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from uuid import uuid4

import psycopg
import pytest

from backend.core import live
from backend.core.db import Database
from backend.core.live import Heard, Hub, Listener, TooManyLive, tell
from backend.core.together import Together

SOON, BRIEF = 60.0, 0.2


@asynccontextmanager
async def hearing(hub: Hub) -> AsyncIterator[None]:
    running = asyncio.create_task(hub.run())
    try:
        yield
    finally:
        running.cancel()


@asynccontextmanager
async def two_who_listen(database: Database, topic: str) -> AsyncIterator[tuple[Listener, Listener | None]]:
    """Solène listens in this process, Thomas in another; on SQLite there is no other."""
    other = None if database.is_sqlite else Hub(database.url)
    async with hearing(database.live), hearing(other or database.live):
        with database.live.listening(topic, uuid4()) as solène:
            if other is None:
                yield solène, None
                return
            with other.listening(topic, uuid4()) as thomas:
                # Both are told to look when their process begins to hear.
                assert await solène.wait(SOON) is Heard.CHANGE
                assert await thomas.wait(SOON) is Heard.CHANGE
                yield solène, thomas


async def test_what_changed_is_told_once_it_is_committed(database: Database) -> None:
    async with two_who_listen(database, "thread:1") as (solène, thomas):
        async with database.writing() as session:
            await tell(session, "thread:1", "thread:2")
            assert await solène.wait(BRIEF) is Heard.NOTHING
            await session.commit()
        assert await solène.wait(SOON) is Heard.CHANGE
        assert thomas is None or await thomas.wait(SOON) is Heard.CHANGE
        assert await solène.wait(BRIEF) is Heard.NOTHING


async def test_what_was_rolled_back_is_not_told(database: Database) -> None:
    async with two_who_listen(database, "thread:1") as (solène, thomas):
        async with database.writing() as session:
            await tell(session, "thread:1")
            await session.rollback()
        async with database.writing() as session:
            await tell(session, "thread:2")
            await session.commit()
        assert await solène.wait(BRIEF) is Heard.NOTHING
        assert thomas is None or await thomas.wait(BRIEF) is Heard.NOTHING


# A file loses no connection.
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_solène_is_told_to_look_when_a_lost_connection_is_made_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "CONNECT_AGAIN_AFTER", 0.05)
    async with two_who_listen(database, "thread:1") as (solène, _):
        address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as admin:
            await admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN %' AND datname = current_database()"
            )
        assert await solène.wait(SOON) is Heard.CHANGE


async def test_everybody_is_sent_home_when_the_process_stops(database: Database) -> None:
    hub = Hub(database.url)
    with hub.listening("thread:1", uuid4()) as solène:
        waiting = asyncio.create_task(solène.wait(SOON))
        await asyncio.sleep(0)
        hub.close()
        assert await waiting is Heard.CLOSING


def test_nobody_listens_to_more_than_their_share(database: Database) -> None:
    hub, inès = Hub(database.url, most=3, most_each=2), uuid4()
    with hub.listening("a", inès), hub.listening("b", inès):
        with pytest.raises(TooManyLive), hub.listening("c", inès):
            pass
        with hub.listening("c", uuid4()), pytest.raises(TooManyLive), hub.listening("c", uuid4()):
            pass
    with hub.listening("c", inès):
        pass


async def test_who_asks_at_the_same_moment_is_answered_together() -> None:
    calls: list[list[int]] = []

    async def doubles(numbers: Collection[int]) -> dict[int, int]:
        asked = sorted(numbers)
        calls.append(asked)
        return {one: one * 2 for one in asked if one != 3}

    together = Together(doubles)
    assert await asyncio.gather(*(together.ask(one) for one in (1, 2, 2, 3))) == [2, 4, 4, None]
    assert await together.ask(1) == 2
    assert calls == [[1, 2, 3], [1]]
