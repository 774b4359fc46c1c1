"""How long seeding takes and how much memory it needs.

    python -m tests.benchmarks.seed_97000 --database sqlite+aiosqlite:////var/tmp/big.db --people 97000

The database is given empty; its tables are made from the models.
"""

import argparse
import asyncio
import resource
import time

import sqlalchemy as sa

from backend.core.db import metadata
from backend.services import build_services
from backend.settings import Settings
from seeds import seed


async def measure(database: str, people: int) -> None:
    services = build_services(Settings(mode="development", database_url=database))
    async with services.database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    told: list[float] = []
    started = time.perf_counter()
    report = await seed(services, people, told.append)
    took = time.perf_counter() - started
    started = time.perf_counter()
    again = await seed(services, people)
    again_took = time.perf_counter() - started
    await services.database.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    kind = sa.make_url(database).get_backend_name()
    print(f"{kind}: {took:.1f} s, {memory} MB at most, progress told {len(told)} times")
    print(report)
    print(f"again: {again_took:.2f} s, changed={again.changed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--people", type=int, default=97_000)
    given = parser.parse_args()
    asyncio.run(measure(given.database, given.people))


if __name__ == "__main__":
    main()
