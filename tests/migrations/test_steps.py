"""The steps from one version of the database to the next."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from backend import migrations
from backend.core.db import Database, metadata
from backend.migrations.steps import FOLDER, alone
from tests.migrations.__main__ import compared
from tests.postgres import running_postgres


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    """A SQLite without tables."""
    database = Database(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"))
    yield database
    await database.close()


async def test_on_sqlite_the_steps_make_what_the_models_say_and_go_down_again(tmp_path: Path) -> None:
    assert await compared(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'steps.db'}")) == []


async def test_on_postgresql_the_steps_make_what_the_models_say_and_go_down_again(worker_id: str) -> None:
    with running_postgres(f"steps_{worker_id}") as url:
        assert await compared(url) == []


async def test_a_database_is_behind_until_it_has_taken_every_step_and_not_once_it_has_gone_further(
    empty: Database,
) -> None:
    assert await migrations.revision_of(empty) is None
    assert await migrations.is_behind(empty)
    await migrations.upgrade(empty, "0001")
    assert await migrations.is_behind(empty)
    await migrations.upgrade(empty)
    assert not await migrations.is_behind(empty)
    async with empty.writing() as session:
        await session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        await session.commit()
    assert not await migrations.is_behind(empty)


async def test_nothing_is_drafted_when_the_models_have_not_changed() -> None:
    before = sorted(path.name for path in (FOLDER / "versions").glob("*.py"))
    assert await migrations.draft("Nothing has changed") is None
    assert sorted(path.name for path in (FOLDER / "versions").glob("*.py")) == before


async def test_a_step_that_leaves_rows_pointing_at_nothing_is_taken_back(empty: Database) -> None:
    await migrations.upgrade(empty)
    orphan = "INSERT INTO headcount (org_unit_id, site_id, people) VALUES ('01', '02', 3)"
    with pytest.raises(RuntimeError, match="point at nothing"):
        async with alone(empty) as connection:
            await connection.exec_driver_sql(orphan)
    async with empty.reading() as session:
        assert await session.scalar(sa.text("SELECT count(*) FROM headcount")) == 0
    async with empty.writing() as session:
        with pytest.raises(sa.exc.IntegrityError):
            await session.execute(sa.text(orphan))


def test_the_steps_know_every_table_of_the_application() -> None:
    script = "from backend.migrations.tables import metadata; print(*metadata.tables)"
    known = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(known.stdout.split()) == set(metadata.tables)
