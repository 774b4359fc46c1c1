"""Connections: what may be read through which, and one that the database has left."""

import pytest
import sqlalchemy as sa

from backend.core.db import Database
from backend.identity import PEOPLE
from tests.cast import Cast


async def test_nothing_is_written_by_who_only_reads(database: Database, cast: Cast) -> None:
    async with database.reading() as session:
        with pytest.raises(sa.exc.DBAPIError, match=r"read-only|readonly"):
            await session.execute(sa.update(PEOPLE).values(given_name="Personne"))
    async with database.reading() as session:
        names = await session.execute(sa.select(PEOPLE.c.given_name))
        assert "Personne" not in set(names.scalars())


async def test_a_read_sees_what_was_committed_as_it_began(database: Database, cast: Cast) -> None:
    name = sa.select(PEOPLE.c.given_name).where(PEOPLE.c.id == cast.people["ines"])
    async with database.reading() as session:
        assert (await session.execute(name)).scalar_one() == "Inès"
        async with database.writing() as writing:
            await writing.execute(
                sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"]).values(given_name="Agnès")
            )
            await writing.commit()
        assert (await session.execute(name)).scalar_one() == "Agnès"


# A file does not leave.
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_connection_that_the_database_left_is_replaced_unnoticed(database: Database) -> None:
    mine, end = sa.text("SELECT pg_backend_pid()"), sa.text("SELECT pg_terminate_backend(:pid, 5000)")
    for one, other in ((database.reading, database.writing), (database.writing, database.reading)):
        async with one() as session:
            left = (await session.execute(mine)).scalar_one()
        async with other() as session:
            await session.execute(end, {"pid": left})
        async with one() as session:
            assert (await session.execute(mine)).scalar_one() != left
