"""A connection to SQLite that changes threads once a statement.

The driver does so to make a cursor, to run its statement, for the rows and at the end, and each time waits
until the loop has time again, see docs/decisions/0014.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any, cast

import aiosqlite
from aiosqlite.context import contextmanager


class Cursor(aiosqlite.Cursor):
    """Brings all rows of a statement along as it runs, so it holds nothing of the database afterwards."""

    _rows: Iterator[Any] = iter(())
    _given_up = False

    async def execute(self, sql: str, parameters: Any = None) -> "Cursor":
        # The driver gives this method no type.
        running = cast(Any, self)._execute(self._run, sql, parameters or ())
        try:
            self._rows = iter(await running)
        except asyncio.CancelledError:
            # Nobody waits for the statement any more, nor runs another: the connection is given up with it.
            self._given_up = True
            self._conn._conn.interrupt()
            raise
        return self

    def _run(self, sql: str, parameters: Any) -> list[Any]:
        try:
            return [] if self._given_up else self._cursor.execute(sql, parameters).fetchall()
        except sqlite3.Error:
            # A cursor keeps the statement that failed, which keeps a closed connection and its locks.
            self._cursor.close()
            raise

    async def fetchone(self) -> Any:
        return next(self._rows, None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        return list(islice(self._rows, size or self.arraysize))

    async def fetchall(self) -> list[Any]:
        return list(self._rows)

    async def close(self) -> None:
        """Does nothing: there is nothing to give back."""


class Connection(aiosqlite.Connection):
    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        return Cursor(self, self._conn.cursor())


def connect(path: str) -> Connection:
    """A connection to be awaited, where only what we send begins a transaction."""
    opened = partial(sqlite3.connect, path, isolation_level=None, check_same_thread=False)
    connection = Connection(opened, iter_chunk_size=64)
    # A process that ends waits for none of its connections.
    connection._thread.daemon = True
    return connection
