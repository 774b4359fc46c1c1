"""Connections: an engine that only reads, each statement by itself, and an engine for units of work.

A page is mostly small statements. Nothing surrounds them: no BEGIN before, no ROLLBACK after, no question to
the server whether it is still there, see docs/decisions/0014.
"""

import select
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from backend.core import sqlite

AT_HAND = "cache_size=-16000"
"""Sixteen megabytes of the file, for whoever writes: its indexes no longer fit in the two of the default."""
Engines = tuple[AsyncEngine, AsyncEngine]
"""The one that reads, then the one that writes."""

ALONE: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}


def postgresql_engines(url: sa.URL) -> Engines:
    """At most 32 connections in all."""
    reader = _postgresql(url, pool_size=12, max_overflow=8, **ALONE)
    writer = _postgresql(url, pool_size=8, max_overflow=4)

    @sa.event.listens_for(reader.sync_engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.cursor().execute("SET default_transaction_read_only = on")

    return reader, writer


def _postgresql(url: sa.URL, **given: Any) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"prepare_threshold": 3}, hide_parameters=True, **given)

    @sa.event.listens_for(engine.sync_engine, "checkout")
    def _checkout(connection: Any, _record: Any, _proxy: Any) -> None:
        # The only thing that a resting connection has to say is that the server has left.
        silence = select.poll()
        silence.register(connection.driver_connection.pgconn.socket, select.POLLIN)
        if silence.poll(0):
            raise sa.exc.DisconnectionError

    return engine


def sqlite_engines(url: sa.URL) -> Engines:
    """Many connections to read with, one to write with, which takes the write lock at BEGIN."""
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    reader = _sqlite(url, "query_only=ON", pool_size=8, **ALONE)
    writer = _sqlite(url, AT_HAND, pool_size=1)

    @sa.event.listens_for(writer.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return reader, writer


def _sqlite(url: sa.URL, *pragmas: str, **given: Any) -> AsyncEngine:
    engine = create_async_engine(
        url,
        max_overflow=0,
        async_creator=partial(sqlite.connect, url.database or ":memory:"),
        hide_parameters=True,
        **given,
    )

    @sa.event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        prepare_sqlite(connection, *pragmas)

    return engine


def prepare_sqlite(connection: Any, *pragmas: str) -> None:
    """Set what every connection of ours needs, and `pragmas` of its own."""
    cursor = connection.cursor()
    # The wait for another process comes first: changing the journal mode may itself have to wait.
    ours = ("busy_timeout=30000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL")
    for pragma in (*ours, *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
