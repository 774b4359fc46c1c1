"""kill -9 of the server and of PostgreSQL during 2,000 submissions and during sealing."""

import asyncio

from backend.core.db import Database, metadata
from tests.cast import company
from tests.proof.own_postgres import Killable
from tests.proof.pulse.killed import over
from tests.proof.pulse.kills import Kill, answered_and_sealed_under_kills, kill_process

PEOPLE, KILLS, PAUSE = 2000, 4, 0.6


async def test_every_acknowledged_answer_is_counted_once(killable: Killable) -> None:
    postgres = killable.postgres

    async def kill_postgresql(process: asyncio.subprocess.Process) -> None:
        """kill -9 of the database: the process loses its connections, and ends."""
        assert postgres
        postgres.kill()
        await process.wait()
        await postgres.start_again()

    struck = [kill_process, kill_postgresql if postgres else kill_process]
    await proven(over(killable.url), struck * (KILLS // 2))


async def proven(database: Database, kills: list[Kill]) -> None:
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    struck = await answered_and_sealed_under_kills(await company(database), PEOPLE, kills, PAUSE)
    name = database.url.get_backend_name()
    print(f"{name}: {PEOPLE} answers, {struck} kills, every acknowledged one counted once, sealed once")
    await database.close()
