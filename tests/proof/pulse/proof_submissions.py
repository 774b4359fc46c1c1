"""Submissions per second, durable, beside the bare database: median of five interleaved rounds."""

import asyncio
import sqlite3
import statistics
import time
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Database, Session, metadata
from backend.core.vault import Vault
from backend.pulse import AnswersInput
from tests.cast import company
from tests.postgres import running_postgres
from tests.pulse.scene import ANSWERS, an_open_wave, colleagues

PEOPLE_EACH, ROUNDS, CLIENTS = 800, 5, 16
FLOOR = {"sqlite": 0.5, "postgresql": 0.4}
BARE = """WITH o AS (SELECT id FROM wave WHERE id = %(wave)s AND status = 'open' FOR SHARE),
  c AS (INSERT INTO participation SELECT id, %(hash)s FROM o ON CONFLICT DO NOTHING RETURNING wave_id)
  INSERT INTO ballot (id, wave_id, sealed) SELECT %(id)s, wave_id, %(sealed)s FROM c"""
"""What one submission needs of PostgreSQL, alone in its transaction."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_submitting_keeps_up_with_the_bare_database(kind: str, tmp_path: Path) -> None:
    if kind == "sqlite":
        await measure(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'pulse.db'}"), kind)
        return
    with running_postgres("proofpulse") as url:
        await measure(url, kind)


async def measure(url: sa.URL, kind: str) -> None:
    database = Database(url, info={"vault": Vault("a secret"), "zone": ZoneInfo("Europe/Paris")})
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    cast = await company(database)
    async with database.writing() as session:
        people = await colleagues(session, cast, "boutique", PEOPLE_EACH * ROUNDS)
        await session.commit()
    wave_id = await an_open_wave(cast)
    ours, bare = [], []
    for number in range(ROUNDS):
        part = people[number * PEOPLE_EACH : (number + 1) * PEOPLE_EACH]
        ours.append(await submitted(database, wave_id, part))
        if kind == "sqlite":
            bare.append(await asyncio.to_thread(bare_sqlite, url, wave_id))
        else:
            bare.append(await bare_postgresql(url, wave_id))
    async with database.reading() as session:
        counted = await _count(session)
    assert counted >= PEOPLE_EACH * ROUNDS
    rate, floor = statistics.median(ours), statistics.median(bare)
    print(f"{kind}: {rate:,.0f} submissions/s, bare {floor:,.0f}/s, ratio {rate / floor:.2f}")
    assert rate >= FLOOR[kind] * floor
    await database.close()


async def submitted(database: Database, wave_id: UUID, people: list[UUID]) -> float:
    """Submissions per second of these people, sixteen at a time."""
    writer = pulse.BallotWriter(database)
    waiting = iter(people)
    started = time.perf_counter()

    async def client() -> None:
        for person_id in waiting:
            async with database.reading() as session:
                given = AnswersInput(answers=ANSWERS)
                await pulse.submit(session, writer, Actor(person_id), wave_id, given)

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return len(people) / (time.perf_counter() - started)


async def bare_postgresql(url: sa.URL, wave_id: UUID) -> float:
    """The same rows by sixteen bare connections, one commit each."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    left = iter(range(PEOPLE_EACH))

    async def client() -> None:
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            for _ in left:
                await connection.execute(
                    BARE,
                    {"wave": wave_id, "hash": uuid4().bytes * 2, "id": uuid4(), "sealed": b" " * 1052},
                    prepare=True,
                )

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return PEOPLE_EACH / (time.perf_counter() - started)


def bare_sqlite(url: sa.URL, wave_id: UUID) -> float:
    """The same rows by one bare writer, a durable commit for each group of sixteen."""
    connection = sqlite3.connect(str(url.database), isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous=FULL")
    started = time.perf_counter()
    for _ in range(PEOPLE_EACH // CLIENTS):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(CLIENTS):
            connection.execute("INSERT INTO participation VALUES (?, ?)", (wave_id.hex, uuid4().bytes * 2))
            connection.execute("INSERT INTO ballot VALUES (?, ?, ?)", (uuid4().hex, wave_id.hex, b" " * 1052))
        connection.execute("COMMIT")
    rate = PEOPLE_EACH / (time.perf_counter() - started)
    connection.close()
    return rate


async def _count(session: Session) -> int:
    found = await session.execute(sa.text("SELECT count(*) FROM ballot"))
    return int(found.scalar_one())
