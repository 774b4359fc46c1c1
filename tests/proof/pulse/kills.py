"""kill -9 while people answer, and while the wave is sealed: what was acknowledged is counted, and once."""

import asyncio
import contextlib
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Database, metadata
from backend.jobs import JOBS
from backend.pulse.models import BALLOTS, PARTICIPATIONS, PULSE_COMMENTS, RELEASE_CELLS, WAVES, WaveStatus
from tests.cast import Cast
from tests.pulse.scene import an_open_wave, closed, colleagues, payloads

TRIES = 3
"""A database that has just recovered may still refuse somebody, who then tries again."""
Kill = Callable[[asyncio.subprocess.Process], Awaitable[None]]


async def kill_process(process: asyncio.subprocess.Process) -> None:
    """kill -9 of the process that answers or seals; one that was quicker has ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()


async def answered_and_sealed_under_kills(cast: Cast, people: int, kills: list[Kill], pause: float) -> int:
    """Everybody answers in the end, and the wave is sealed in the end; returns how many kills it took.

    Each of `kills` strikes once while people answer and once during the sealing, within `pause` seconds.
    """
    async with cast.database.writing() as session:
        staff = await colleagues(session, cast, "boutique", people)
        await session.commit()
    wave_id = await an_open_wave(cast)
    waiting = dict(enumerate(staff))
    struck = 0
    for kill in [*kills, *[None] * TRIES]:
        acknowledged = await answers(cast.database, wave_id, waiting, kill, pause)
        struck += kill is not None
        for number in acknowledged:
            del waiting[number]
        counted = {payload["comment"] for payload in await payloads(cast, wave_id)}
        missing = {f"Mot {n}." for n in range(people) if n not in waiting} - counted
        assert not missing, f"acknowledged, not counted: {missing}"
        if not waiting:
            break
    assert not waiting, f"left without an answer: {waiting}"
    said = Counter(payload["comment"] for payload in await payloads(cast, wave_id))
    assert said == Counter(f"Mot {n}." for n in range(people))
    assert await count(cast.database, PARTICIPATIONS) == people
    await closed(cast, wave_id)
    for kill in kills:
        struck += await sealing(cast.database, wave_id, kill, pause)
    await sealing(cast.database, wave_id, None, pause)
    await counted_once(cast.database, wave_id, people)
    return struck


async def answers(
    database: Database, wave_id: UUID, waiting: dict[int, UUID], kill: Kill | None, pause: float
) -> list[int]:
    """Those acknowledged before the process ended, or was ended."""
    process = await started(database, "answer", str(wave_id), killed=kill is not None)
    assert process.stdin
    assert process.stdout
    process.stdin.write("\n".join(f"{n} {person}" for n, person in waiting.items()).encode())
    process.stdin.close()
    told = [await process.stdout.readline()]
    striking = asyncio.create_task(strike(process, kill, pause)) if kill else None
    told += (await process.stdout.read()).splitlines()
    await process.wait()
    if striking:
        await striking
    return [int(one) for one in told if one.strip()]


async def sealing(database: Database, wave_id: UUID, kill: Kill | None, pause: float) -> bool:
    """Whether the kill came while the wave was not sealed yet."""
    process = await started(database, "seal", killed=kill is not None)
    came_early = False
    if kill:
        await strike(process, kill, 3 + pause)
        async with database.reading() as session:
            status = await session.scalar(sa.select(WAVES.c.status).where(WAVES.c.id == wave_id))
        came_early = status is not WaveStatus.SEALED
    await process.wait()
    async with database.writing() as session:
        # Let the leases of the killed worker run out at once, rather than wait for them.
        await session.execute(sa.update(JOBS).values(leased_until=now() - timedelta(1), run_at=now()))
        await session.commit()
    return came_early


async def strike(process: asyncio.subprocess.Process, kill: Kill, pause: float) -> None:
    await asyncio.sleep(random.uniform(0, pause))
    await kill(process)


async def started(database: Database, *words: str, killed: bool) -> asyncio.subprocess.Process:
    """A process at work; what one that nobody kills complains of is shown."""
    what, *rest = words
    address = database.url.render_as_string(hide_password=False)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.proof.pulse.killed", what, address, *rest),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL if killed else None,
    )


async def counted_once(database: Database, wave_id: UUID, people: int) -> None:
    """The release counts everybody once, and no ballot is left."""
    async with database.reading() as session:
        cell = (
            await session.execute(
                sa.select(RELEASE_CELLS.c.count_min, RELEASE_CELLS.c.count_max).where(
                    RELEASE_CELLS.c.wave_id == wave_id,
                    RELEASE_CELLS.c.question == "",
                    RELEASE_CELLS.c.cut == "all",
                )
            )
        ).one()
        said = list((await session.execute(sa.select(PULSE_COMMENTS.c.text))).scalars())
    assert tuple(cell) == (people, people)
    assert Counter(said) == Counter(f"Mot {n}." for n in range(people))
    assert await count(database, BALLOTS) == 0
    assert await count(database, PARTICIPATIONS) == people


async def count(database: Database, table: sa.Table) -> int:
    assert table.name in metadata.tables
    async with database.reading() as session:
        return int(await session.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
