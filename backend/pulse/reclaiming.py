"""Giving back the space that destroyed ballots took, so that no file holds them any more."""

import asyncio
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

BURNED = ("ballot", "participation")
TRIES = 20


class StillRead(Exception):
    """Somebody reads an old page of SQLite's log; the job tries again later."""


async def reclaim(engine: AsyncEngine) -> None:
    """Rewrite what ballots and participation were stored in, outside any transaction. Errors: StillRead."""
    if engine.dialect.name == "sqlite":
        await _on_sqlite(engine)
        return
    async with engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in BURNED:
            await alone.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")
        await alone.exec_driver_sql("CHECKPOINT")


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
