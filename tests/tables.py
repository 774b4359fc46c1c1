"""The tables of a test's database: emptied after each test, and filled again from rows kept once."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.core.db import Database
from backend.migrations.tables import metadata

Rows = dict[str, list[dict[str, Any]]]

# One statement finds the few tables that a test wrote in, of more than a hundred.
HOLDING = sa.text(
    " UNION ALL ".join(
        f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM \"{table.name}\")"
        for table in metadata.sorted_tables
    )
)
# A tree deleted in one statement would restrict itself.
TREES = ("org_unit", "circle")


async def emptied(database: Database) -> None:
    """Delete every row of every table."""
    async with database.writer.begin() as connection:
        holding = await _holding(connection)
        for table in holding:
            if table.name in TREES:
                await connection.execute(sa.update(table).values(parent_id=None))
        for table in reversed(holding):
            await connection.execute(sa.delete(table))


async def kept(database: Database) -> Rows:
    """Every row of every table, each before those that refer to it."""
    async with database.writer.begin() as connection:
        return {
            table.name: [
                dict(row)
                for row in (
                    await connection.execute(sa.select(table).order_by(*table.primary_key))
                ).mappings()
            ]
            for table in await _holding(connection)
        }


async def put_back(database: Database, rows: Rows) -> None:
    """Write the rows that were kept."""
    async with database.writer.begin() as connection:
        for name, given in rows.items():
            await connection.execute(sa.insert(metadata.tables[name]), given)


async def _holding(connection: AsyncConnection) -> list[sa.Table]:
    """The tables that hold rows, those that are referred to first."""
    names = set((await connection.execute(HOLDING)).scalars())
    return [table for table in metadata.sorted_tables if table.name in names]
