"""People files as tests write them: a few columns are said, the others are plausible."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from backend import identity
from backend.core.actor import SYSTEM
from backend.core.db import Database, Session
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
