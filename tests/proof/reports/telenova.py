"""A small Télénova with a hundred thousand reports, on one database kind."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend.core.db import Database, metadata
from backend.reactions import REACTIONS
from tests.cast import Cast, company
from tests.postgres import running_postgres
from tests.proof.reports.mass import MANY, Words, a_mass_of_reports
from tests.reports.scenes import a_topic


@asynccontextmanager
async def hundred_thousand(kind: str, folder: Path) -> AsyncIterator[tuple[Cast, Words, UUID]]:
    """The cast, what the reports' words are drawn from, and their topic."""
    if kind == "sqlite":
        async with _written(sa.make_url(f"sqlite+aiosqlite:///{folder / 'reports.db'}")) as made:
            yield made
        return
    with running_postgres("proofreports") as url:
        async with _written(url) as made:
            yield made


@asynccontextmanager
async def _written(url: sa.URL) -> AsyncIterator[tuple[Cast, Words, UUID]]:
    database = Database(url, info={"zone": ZoneInfo("Europe/Paris"), "reactions": REACTIONS})
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    cast = await company(database)
    started = time.perf_counter()
    async with database.writing() as session:
        topic_id = await a_topic(session, cast)
        words = await a_mass_of_reports(session, cast, topic_id)
    async with database.writer.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(sa.text("ANALYZE"))
    print(f"\n{url.get_backend_name()}: {MANY} reports written in {time.perf_counter() - started:.0f} s")
    yield cast, words, topic_id
    await database.close()
