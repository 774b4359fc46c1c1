"""Importing 97,000 people: how long, twice, with how much memory; on both databases."""

import csv
import os
import resource
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.actor import SYSTEM
from backend.core.db import Database, metadata
from tests.postgres import running_postgres

PEOPLE = 97_000
TEAM = 11
HEADER = (
    "external_id,email,given_name,family_name,locale,job_family,site_code,site_name,region,"
    "unit_path,manager_external_id,status"
)


def company(path: Path) -> None:
    """A company of teams of eleven: person n reports to person n // 11."""
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(HEADER.split(","))
        for n in range(PEOPLE):
            team = n // TEAM
            unit = f"Télénova/Région {team % 3}/Direction {team % 97}/Équipe {team}"
            site = team % 900
            who = [f"P{n}", f"p{n}@telenova.example", f"Prénom{n % 700}", f"Nom{n % 9000}", "fr"]
            where = [f"Métier {n % 40}", f"S{site}", f"Site {site}", f"Région {site % 3}", unit]
            write([*who, *where, f"P{team}" if n else "", "active"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_97000_people_come_in_and_a_second_time_nothing_changes(kind: str, tmp_path: Path) -> None:
    company(tmp_path / "people.csv")
    if kind == "sqlite":
        await measured(sa.make_url(f"sqlite+aiosqlite:///{tmp_path / 'big.db'}"), tmp_path / "people.csv")
    else:
        with running_postgres("import") as url:
            await measured(url, tmp_path / "people.csv")


async def measured(url: sa.URL, path: Path) -> None:
    database = Database(url, info={"zone": ZoneInfo("Europe/Paris")})
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    took = []
    for _ in range(2):
        started = time.perf_counter()
        async with database.writing() as session:
            report = await identity.import_people(session, SYSTEM, path)
            await session.commit()
        took.append(time.perf_counter() - started)
    await database.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    name = url.get_backend_name()
    load = os.getloadavg()[0]
    print(f"\n{name}: {PEOPLE} people in {took[0]:.0f} s, again in {took[1]:.0f} s, {memory} MB at most")
    print(f"  (others kept the machine busy with {load:.1f} processes)")
    assert report.unchanged == PEOPLE
    assert took[0] < 60
