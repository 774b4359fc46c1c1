"""Giving back the space of what was destroyed, so that no file holds it any more."""

import asyncio
import logging
import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from backend.core.db import Session
from backend.jobs import Outside

log = logging.getLogger("diapason.pulse")

BURNED = ("ballot", "participation", "wave_key", "wave_audience", "wave_group", "released_member")
"""What a wave leaves behind it: ballots at its own close, all else at the close of the next or in time."""
TRIES = 20
WAIT_SECONDS = 0.1
LOCK_WAIT = "5s"
"""A backup holds every table, for hours maybe: whoever answers would queue behind us. We try again later."""
NO_RIGHT = "42501"


class StillRead(Exception):
    """A transaction that began before still reads what was destroyed; the job tries again later."""


def giving_back(session: Session) -> Outside:
    """The work of `reclaim`, for a job to do once it has committed."""
    engine = session.bind
    assert isinstance(engine, AsyncEngine)

    async def then(_session: Session, _said: None) -> None:
        """Nothing is left to note."""

    return Outside(lambda: reclaim(engine), then)


async def reclaim(engine: AsyncEngine) -> None:
    """Rewrite the tables that something was burned in, outside any transaction. Errors: StillRead."""
    if engine.dialect.name == "sqlite":
        await _on_sqlite(engine)
        return
    async with engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.exec_driver_sql(f"SET lock_timeout = '{LOCK_WAIT}'")
        try:
            for table in BURNED:
                await _rewrite(alone, table)
            await checkpoint(alone)
        finally:
            await alone.exec_driver_sql("RESET lock_timeout")


async def _rewrite(connection: AsyncConnection, table: str) -> None:
    """Write a table anew without its dead rows. PostgreSQL keeps, and only says so, what is read still."""
    raw: Any = (await connection.get_raw_connection()).driver_connection
    for _ in range(TRIES):
        dead: list[int] = []

        def hear(told: Any, dead: list[int] = dead) -> None:
            # « 3 dead row versions cannot be removed yet », in the language of the server.
            dead += map(int, re.findall(r"\d+", told.message_detail or "")[:1])

        raw.add_notice_handler(hear)
        try:
            await connection.exec_driver_sql(f"VACUUM (FULL, VERBOSE) {table}")
        finally:
            raw.remove_notice_handler(hear)
        if not any(dead):
            await connection.exec_driver_sql(f"ANALYZE {table}")
            return
        await asyncio.sleep(WAIT_SECONDS)
    raise StillRead


async def checkpoint(connection: AsyncConnection) -> None:
    """Have PostgreSQL drop the old files now; without the right to ask, it does at its next checkpoint."""
    try:
        await connection.exec_driver_sql("CHECKPOINT")
    except sa.exc.DBAPIError as refused:
        if getattr(refused.orig, "sqlstate", None) != NO_RIGHT:
            raise
        log.info("no right to ask for a checkpoint: the old files go at the server's own next one")


async def _on_sqlite(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        # The engine begins a transaction by itself; VACUUM wants none, so the driver is asked directly.
        raw: Any = (await connection.get_raw_connection()).driver_connection
        for statement in ("PRAGMA secure_delete=ON", "VACUUM"):
            async with raw.execute(statement) as cursor:
                await cursor.fetchall()
        for _ in range(TRIES):
            async with raw.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                busy, _pages, _moved = await cursor.fetchone()
            if not busy:
                return
            await asyncio.sleep(WAIT_SECONDS)
    raise StillRead
