"""A statement of SQLite changes threads once, and gives all that it had to give."""

import asyncio
import sqlite3
import threading
import time
from pathlib import Path

import aiosqlite
import pytest
import sqlalchemy as sa

from backend.core import sqlite
from backend.core.db import Database

ROWS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {}) SELECT i FROM n"
LONG = sa.text(f"SELECT count(*) FROM ({ROWS.format(100_000_000)})")
"""Takes half a minute or more."""


async def test_a_statement_changes_threads_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, changes = Database(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")), list[object]()
    changing = aiosqlite.Connection._execute

    async def counted(connection: aiosqlite.Connection, *given: object) -> object:
        changes.append(given[0])
        return await changing(connection, *given)

    async with database.reading() as session:
        await session.execute(sa.text("SELECT 1"))
        monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
        assert (await session.execute(sa.text(ROWS.format(3)))).scalars().all() == [1, 2, 3]
    assert len(changes) == 1
    await database.close()


async def test_rows_come_one_by_one_some_or_all(tmp_path: Path) -> None:
    async with sqlite.connect(str(tmp_path / "a.db")) as connection:
        cursor = await connection.execute(ROWS.format(9))
        assert await cursor.fetchone() == (1,)
        assert await cursor.fetchmany(2) == [(2,), (3,)]
        assert await cursor.fetchmany() == [(4,)]
        assert [row async for row in cursor] == [(5,), (6,), (7,), (8,), (9,)]
        assert await cursor.fetchone() is None
        assert await cursor.fetchall() == []


async def test_a_statement_left_half_way_leaves_the_connection_fit(tmp_path: Path) -> None:
    database = Database(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"))
    async with database.writing() as session:
        await session.execute(sa.text("CREATE TABLE a (b INTEGER)"))
        await session.commit()
    for _ in range(10):
        async with database.writing() as session:
            await session.execute(sa.text("INSERT INTO a VALUES (2)"))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(session.execute(LONG), 0.005)
    async with database.writing() as session:
        kept = sa.text("INSERT INTO a SELECT 1 WHERE NOT EXISTS (SELECT * FROM a) RETURNING b")
        assert (await session.execute(kept)).scalars().all() == [1]
        await session.commit()
    async with database.reading() as session:
        assert (await session.execute(sa.text("SELECT count(*) FROM a"))).scalar_one() == 1
    await database.close()


async def test_a_visit_given_up_keeps_the_turn_until_its_thread_is_done(tmp_path: Path) -> None:
    database = Database(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"))
    await database.in_one_visit(lambda connection: connection.execute("CREATE TABLE a (b TEXT)"))
    begun, may_end = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO a VALUES ('first')")
        begun.set()
        may_end.wait(10)

    given_up = asyncio.create_task(database.in_one_visit(slow))
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(2):
        given_up.cancel()
        await asyncio.sleep(0.05)
    said = "INSERT INTO a VALUES ('second')"
    second = asyncio.create_task(database.in_one_visit(lambda connection: connection.execute(said)))
    await asyncio.sleep(0.05)
    assert not given_up.done()
    may_end.set()
    await second
    with pytest.raises(asyncio.CancelledError):
        await given_up
    async with database.reading() as session:
        found = await session.execute(sa.text("SELECT b FROM a ORDER BY rowid"))
        assert list(found.scalars()) == ["first", "second"]
    await database.close()


@pytest.mark.parametrize("unit", ["reading", "writing"])
async def test_a_long_statement_given_up_gives_its_connection_back(tmp_path: Path, unit: str) -> None:
    database = Database(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"))
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2), getattr(database, unit)() as session:
            await session.execute(LONG)
    async with getattr(database, unit)() as session:
        for one in range(20):
            assert await session.scalar(sa.text(f"SELECT {one}")) == one
        assert len((await session.execute(sa.text(ROWS.format(1000)))).all()) == 1000
    assert time.monotonic() - begun < 15
    await database.close()
