"""Giving back the space of what was destroyed, so that no file holds it any more."""

import asyncio
import logging
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from backend.core.db import Session
from backend.jobs import Outside

log = logging.getLogger("diapason.pulse")

BURNED = ("ballot", "participation", "wave_key", "wave_audience", "wave_group", "released_member")
"""What a wave leaves behind it: ballots at its own close, all else at the close of the next or in time."""
TRIES = 20
LOCK_WAIT = "5s"
"""A backup holds every table, for hours maybe: whoever answers would queue behind us. We try again later."""
NO_RIGHT = "42501"


class StillRead(Exception):
    """Somebody reads an old page of SQLite's log; the job tries again later."""


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
                await alone.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")
            await checkpoint(alone)
        finally:
            await alone.exec_driver_sql("RESET lock_timeout")


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
            await asyncio.sleep(0.1)
    raise StillRead
