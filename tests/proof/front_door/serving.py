"""Diapason's own commands, each a process, for proofs that measure them or kill them."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import sqlalchemy as sa

from backend import migrations
from backend.core.db import Database
from backend.reactions import REACTIONS
from tests.cast import Cast, company
from tests.environment import environment

SECRET = "a secret of the proofs, long enough"
DIAPASON = Path(sys.executable).with_name("diapason")
HEADERS = {"sec-fetch-site": "same-origin", "accept-language": "fr"}
MOST_SECONDS = 60


@asynccontextmanager
async def migrated(url: sa.URL) -> AsyncIterator[Cast]:
    """The small Télénova in a database as `diapason migrate` makes it."""
    database = Database(url, info={"reactions": REACTIONS})
    await migrations.upgrade(database)
    yield await company(database)
    await database.close()


async def started(url: sa.URL, *command: str) -> Process:
    """`diapason …` over a database, at whatever pace it is asked."""
    given = environment(
        database_url=url.render_as_string(hide_password=False),
        secret_key=SECRET,
        oidc_issuer="http://127.0.0.1:1",
        **dict.fromkeys(("calls_a_minute", "acts_a_minute", "arrivals_a_minute"), "10000000"),
    )
    return await asyncio.create_subprocess_exec(DIAPASON, *command, env=given, stderr=DEVNULL)


async def ended(process: Process) -> None:
    """Stopped as an administrator stops it."""
    if process.returncode is None:
        process.terminate()
        await process.wait()


def client(port: int, **given: str) -> httpx2.AsyncClient:
    """Who asks a server: a browser without a session, unless `given` headers say more."""
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=HEADERS | given, timeout=30)


async def ready(port: int) -> None:
    """Wait until the server says that it is. Errors: TimeoutError after a minute."""
    async with asyncio.timeout(MOST_SECONDS), client(port) as asking:
        while True:
            try:
                if (await asking.get("/readyz")).status_code == 200:
                    return
            except httpx2.TransportError:
                """It does not listen yet, or was killed as it answered."""
            await asyncio.sleep(0.1)
