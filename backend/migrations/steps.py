"""Moving a database along its versions, and drafting the next one."""

import re
import tempfile
from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.core.db import Database

FOLDER = Path(__file__).parent
# Any number of our own: it makes two migrations started at once run one after the other.
LOCK = 20_261_126


def latest() -> str | None:
    """The newest version that this code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


async def revision_of(database: Database) -> str | None:
    """The version the database is at, None for one without tables."""

    def read(connection: sa.Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    async with database.reader.connect() as connection:
        return await connection.run_sync(read)


async def is_behind(database: Database) -> bool:
    """Whether the database lacks steps that this code needs.

    One that a later version took further is not, so that one may go back by starting the version before; what
    a step changed of what that one reads or writes is not looked at.
    """
    return int(await revision_of(database) or 0) < int(latest() or 0)


async def upgrade(database: Database, to: str = "head") -> None:
    """Bring the database up to a version: all the steps, or none of them."""
    await _run(database, lambda config: command.upgrade(config, to))


async def downgrade(database: Database, to: str = "-1") -> None:
    """Bring the database down to a version, one step by default, `base` for an empty one."""
    await _run(database, lambda config: command.downgrade(config, to))


async def draft(sentence: str) -> Path | None:
    """Write the step from the last version to the models; None when they already agree.

    The step is worked out on a scratch SQLite, so nobody's database is needed or touched.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Database(sa.make_url(f"sqlite+aiosqlite:///{folder}/scratch.db"))
        try:
            await upgrade(scratch)
            return await _draft(scratch, sentence)
        finally:
            await scratch.close()


async def _draft(scratch: Database, sentence: str) -> Path | None:
    number = int(latest() or 0) + 1
    config = _config()
    slug = re.sub(r"[^a-z0-9]+", "_", sentence.lower()).strip("_")
    config.set_main_option("file_template", f"{number:04d}_{slug}")
    written: list[Path] = []

    def keep(_context: Any, _revision: Any, directives: list[Any]) -> None:
        if directives[0].upgrade_ops.is_empty():
            directives.clear()

    def revision(config: Config) -> None:
        script = command.revision(
            config,
            sentence.rstrip("."),
            autogenerate=True,
            rev_id=f"{number:04d}",
            process_revision_directives=keep,
        )
        found = script if isinstance(script, list) else [script]
        written.extend(Path(one.path) for one in found if one is not None)

    await _run(scratch, revision, config)
    for path in written:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    return written[0] if written else None


def _config() -> Config:
    config = Config(cmd_opts=Namespace(quiet=True))
    config.set_main_option("script_location", str(FOLDER))
    return config


async def _run(database: Database, act: Callable[[Config], object], config: Config | None = None) -> None:
    config = config or _config()

    def on(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        act(config)

    async with alone(database) as connection:
        await connection.run_sync(on)


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[AsyncConnection]:
    """A connection in one transaction in which nobody else migrates, kept if the block succeeds.

    SQLite changes a table by copying and dropping it, which must not cascade: foreign keys are looked at
    once, before the commit.
    """
    async with database.writer.connect() as connection:
        if not database.is_sqlite:
            async with connection.begin():
                await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
                yield connection
            return
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        await raw.execute("PRAGMA foreign_keys=OFF")
        try:
            async with connection.begin():
                yield connection
                broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"the step leaves {len(broken)} rows that point at nothing")
        finally:
            await raw.execute("PRAGMA foreign_keys=ON")
