"""People files as tests write them: a few columns are said, the others are plausible."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend import identity
from backend.core.actor import SYSTEM
from backend.core.db import Database, Session, metadata
from backend.identity import ORG_UNIT_HEADS, ORG_UNITS, PEOPLE
from backend.identity.importing.lines import REQUIRED

Row = Mapping[str, str]
PLAIN = {
    "given_name": "Inès",
    "family_name": "Marchetti",
    "locale": "fr",
    "job_family": "Vente",
    "site_code": "BDX",
    "site_name": "Bordeaux",
    "region": "Nouvelle-Aquitaine",
    "unit_path": "Télénova",
    "manager_external_id": "",
    "status": "active",
}


def person(key: str, **said: str) -> Row:
    """A row about the person of this external id."""
    return PLAIN | {"external_id": key, "email": f"{key}@telenova.example"} | said


def written(
    path: Path, rows: Sequence[Row], *, optional: Sequence[str] = (), encoding: str = "utf-8"
) -> Path:
    """The file of these rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        sheet = csv.DictWriter(file, [*REQUIRED, *optional], restval="")
        sheet.writeheader()
        sheet.writerows(rows)
    return path


async def imported(
    session: Session, path: Path, rows: Sequence[Row], *optional: str
) -> identity.ImportReport:
    """The report of importing these rows."""
    return await identity.import_people(session, SYSTEM, written(path, rows, optional=optional))


async def keep(database: Database, path: Path, rows: Sequence[Row], *optional: str) -> identity.ImportReport:
    """The same, committed."""
    async with database.writing() as session:
        report = await imported(session, path, rows, *optional)
        await session.commit()
    return report


async def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table, in a stable order."""
    async with database.reading() as session:
        return {
            table.name: sorted(map(repr, await session.execute(sa.select(table))))
            for table in metadata.sorted_tables
        }


async def people(database: Database) -> dict[str, Any]:
    """The people by external id, with the external id of their manager and the path of their unit."""
    manager = PEOPLE.alias("manager")
    async with database.reading() as session:
        found = await session.execute(
            sa.select(PEOPLE, manager.c.external_id.label("manager"), ORG_UNITS.c.path)
            .outerjoin(manager, manager.c.id == PEOPLE.c.manager_id)
            .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        )
        return {row.external_id: row for row in found}


async def heads(database: Database) -> dict[str, str]:
    """Who heads which unit, by external id and path."""
    async with database.reading() as session:
        found = await session.execute(
            sa.select(ORG_UNITS.c.path, PEOPLE.c.external_id)
            .join(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == ORG_UNITS.c.id)
            .join(PEOPLE, PEOPLE.c.id == ORG_UNIT_HEADS.c.person_id)
        )
        return dict(found.all())


SHOP = "Télénova / Nouvelle-Aquitaine / Boutique Sainte-Catherine"

SMALL: list[Row] = [
    person("ines", manager_external_id="karim", unit_path=SHOP),
    person("karim", given_name="Karim", manager_external_id="solene", unit_path=SHOP),
    person("solene", given_name="Solène", unit_path="Télénova/Nouvelle-Aquitaine"),
]
