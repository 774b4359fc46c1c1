"""Submissions per second, durable, by one process, beside the bare database: median of five rounds."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend import migrations, pulse
from backend.core.actor import Actor
from backend.core.db import Database
from backend.core.vault import Vault
from backend.pulse import AnswersInput
from tests.cast import Cast, company
from tests.postgres import running_postgres
from tests.proof.pulse import bare
from tests.proof.pulse.sending import SECRET, sending
from tests.pulse.scene import ANSWERS, an_open_wave, colleagues

ROUNDS, PEOPLE_A_ROUND = 5, 800
FUNCTION_ON_SQLITE, FUNCTION_ON_POSTGRESQL, PAGE_ON_POSTGRESQL = 0.5, 0.4, 0.2


async def test_the_function_keeps_up_with_a_bare_writer_thread_on_sqlite(tmp_path: Path) -> None:
    async with scene(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'pulse.db'}"), 1) as (cast, people):
        database, wave_id = cast.database, await an_open_wave(cast)
        writer = pulse.BallotWriter(database)
        await submitted(database, writer, wave_id, people[-PEOPLE_A_ROUND:])
        ours, floor = [], []
        for part in rounds(people):
            ours.append(await submitted(database, writer, wave_id, part))
            floor.append(await asyncio.to_thread(bare.writer_thread, database.url, wave_id, len(part)))
        told("sqlite, function", ours, floor, "a bare writer thread", FUNCTION_ON_SQLITE)


async def test_the_function_and_the_page_keep_up_with_pgbench() -> None:
    with running_postgres("proofpulse") as url:
        async with scene(url, 2) as (cast, people):
            database, wave_id = cast.database, await an_open_wave(cast)
            writer, half = pulse.BallotWriter(database), len(people) // 2
            await submitted(database, writer, wave_id, people[half - PEOPLE_A_ROUND : half])
            async with sending(database, wave_id, people[half:]) as send:
                await send(people[-PEOPLE_A_ROUND:])
                function, page, floor = [], [], []
                for one, other in zip(rounds(people[:half]), rounds(people[half:]), strict=True):
                    function.append(await submitted(database, writer, wave_id, one))
                    floor.append(await asyncio.to_thread(bare.pgbench, url, wave_id, len(one)))
                    page.append(await send(other))
        told("postgresql, function", function, floor, "pgbench", FUNCTION_ON_POSTGRESQL)
        told("postgresql, page over HTTP", page, floor, "pgbench", PAGE_ON_POSTGRESQL)


def rounds(people: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [people[n * PEOPLE_A_ROUND : (n + 1) * PEOPLE_A_ROUND] for n in range(ROUNDS)]


def told(what: str, ours: Sequence[float], floor: Sequence[float], beside: str, least: float) -> None:
    ratio = statistics.median(ours) / statistics.median(floor)
    print(
        f"{what}: {statistics.median(ours):,.0f} submissions/s, {beside} {statistics.median(floor):,.0f}/s,"
        f" ratio {ratio:.2f} (at least {least})"
    )
    assert ratio >= least


@asynccontextmanager
async def scene(url: sa.URL, faces: int) -> AsyncIterator[tuple[Cast, list[UUID]]]:
    """The small Télénova with as many more people as rounds need, and one round to warm up."""
    database = Database(url, info={"vault": Vault(SECRET), "zone": ZoneInfo("Europe/Paris")})
    await migrations.upgrade(database)
    cast = await company(database)
    async with database.writing() as session:
        people = await colleagues(session, cast, "boutique", PEOPLE_A_ROUND * (ROUNDS + 1) * faces)
        await session.commit()
    yield cast, people
    await database.close()


async def submitted(
    database: Database, writer: pulse.BallotWriter, wave_id: UUID, people: Sequence[UUID]
) -> float:
    """Submissions per second of these people, sixteen at a time."""
    waiting = iter(people)
    started = time.perf_counter()

    async def client() -> None:
        async with database.reading() as session:
            for person_id in waiting:
                given = AnswersInput(answers=ANSWERS)
                await pulse.submit(session, writer, Actor(person_id), wave_id, given)

    await asyncio.gather(*(client() for _ in range(bare.CLIENTS)))
    return len(people) / (time.perf_counter() - started)
