"""Inserts that each database has words of its own for: of what may be there already, of very many rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


def insert_into(session: AsyncSession, target: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what happens to a row that is there already, in the words of its database."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(target)
    return sqlite.insert(target)


def insert_new(
    session: AsyncSession, target: sa.Table, names: Sequence[str], rows: sa.Select[Any]
) -> sa.Insert:
    """Insert what `rows` selects, and leave alone what is there already."""
    every = insert_into(session, target).from_select(names, rows, include_defaults=False)
    return every.on_conflict_do_nothing()


async def insert_many(session: AsyncSession, target: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all give the same columns: PostgreSQL copies them, several times faster."""
    connection = await session.connection()
    if connection.dialect.name != "postgresql":
        await session.execute(sa.insert(target), rows)
        return
    names = list(rows[0])
    types = [target.c[name].type.dialect_impl(connection.dialect) for name in names]
    binds = [one.bind_processor(connection.dialect) or _as_it_is for one in types]
    quoted = map(connection.dialect.identifier_preparer.quote, [target.name, *names])
    copied = f"COPY {next(quoted)} ({', '.join(quoted)}) FROM STDIN"
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    async with driver.cursor() as cursor, cursor.copy(copied) as copy:
        for row in rows:
            await copy.write_row([bind(row[name]) for name, bind in zip(names, binds, strict=True)])


def _as_it_is(value: Any) -> Any:
    return value


async def look_again(session: AsyncSession, *tables: sa.Table) -> None:
    """Have PostgreSQL count these tables after much was written: until then it plans for what was there."""
    if session.get_bind().dialect.name == "postgresql":
        for one in tables:
            await session.execute(sa.text(f"ANALYZE {one.name}"))
