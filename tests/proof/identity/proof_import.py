"""Importing 97,000 people: how long, twice, and in no more memory than a tenth of them; on both databases."""

import csv
import os
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.actor import SYSTEM
from backend.core.db import Database, metadata
from tests.postgres import running_postgres
from tests.proof import memory

PEOPLE = 97_000
TENTH = PEOPLE // 10
TEAM = 11
MOST_SECONDS, MOST_MORE = 60, 64
"""To import them all; megabytes more than a tenth of them takes."""
HEADER = (
    "external_id,email,given_name,family_name,locale,job_family,site_code,site_name,region,"
    "unit_path,manager_external_id,status"
)


def company(path: Path, people: int) -> None:
    """A company of teams of eleven: person n reports to person n // 11."""
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(HEADER.split(","))
        for n in range(people):
            team = n // TEAM
            unit = f"Télénova/Région {team % 3}/Direction {team % 97}/Équipe {team}"
            site = team % 900
            who = [f"P{n}", f"p{n}@telenova.example", f"Prénom{n % 700}", f"Nom{n % 9000}", "fr"]
            where = [f"Métier {n % 40}", f"S{site}", f"Site {site}", f"Région {site % 3}", unit]
            write([*who, *where, f"P{team}" if n else "", "active"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_97000_people_come_in_and_a_second_time_nothing_changes(kind: str, tmp_path: Path) -> None:
    needed = []
    for people in (TENTH, PEOPLE):
        path = tmp_path / f"{people}.csv"
        company(path, people)
        if kind == "sqlite":
            needed.append(await measured(sa.make_url(f"sqlite+aiosqlite:///{path}.db"), path, people))
        else:
            with running_postgres(f"import{people}") as url:
                needed.append(await measured(url, path, people))
    assert needed[1] - needed[0] < MOST_MORE


async def measured(url: sa.URL, path: Path, people: int) -> int:
    """Import twice; returns the megabytes that were needed beside what the process held before."""
    database = Database(url, info={"zone": ZoneInfo("Europe/Paris")})
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)
    before, took = memory.held(), []
    memory.forget_peak()
    for _ in range(2):
        started = time.perf_counter()
        async with database.writing() as session:
            report = await identity.import_people(session, SYSTEM, path)
            await session.commit()
        took.append(time.perf_counter() - started)
    await database.close()
    needed = memory.peak() - before
    name = url.get_backend_name()
    print(f"\n{name}: {people} people in {took[0]:.0f} s, again in {took[1]:.0f} s, {needed} MB more at most")
    print(f"  (others kept the machine busy with {os.getloadavg()[0]:.1f} processes)")
    assert report.unchanged == people
    assert took[0] < MOST_SECONDS
    return needed
