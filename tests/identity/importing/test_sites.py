"""Importing sites, on both databases."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.identity import SITES
from tests.cast import Cast

FILE = """site_code,latitude,longitude,head_office
BDX,44.8378,-0.5792,no
PAR,48.8566,2.3522,oui
BDX,1,2,no
RNS,95,2.3,no
LIL,abc,3,no
NTE,47.2,,no
BRS,,,maybe
"""


async def imported(database: Database, path: Path) -> identity.ImportReport:
    async with database.writing() as session:
        report = await identity.import_sites(session, SYSTEM, path)
        await session.commit()
    return report


async def test_sites_take_their_place_and_bad_rows_are_told(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(FILE, encoding="utf-8")
    report = await imported(database, path)
    assert (report.created, report.updated) == (1, 1)
    assert [(bad.line, bad.field) for bad in report.bad] == [
        (4, "site_code"),
        (5, "latitude"),
        (6, "latitude"),
        (7, "longitude"),
        (8, "head_office"),
    ]
    async with database.reading() as session:
        found = await session.execute(
            sa.select(SITES.c.code, SITES.c.name, SITES.c.latitude, SITES.c.head_office)
        )
        assert sorted(map(tuple, found)) == [
            ("BDX", "Bordeaux", 44.8378, False),
            ("PAR", "PAR", 48.8566, True),
        ]
    assert (await imported(database, path)).unchanged == 2


async def test_a_wrong_header_changes_nothing(cast: Cast, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("code,lat,lon\nBDX,1,2\n", encoding="utf-8")
    report = await imported(database, path)
    assert (report.kept, [bad.line for bad in report.bad]) == (0, [1])


async def test_only_those_who_may_import_people_import_sites(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    async with database.writing() as session:
        with pytest.raises(identity.NotAllowed):
            await identity.import_sites(session, await cast.actor("ines"), tmp_path / "sites.csv")
