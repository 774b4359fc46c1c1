"""`python -m tests.migrations`: the steps make what the models say, on SQLite and on PostgreSQL."""

import asyncio
import sys
import tempfile

import sqlalchemy as sa

from backend import migrations
from backend.core.db import Database
from tests.migrations.shape import create, differences, drop, shape_of
from tests.postgres import running_postgres


async def compared(url: sa.URL) -> list[str]:
    """What differs on an empty database between going up, down and up again, and the models."""
    database = Database(url)
    try:
        await migrations.upgrade(database)
        await migrations.downgrade(database, "base")
        left = await shape_of(database)
        await migrations.upgrade(database)
        migrated = await shape_of(database)
        await drop(database)
        await create(database)
        created = await shape_of(database)
        await drop(database)
    finally:
        await database.close()
    return [f"{table}: left behind by going down" for table in left] + differences(migrated, created)


def main() -> int:
    lines = []
    with tempfile.TemporaryDirectory() as folder, running_postgres("check") as postgres:
        for url in (sa.make_url(f"sqlite+aiosqlite:///{folder}/check.db"), postgres):
            lines += [f"{url.get_backend_name()}: {line}" for line in asyncio.run(compared(url))]
    print("\n".join(lines) or "The steps and the models agree on both databases.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
