"""Importing sites: where they are, and which is the head office."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.identity.errors import NotAllowed
from backend.identity.importing.lines import NO, YES
from backend.identity.importing.report import ImportReport, Progress
from backend.identity.importing.sheet import Record, UnreadableSheet, open_sheet, records
from backend.identity.models import SITES
from backend.identity.permissions import Permission

HEADER = ("site_code", "latitude", "longitude", "head_office")


async def import_sites(
    session: Session, actor: Actor, path: Path, *, progress: Progress | None = None
) -> ImportReport:
    """Bring the facts of sites in; a site not known yet is made, named after its code.

    An empty cell says nothing. Errors: NotAllowed.
    """
    if not actor.may(Permission.PEOPLE_IMPORT):
        raise NotAllowed(permission=Permission.PEOPLE_IMPORT)
    report = ImportReport()
    try:
        said = _read(path, report, progress or (lambda done: None))
    except UnreadableSheet as fault:
        refused = ImportReport()
        refused.refuse(fault.line, fault.field, fault.reason)
        return refused
    await _write(session, said, report)
    if report.created or report.updated:
        await events.record(
            session, actor, "sites.imported", "sites", None, created=report.created, updated=report.updated
        )
    return report


def _read(path: Path, report: ImportReport, told: Progress) -> dict[str, dict[str, Any]]:
    """What the good rows say of each site, by code."""
    said: dict[str, dict[str, Any]] = {}
    lines: dict[str, int] = {}
    for record in records(open_sheet(path), HEADER, ()):
        told(record.position)
        code = record.cells["site_code"]
        problems = _problems(record)
        if not problems and code in lines:
            problems = {"site_code": f"the same value is on line {lines[code]}"}
        for field, reason in problems.items():
            report.refuse(record.line, field, reason)
        if not problems:
            lines[code] = record.line
            said[code] = _facts(record.cells)
    return said


def _problems(record: Record) -> dict[str, str]:
    if record.problem:
        return {"": record.problem}
    cells, problems = record.cells, {}
    if not cells["site_code"] or len(cells["site_code"]) > 40 or not cells["site_code"].isprintable():
        problems["site_code"] = "it must have 1 to 40 printable characters"
    for field, most in (("latitude", 90), ("longitude", 180)):
        degrees = _degrees(cells[field])
        if cells[field] and (degrees is None or not -most <= degrees <= most):
            problems[field] = f"it must be a number from -{most} to {most}"
    if bool(cells["latitude"]) != bool(cells["longitude"]):
        problems["longitude"] = "latitude and longitude go together"
    if cells["head_office"] and cells["head_office"].lower() not in YES | NO:
        problems["head_office"] = "it must be yes or no"
    return problems


def _degrees(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


def _facts(cells: dict[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if cells["latitude"]:
        facts |= {"latitude": _degrees(cells["latitude"]), "longitude": _degrees(cells["longitude"])}
    if cells["head_office"]:
        facts["head_office"] = cells["head_office"].lower() in YES
    return facts


async def _write(session: Session, said: dict[str, dict[str, Any]], report: ImportReport) -> None:
    known = {row.code: row for row in await session.execute(sa.select(SITES))}
    unsaid = {"latitude": None, "longitude": None, "head_office": False}
    new = [
        {"id": new_id(), "code": code, "name": code, "region": ""} | unsaid | facts
        for code, facts in said.items()
        if code not in known
    ]
    changed = []
    for code, facts in said.items():
        if code in known:
            before = {name: known[code]._mapping[name] for name in unsaid}
            if before != before | facts:
                changed.append({"_id": known[code].id} | {f"_{k}": v for k, v in (before | facts).items()})
    if new:
        await session.execute(sa.insert(SITES), new)
    if changed:
        values: dict[str, Any] = {name: sa.bindparam(f"_{name}") for name in unsaid}
        await session.execute(
            sa.update(SITES).where(SITES.c.id == sa.bindparam("_id")).values(values), changed
        )
    report.created, report.updated = len(new), len(changed)
    report.unchanged = len(said) - len(new) - len(changed)
