"""A process asked to stop finishes what it has in hand, closes open pages, and is gone in five seconds."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
import sqlalchemy as sa

from backend import identity, jobs, migrations
from backend.core.db import Database, Session
from backend.http import cookies
from backend.reactions import LIVE, REACTIONS
from backend.settings import Settings
from backend.worker import Worker
from tests.cast import company
from tests.environment import environment
from tests.faces import LIFETIMES
from tests.forum.scenes import a_thread
from tests.postgres import running_postgres
from tests.serving import free_port

SECRET = "a secret of the tests, long enough for it"
DIAPASON = Path(sys.executable).with_name("diapason")
CUT = "timeout graceful shutdown exceeded"
"""What is said where the five seconds are over before all is done."""
BODY = json.dumps({"query": "{ __typename }"}).encode()
HEAD = (
    b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
    b"expect: 100-continue\r\n\r\n"
)


COMPUTING = """
import asyncio, sys, time
from backend import cli
from backend.reactions import JOBS
async def work(session, facts):
    print("begun", flush=True)
    await asyncio.to_thread(time.sleep, 600)
JOBS["work"] = work
cli.app()
"""
"""The command given, whose worker knows a job that computes for ten minutes."""


@dataclass
class Served:
    """`diapason serve` over a database of its own, where Inès is signed in and a thread is open."""

    process: asyncio.subprocess.Process
    port: int
    ines: httpx2.AsyncClient
    thread_id: UUID

    async def half_a_request(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A request that the server has in hand: it waits for the rest of the body."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(HEAD % len(BODY))
        assert b" 100 " in await reader.readuntil(b"\r\n\r\n")
        writer.write(BODY[:5])
        return reader, writer

    async def said(self) -> str:
        """All that it logged until its end."""
        assert self.process.stderr is not None
        said = (await self.process.stderr.read()).decode()
        await self.process.wait()
        return said


def settings_of(url: sa.URL) -> dict[str, str]:
    """The environment of a process over a database."""
    return environment(database_url=url.render_as_string(hide_password=False), secret_key=SECRET)


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Served]:
    url = sa.make_url(f"sqlite+aiosqlite:///{folder / 'served.db'}")
    database = Database(url, info={"reactions": REACTIONS, "live_kinds": LIVE})
    await migrations.upgrade(database)
    cast = await company(database)
    async with database.writing() as session:
        thread_id = await a_thread(session, cast)
        secret = await identity.open_session(session, cast.people["ines"], LIFETIMES)
        await session.commit()
    await database.close()
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(DIAPASON, "serve", "--port", str(port)),
        env=settings_of(url),
        stderr=asyncio.subprocess.PIPE,
    )
    cookie = {cookies.SESSION: cookies.signed(Settings(mode="development", secret_key=SECRET), secret)}
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", cookies=cookie, timeout=60) as ines:
        await answering(ines)
        yield Served(process, port, ines, thread_id)


async def test_a_request_in_hand_is_answered_a_live_page_is_closed_and_the_log_says_so(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as served:
        async with served.ines.stream("GET", f"/forum/{served.thread_id}/live?seen=1") as page:
            assert page.status_code == 200
            reader, writer = await served.half_a_request()
            served.process.send_signal(signal.SIGTERM)
            async for _ in page.aiter_lines():
                pass
            writer.write(BODY[5:])
            assert b'"__typename":"Query"' in await reader.read()
            writer.close()
            await writer.wait_closed()
        said = await served.said()
    assert CUT not in said
    assert "route=/graphql status=200" in said


async def test_a_request_whose_end_never_comes_is_cut_and_the_log_says_so(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        _, writer = await served.half_a_request()
        served.process.send_signal(signal.SIGTERM)
        said = await served.said()
        writer.close()
    assert CUT in said


async def answering(client: httpx2.AsyncClient) -> None:
    async with asyncio.timeout(240):
        while True:
            try:
                assert (await client.get("/readyz")).status_code == 200
                return
            except httpx2.ConnectError:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("command", ["worker", "serve"])
async def test_a_process_goes_while_a_job_computes_and_leaves_the_job_to_another(
    tmp_path: Path, command: str
) -> None:
    url = sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'served.db'}")
    database = Database(url)
    await migrations.upgrade(database)
    async with database.writing() as session:
        await jobs.enqueue(session, "work", {})
        await session.commit()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", COMPUTING, command),
        *(("--port", str(free_port())) if command == "serve" else ()),
        env=settings_of(url),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        assert await asyncio.wait_for(process.stdout.readline(), 240) == b"begun\n"
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 60) in {0, -signal.SIGTERM}
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    async with database.reading() as session:
        left = sa.select(sa.func.count()).select_from(jobs.JOBS).where(jobs.JOBS.c.name == "work")
        assert await session.scalar(left) == 1
    await database.close()


async def test_the_processes_that_share_the_work_go_with_the_one_that_began_them() -> None:
    with running_postgres("stopping") as url:
        database = Database(url)
        await migrations.upgrade(database)
        await database.close()
        port = free_port()
        process = await asyncio.create_subprocess_exec(
            *(DIAPASON, "serve", "--port", str(port), "--workers", "2"),
            env=settings_of(url),
            start_new_session=True,
        )
        try:
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                await answering(client)
            process.kill()
            await process.wait()
            await nobody_listening(port)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


async def nobody_listening(port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.05)


async def test_a_job_in_hand_is_finished_and_one_that_is_too_long_is_left_for_another(
    database: Database,
) -> None:
    begun, done = asyncio.Event(), []

    async def work(session: Session, facts: Mapping[str, Any]) -> None:
        begun.set()
        await asyncio.sleep(facts["seconds"])
        done.append(facts["seconds"])

    for seconds, grace in ((0.2, 10.0), (60.0, 0.2)):
        begun.clear()
        async with database.writing() as session:
            await jobs.enqueue(session, "work", {"seconds": seconds})
            await session.commit()
        worker = Worker(database, {"work": work})
        working = asyncio.create_task(worker.run())
        await asyncio.wait_for(begun.wait(), 60)
        await worker.end(working, grace)
        assert working.done()
    assert done == [0.2]
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(jobs.JOBS)) == 1
