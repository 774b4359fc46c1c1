"""Hostile and clumsy files: whatever is sent, the report is clear and nothing is half-written."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.identity import PEOPLE
from backend.identity.importing.lines import REQUIRED
from tests.identity.importing.files import person, written
from tests.nights import IN_MARTINIQUE

HEADER = ",".join(REQUIRED)
LINE = "a,a@telenova.example,Inès,Marchetti,fr,Vente,BDX,Bordeaux,Nouvelle-Aquitaine,Télénova,,active"


async def taken(database: Database, path: Path) -> identity.ImportReport:
    """The import of a file, committed; every test then looks at what is there."""
    async with database.writing() as session:
        report = await identity.import_people(session, SYSTEM, path)
        await session.commit()
    return report


async def names(database: Database) -> list[str]:
    async with database.reading() as session:
        found = await session.execute(sa.select(PEOPLE.c.given_name).order_by(PEOPLE.c.external_id))
        return list(found.scalars())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
async def test_accents_survive_in_each_encoding(database: Database, tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "people.csv", [person("a", family_name="Œuvré")], encoding=encoding)
    assert (await taken(database, path)).created == 1
    assert await names(database) == ["Inès"]


WRONG = {
    "another header": ("name,email\n", 1),
    "columns in another order": (HEADER.replace("email,given_name", "given_name,email") + "\n" + LINE, 1),
    "an unknown column": (HEADER + ",salary\n" + LINE + ",3", 1),
    "a column twice": (HEADER + ",time_zone,time_zone\n" + LINE + ",,", 1),
    "nothing": ("", 1),
    "a quote that never closes": (HEADER + "\n" + LINE + '\n"b,' + "\n".join([LINE] * 30), 3),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG)
async def test_a_file_that_cannot_be_trusted_changes_nothing(
    database: Database, tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    report = await taken(database, path)
    assert (report.kept, [bad.line for bad in report.bad]) == (0, [line])
    assert report.bad[0].reason
    assert await names(database) == []


@pytest.mark.parametrize("separator", [";", "\t"])
async def test_a_spreadsheet_s_own_separator_is_understood(
    database: Database, tmp_path: Path, separator: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{HEADER}\n{LINE}\n".replace(",", separator), encoding="utf-8")
    assert (await taken(database, path)).created == 1
    assert await names(database) == ["Inès"]


async def test_a_file_of_neither_encoding_changes_nothing(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(HEADER.encode() + b"\n\x81\x8d\xff")
    assert (await taken(database, path)).bad[0].reason == "the file is neither UTF-8 nor Windows-1252"


async def test_a_cell_of_10_megabytes_costs_its_own_row_only(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    huge = LINE.replace("a,a@", "boss,boss@").replace("Marchetti", "M" * 10_000_000)
    below = LINE.replace(",,active", ",boss,active")
    path.write_text(f"{HEADER}\n{huge}\n{below}\n", encoding="utf-8")
    report = await taken(database, path)
    assert ([bad.line for bad in report.bad], report.created) == ([2], 1)
    assert await names(database) == ["Inès"]


async def test_optional_columns_come_in_any_order_and_blank_lines_do_not_count(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        f"{HEADER},time_zone,unit_head,customer_facing\n\n{LINE},Indian/Reunion,,oui\n"
        f"{LINE.replace('a,a@', 'b,b@')},Mars/Olympus,,perhaps\n",
        encoding="utf-8",
    )
    report = await taken(database, path)
    assert [(bad.line, bad.field) for bad in report.bad] == [(4, "time_zone"), (4, "customer_facing")]
    async with database.reading() as session:
        assert await session.scalar(sa.select(PEOPLE.c.time_zone)) == "Indian/Reunion"
        assert await session.scalar(sa.select(identity.JOB_FAMILIES.c.customer_facing)) is True


async def test_who_no_file_places_elsewhere_lives_by_the_clocks_of_the_company(
    database: Database, tmp_path: Path
) -> None:
    with IN_MARTINIQUE.over(database):
        await taken(database, written(tmp_path / "people.csv", [person("a")]))
    async with database.reading() as session:
        assert await session.scalar(sa.select(PEOPLE.c.time_zone)) == "America/Martinique"


async def test_a_telephone_stays_until_a_file_says_another_or_none(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    for column, cell, kept in (
        (",mobile", ",+33 6 39 98 01.02", "+33639980102"),
        ("", "", "+33639980102"),
        (",mobile", ",06 39 98 01 02", "+33639980102"),
        (",mobile", ",", ""),
    ):
        path.write_text(f"{HEADER}{column}\n{LINE}{cell}\n", encoding="utf-8")
        report = await taken(database, path)
        assert [bad.field for bad in report.bad] == (["mobile"] if cell.startswith(",0") else [])
        async with database.reading() as session:
            assert await session.scalar(sa.select(PEOPLE.c.mobile)) == kept


async def test_a_formula_is_only_text_to_us(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "people.csv", [person("a", given_name='=HYPERLINK("http://evil","x")')])
    assert (await taken(database, path)).created == 1
    assert await names(database) == ['=HYPERLINK("http://evil","x")']


async def test_rows_of_the_wrong_width_are_refused_one_by_one(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{HEADER}\n{LINE}\nb,b@telenova.example\n{LINE},more\n", encoding="utf-8")
    report = await taken(database, path)
    assert ([bad.line for bad in report.bad], report.created) == ([3, 4], 1)


async def test_progress_only_grows_and_ends_at_one(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "people.csv", [person(f"p{n}") for n in range(30)])
    told: list[float] = []
    async with database.writing() as session:
        await identity.import_people(session, SYSTEM, path, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
