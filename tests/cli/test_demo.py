"""The demo, started and stopped as a newcomer does."""

import asyncio
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from tests.browser.demo import free_pair
from tests.environment import environment

PEOPLE = 240
DIAPASON = Path(sys.executable).with_name("diapason")


async def demo(folder: Path, port: int, *more: str) -> tuple[asyncio.subprocess.Process, str]:
    """A demo that said it is ready, and the line it said it on."""
    given = environment(database_url=f"sqlite+aiosqlite:///{folder / 'demo.db'}")
    # A newcomer has chosen no mode.
    del given["DIAPASON_MODE"]
    process = await asyncio.create_subprocess_exec(
        *(DIAPASON, "demo", f"--port={port}", f"--people={PEOPLE}", *more),
        env=given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    async with asyncio.timeout(240):
        line = (await process.stdout.readline()).decode().strip()
    return process, line


async def stopped(process: asyncio.subprocess.Process, port: int, how: signal.Signals) -> int:
    """The exit code of a demo asked to stop; both its ports are free then."""
    process.send_signal(how)
    code = await asyncio.wait_for(process.wait(), 60)
    for one in (port, port + 1):
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", one)
    return code


def people_in(database: Path) -> list[bytes]:
    """The ids of everybody, which another Télénova would not share."""
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM person ORDER BY id")]


async def test_the_demo_answers_when_it_says_so_stops_on_ctrl_c_and_keeps_what_was_done(
    tmp_path: Path,
) -> None:
    port = free_pair()
    process, line = await demo(tmp_path, port)
    assert line == f"Diapason is ready at http://127.0.0.1:{port}"
    async with httpx2.AsyncClient(timeout=60) as client:
        assert (await client.get(f"http://127.0.0.1:{port}/healthz")).text == "ok"
        assert (await client.get(f"http://127.0.0.1:{port + 1}/mailbox")).status_code == 200
        discovery = await client.get(f"http://127.0.0.1:{port + 1}/.well-known/openid-configuration")
        assert discovery.json()["issuer"] == f"http://127.0.0.1:{port + 1}"
    assert await stopped(process, port, signal.SIGINT) == 0
    before = people_in(tmp_path / "demo.db")
    process, _ = await demo(tmp_path, port)
    assert await stopped(process, port, signal.SIGTERM) == 0
    assert len(before) >= PEOPLE
    assert people_in(tmp_path / "demo.db") == before
