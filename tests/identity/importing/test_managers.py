"""Importing managers and heads of units, on both databases: cycles, and who is left without."""

from pathlib import Path

from backend.core.db import Database
from tests.identity.importing.files import SHOP, SMALL, everything, heads, keep, people, person


async def test_a_cycle_of_managers_is_refused_and_those_below_it_keep_the_manager_they_had(
    database: Database, path: Path
) -> None:
    await keep(database, path, SMALL)
    report = await keep(
        database,
        path,
        [
            person("karim", manager_external_id="thomas"),
            person("thomas", manager_external_id="yann"),
            person("yann", manager_external_id="karim"),
            person("ines", manager_external_id="karim", family_name="Marchetti-Roux", unit_path=SHOP),
            person("lea", manager_external_id="thomas"),
        ],
    )
    assert {(bad.line, bad.field) for bad in report.bad} == {(n, "manager_external_id") for n in (2, 3, 4)}
    assert (report.created, report.updated) == (1, 1)
    assert len(report.warnings) == 1
    found = await people(database)
    assert (found["karim"].manager, found["ines"].manager, found["lea"].manager) == ("solene", "karim", None)


async def test_a_cycle_through_somebody_absent_from_the_file_is_refused(
    database: Database, path: Path
) -> None:
    await keep(database, path, SMALL)
    before = await everything(database)
    report = await keep(
        database,
        path,
        [person("solene", manager_external_id="ines", unit_path="Télénova/Nouvelle-Aquitaine")],
    )
    assert [bad.field for bad in report.bad] == ["manager_external_id"]
    assert await everything(database) == before


async def test_the_people_of_a_refused_manager_are_kept_and_one_warning_says_so(
    database: Database, path: Path
) -> None:
    rows = [
        person("boss", email="nonsense"),
        *(person(f"p{n}", manager_external_id="boss") for n in range(3)),
    ]
    report = await keep(database, path, rows)
    assert ([bad.line for bad in report.bad], report.created, len(report.warnings)) == ([2], 3, 1)


async def test_a_unit_is_headed_by_who_the_column_says_else_by_its_commonest_manager(
    database: Database, path: Path
) -> None:
    rows = [
        *SMALL,
        person("lea", manager_external_id="karim", unit_path=SHOP),
        person("thomas", manager_external_id="solene", unit_path="Télénova/Landes"),
        person("yann", manager_external_id="karim", unit_path="Télénova/Landes", unit_head="oui"),
    ]
    await keep(database, path, rows, "unit_head")
    shop = "Télénova/Nouvelle-Aquitaine/Boutique Sainte-Catherine"
    assert await heads(database) == {shop: "karim", "Télénova/Landes": "yann"}
    denied = [person("yann", manager_external_id="karim", unit_path="Télénova/Landes", unit_head="non")]
    await keep(database, path, denied, "unit_head")
    assert await heads(database) == {shop: "karim", "Télénova/Landes": "karim"}
