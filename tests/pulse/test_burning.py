"""Burning: in its time, nothing is left that ties an answer to anybody, in no table and no file."""

import asyncio
import json
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.clock import now
from backend.core.db import Database
from backend.identity import PEOPLE
from backend.pulse import codes
from backend.pulse.models import BALLOTS, PARTICIPATIONS, WAVE_AUDIENCES, WAVE_KEYS, WAVES
from backend.pulse.reclaiming import BURNED, StillRead, checkpoint, reclaim
from backend.worker import Worker
from tests.cast import Cast
from tests.pulse.scene import (
    a_sealed_wave,
    an_open_wave,
    another_wave,
    answered_by,
    dumped,
    sealed,
    staffed,
    various,
)


async def files_of(database: Database) -> list[Path]:
    """Where the database keeps what is burned: the whole of SQLite, the tables and indexes of PostgreSQL."""
    if database.is_sqlite:
        path = database.url.database
        assert path is not None
        return [Path(path), Path(f"{path}-wal")]
    of_tables = sa.text(
        "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid) FROM pg_class "
        "WHERE relname = ANY(:burned) "
        "OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid::regclass::text = ANY(:burned))"
    )
    async with database.reading() as session:
        return [Path(one) for one in (await session.execute(of_tables, {"burned": list(BURNED)})).scalars()]


async def written(database: Database) -> None:
    """Have all that was committed stand in the files; SQLite's hold it at once."""
    if not database.is_sqlite:
        async with database.writer.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.exec_driver_sql("CHECKPOINT")


async def kept_in(files: Collection[Path]) -> bytes:
    """What those of these files hold that are still there."""
    return b"".join([await asyncio.to_thread(one.read_bytes) for one in files if one.exists()])


async def traces_of(database: Database, wave_id: UUID) -> list[bytes]:
    """What only the rows of a wave's key, audience and participation hold."""
    async with database.reading() as session:
        key = await session.scalar(sa.select(WAVE_KEYS.c.wrapped).where(WAVE_KEYS.c.wave_id == wave_id))
        asked = WAVE_AUDIENCES.c
        people = (await session.execute(sa.select(asked.person_id).where(asked.wave_id == wave_id))).scalars()
        mine = PARTICIPATIONS.c
        took_part = sa.select(mine.person_hash).where(mine.wave_id == wave_id)
        hashes = list((await session.execute(took_part)).scalars())
    assert key is not None
    pairs = [
        (wave_id.hex + one.hex).encode() if database.is_sqlite else wave_id.bytes + one.bytes
        for one in people
    ]
    return [key, *hashes, *pairs]


async def test_after_sealing_no_table_holds_a_ballot_or_a_link(cast: Cast, database: Database) -> None:
    staff = await staffed(cast, boutique=12, bretagne=9)
    wave_id = await an_open_wave(cast)
    code = codes.new_code()
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        said = {"comment": "La pluie d’Iroise.", "code": code} if place == 3 else {}
        await answered_by(cast, person, wave_id, answers=various(place), **said)
    async with database.reading() as session:
        ballots = [row.sealed for row in await session.execute(sa.select(BALLOTS))]
        hashes = list((await session.execute(sa.select(PARTICIPATIONS.c.person_hash))).scalars())
    await written(database)
    files = await files_of(database)
    held = await kept_in(files)
    assert all(secret[:64] in held for secret in ballots)
    await sealed(cast, wave_id)
    dump = await dumped(database)
    assert "ballot" not in dump
    for secret in ballots:
        assert secret.hex() not in json.dumps(dump)
    for table, rows in dump.items():
        if table not in {"participation", "released_member"}:
            assert not any(one.hex() in row for one in hashes for row in rows)
    [comment] = dump["pulse_comment"]
    assert "La pluie d’Iroise." in comment
    assert not any(str(person) in comment for person in staff["boutique"])
    held = await kept_in({*files, *await files_of(database)})
    assert not any(secret[:64] in held for secret in ballots)


async def test_at_the_close_of_the_next_wave_no_file_holds_key_audience_or_participation(
    cast: Cast, database: Database
) -> None:
    first = await a_sealed_wave(cast, boutique=12, bretagne=12)
    traces = await traces_of(database, first)
    await written(database)
    files = await files_of(database)
    held = await kept_in(files)
    assert all(trace in held for trace in traces)
    await sealed(cast, await another_wave(cast, first))
    held = await kept_in({*files, *await files_of(database)})
    assert not any(trace in held for trace in traces)


async def test_nor_do_they_thirteen_months_after_a_last_wave(cast: Cast, database: Database) -> None:
    wave_id = await a_sealed_wave(cast, boutique=12)
    traces = await traces_of(database, wave_id)
    await written(database)
    files = await files_of(database)
    async with database.writing() as session:
        await session.execute(sa.update(WAVES).values(closed_at=now() - timedelta(days=400)))
        assert await pulse.forget_unfollowed(session) == 1
        await session.commit()
    await Worker(database).drain()
    held = await kept_in({*files, *await files_of(database)})
    assert not any(trace in held for trace in traces)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_without_the_right_to_a_checkpoint_space_is_given_back_all_the_same(
    cast: Cast, database: Database
) -> None:
    async with database.writer.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.exec_driver_sql("CREATE ROLE diapason_plain")
        try:
            await alone.exec_driver_sql("SET ROLE diapason_plain")
            await checkpoint(alone)
        finally:
            await alone.exec_driver_sql("RESET ROLE")
            await alone.exec_driver_sql("DROP ROLE diapason_plain")


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_what_an_older_transaction_still_reads_is_not_taken_for_gone(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL would keep the dead rows of all tables for it, whichever it reads."""
    monkeypatch.setattr("backend.pulse.reclaiming.TRIES", 2)
    wave_id = await a_sealed_wave(cast, boutique=12)
    traces = await traces_of(database, wave_id)
    async with database.writer.connect() as reading:
        await reading.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        await reading.execute(sa.select(PEOPLE.c.id).limit(1))
        async with database.writing() as session:
            await session.execute(sa.update(WAVES).values(closed_at=now() - timedelta(days=400)))
            await pulse.forget_unfollowed(session)
            await session.commit()
        with pytest.raises(StillRead):
            await reclaim(database.writer)
    await reclaim(database.writer)
    held = await kept_in(await files_of(database))
    assert not any(trace in held for trace in traces)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_backup_that_holds_a_table_makes_the_job_try_later_and_nobody_wait(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.pulse.reclaiming.LOCK_WAIT", "50ms")
    async with database.writer.connect() as backup:
        await backup.execute(sa.select(sa.func.count()).select_from(WAVE_AUDIENCES))
        with pytest.raises(sa.exc.OperationalError, match="lock timeout"):
            await reclaim(database.writer)
    await reclaim(database.writer)
    async with database.writer.connect() as connection:
        assert await connection.scalar(sa.text("SHOW lock_timeout")) == "0", "left as it was"
