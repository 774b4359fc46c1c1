"""kill -9 of the worker, again and again: every promised job is done, and done once."""

import asyncio
import random
import sys
import time
from datetime import timedelta

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Database
from backend.jobs.models import JOBS

PROMISED = 2000
KILLS = 8


async def test_no_job_is_lost_or_done_twice_when_the_worker_is_killed(engine: Database) -> None:
    async with engine.writer.begin() as connection:
        await connection.execute(sa.text("CREATE TABLE mark (n INTEGER)"))
    async with engine.writing() as session:
        await jobs.enqueue_many(session, [("mark", {"n": n}) for n in range(PROMISED)])
        await session.commit()
    started = time.perf_counter()
    kills = 0
    while await left(engine):
        address = engine.url.render_as_string(hide_password=False)
        worker = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.proof.jobs.kill", address)
        if kills < KILLS:
            await asyncio.sleep(random.uniform(1.2, 2.0))
            worker.kill()
            await worker.wait()
            kills += 1
            await end_leases(engine)
        else:
            for _ in range(600):
                if await left(engine) == 0:
                    break
                await asyncio.sleep(0.2)
            worker.terminate()
            await worker.wait()
    async with engine.reading() as session:
        done = (await session.execute(sa.text("SELECT n, count(*) FROM mark GROUP BY n"))).all()
    async with engine.writer.begin() as connection:
        await connection.execute(sa.text("DROP TABLE mark"))
    assert len(done) == PROMISED
    assert all(times == 1 for _, times in done)
    took = time.perf_counter() - started
    name = engine.url.get_backend_name()
    print(f"\n{name}: {PROMISED} jobs, {kills} kills, none lost, none twice, {took:.0f} s")


async def left(database: Database) -> int:
    async with database.reading() as session:
        return int(await session.scalar(sa.select(sa.func.count()).select_from(JOBS)) or 0)


async def end_leases(database: Database) -> None:
    """Let the leases of the killed worker run out at once, rather than wait for them."""
    async with database.writing() as session:
        await session.execute(sa.update(JOBS).values(leased_until=now() - timedelta(1)))
        await session.commit()
