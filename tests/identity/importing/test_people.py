"""Importing people, on both databases: what is kept, refused, closed, and left alone."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.db import Database
from backend.identity import ORG_UNITS, PEOPLE, SITES
from tests.cast import Cast
from tests.identity.importing.files import SMALL, Row, everything, keep, people, person, written


async def test_people_arrive_with_their_units_their_managers_and_their_levels(
    database: Database, path: Path
) -> None:
    report = await keep(database, path, SMALL)
    assert report.as_json() == {
        "created": 3,
        "updated": 0,
        "deactivated": 0,
        "unchanged": 0,
        "bad": [],
        "warnings": [],
    }
    found = await people(database)
    assert [(p.manager, p.level) for p in (found["solene"], found["karim"], found["ines"])] == [
        (None, 0),
        ("solene", 1),
        ("karim", 2),
    ]
    assert found["ines"].path == "Télénova/Nouvelle-Aquitaine/Boutique Sainte-Catherine"
    assert found["ines"].search == "ines marchetti ines@telenova.example"
    async with database.reading() as session:
        company = await session.scalar(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.parent_id.is_(None)))
        assert await identity.headcount_of(session, company) == 3
        assert await identity.headcount_of(session, found["ines"].org_unit_id) == 2
        shop = await identity.path_to(session, found["ines"].org_unit_id)
        assert [unit.name for unit in shop] == [
            "Télénova",
            "Nouvelle-Aquitaine",
            "Boutique Sainte-Catherine",
        ]


async def test_a_second_run_says_all_unchanged_and_writes_nothing(database: Database, path: Path) -> None:
    rows = [*SMALL, person("yann", site_name="Bordeaux-Lac")]
    await keep(database, path, rows)
    before = await everything(database)
    report = await keep(database, path, rows)
    assert (report.unchanged, report.kept, report.bad) == (4, 4, [])
    assert await everything(database) == before


async def test_a_language_chosen_here_outlives_imports_until_the_file_changes_its_mind(
    database: Database, path: Path
) -> None:
    await keep(database, path, [person("ines")])
    async with database.writing() as session:
        await session.execute(sa.update(PEOPLE).values(locale="en"))
        await session.commit()
    assert (await keep(database, path, [person("ines", locale="fr-FR")])).unchanged == 1
    assert (await people(database))["ines"].locale == "en"
    assert (await keep(database, path, [person("ines", locale="en")])).updated == 1
    assert (await keep(database, path, [person("ines", locale="fr")])).updated == 1
    assert (await people(database))["ines"].locale == "fr"


async def test_a_person_known_by_a_first_sign_in_is_recognised_by_their_address(
    database: Database, path: Path
) -> None:
    async with database.writing() as session:
        values = {"email": "ines@telenova.example", "given_name": "I", "family_name": "M", "subject": "s-1"}
        await session.execute(sa.insert(PEOPLE).values(**values))
        await session.commit()
    report = await keep(database, path, [person("ines")])
    assert (report.created, report.updated) == (0, 1)
    assert (await people(database))["ines"].subject == "s-1"


async def test_two_people_may_swap_their_addresses_in_one_file(database: Database, path: Path) -> None:
    await keep(database, path, [person("ines"), person("karim")])
    swapped = [
        person("ines", email="karim@telenova.example"),
        person("karim", email="INES@telenova.example"),
    ]
    assert (await keep(database, path, swapped)).updated == 2
    found = await people(database)
    assert (found["ines"].email, found["karim"].email) == ("karim@telenova.example", "ines@telenova.example")


REFUSED = {
    "repeated external_id": ([person("a"), person("a", email="b@telenova.example")], 3, "external_id"),
    "repeated e-mail": ([person("a"), person("b", email="A@telenova.example")], 3, "email"),
    "somebody else's e-mail": ([person("a", email="karim.benhaddou@telenova.example")], 2, "email"),
    "unknown manager": ([person("a", manager_external_id="nobody")], 2, "manager_external_id"),
    "their own manager": ([person("a", manager_external_id="a")], 2, "manager_external_id"),
    "unknown status": ([person("a", status="on leave")], 2, "status"),
    "bad e-mail": ([person("a", email="a@telenova")], 2, "email"),
    "bad locale": ([person("a", locale="de")], 2, "locale"),
    "empty unit part": ([person("a", unit_path="Télénova//Boutique")], 2, "unit_path"),
    "too long a name": ([person("a", given_name="x" * 121)], 2, "given_name"),
    "a NUL": ([person("a", family_name="Mar\x00chetti")], 2, "family_name"),
    "no external id": ([person("", email="x@telenova.example")], 2, "external_id"),
}


@pytest.mark.parametrize(("rows", "line", "field"), REFUSED.values(), ids=REFUSED)
async def test_a_bad_row_is_told_by_its_line_and_the_good_ones_are_kept(
    cast: Cast, database: Database, path: Path, rows: list[Row], line: int, field: str
) -> None:
    before = (await people(database)).keys()
    report = await keep(database, path, [*rows, person("good")])
    assert [(bad.line, bad.field) for bad in report.bad] == [(line, field)]
    assert report.created == len(rows)
    kept = {row["external_id"] for row in rows[: line - 2]} | {"good"}
    assert (await people(database)).keys() == before | kept


async def test_sites_that_disagree_take_the_last_row_and_one_warning(database: Database, path: Path) -> None:
    rows = [
        person("ines", site_name="Bordeaux"),
        person("karim", site_name="Bordeaux centre", region="Sud-Ouest"),
        person("yann", site_code="RNS", site_name="", region=""),
    ]
    report = await keep(database, path, rows)
    assert (report.created, report.bad, len(report.warnings)) == (3, [], 1)
    async with database.reading() as session:
        found = await session.execute(sa.select(SITES.c.code, SITES.c.name, SITES.c.region))
        assert sorted(map(tuple, found)) == [("BDX", "Bordeaux centre", "Sud-Ouest"), ("RNS", "RNS", "")]


async def test_only_those_who_may_import_people_do(cast: Cast, database: Database, path: Path) -> None:
    file = written(path, [person("new")])
    async with database.writing() as session:
        with pytest.raises(identity.NotAllowed):
            await identity.import_people(session, await cast.actor("solene"), file)
        report = await identity.import_people(session, await cast.actor("maud"), file)
    assert report.created == 1
