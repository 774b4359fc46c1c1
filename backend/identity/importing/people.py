"""Importing people: the file is staged, compared and written by the database, in the caller's transaction.

Rows are refused one by one; the others are kept. Whoever is absent from the file is never touched.
"""

from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.inserts import look_again
from backend.core.turns import one_at_a_time
from backend.identity import org_tree
from backend.identity.errors import NotAllowed
from backend.identity.headcounts import rebuild_headcounts
from backend.identity.importing import manager_chain, staging, workplaces
from backend.identity.importing.lines import PersonLine, RefusedLine, people_rows
from backend.identity.importing.matching import match_people, settle
from backend.identity.importing.report import ImportReport, Progress
from backend.identity.importing.sheet import Sheet, UnreadableSheet, open_sheet
from backend.identity.importing.staging import KEPT, STAGED
from backend.identity.importing.writing import close_leavers, compare, declare_heads, place, write_people
from backend.identity.models import (
    HEADCOUNTS,
    HEADCOUNTS_BELOW,
    ORG_UNIT_HEADS,
    ORG_UNIT_TREE,
    ORG_UNITS,
    PEOPLE,
    PERSON_WORDS,
)
from backend.identity.names import index_words
from backend.identity.permissions import Permission

BATCH = 2000
WRITTEN = (PEOPLE, PERSON_WORDS, ORG_UNITS, ORG_UNIT_TREE, ORG_UNIT_HEADS, HEADCOUNTS, HEADCOUNTS_BELOW)
READING = 0.5
"""Reading the file is about half of the work."""
UNREADABLE = "unreadable"


async def import_people(
    session: Session, actor: Actor, path: Path, *, progress: Progress | None = None
) -> ImportReport:
    """Bring the people of a CSV file in: the report says what became of every row.

    A file that cannot be trusted as a whole (encoding, header, quotes) changes nothing, and is one bad line.
    Errors: NotAllowed.
    """
    if not actor.may(Permission.PEOPLE_IMPORT):
        raise NotAllowed(permission=Permission.PEOPLE_IMPORT)
    report, told = ImportReport(), progress or (lambda done: None)
    try:
        sheet = open_sheet(path)
        # Two imports at once would trip over each other's rows.
        await one_at_a_time(session, "import")
        await staging.create(session)
        await _stage(session, sheet, report, told)
    except UnreadableSheet as fault:
        await staging.drop(session)
        refused = ImportReport()
        refused.refuse(fault.line, fault.field, fault.reason)
        return refused
    await match_people(session)
    await settle(session, report)
    told(0.6)
    await _write(session, actor, report, told)
    await _summarise(session, actor, report)
    await staging.drop(session)
    if report.created or report.updated:
        await look_again(session, *WRITTEN)
    told(1.0)
    return report


async def _stage(session: Session, sheet: Sheet, report: ImportReport, told: Progress) -> None:
    rows = people_rows(sheet, report)
    while batch := list(islice(rows, BATCH)):
        await staging.load(session, [_staged(row) for row in batch])
        told(batch[-1].position * READING)
    await staging.index(session)


def _staged(row: PersonLine | RefusedLine) -> dict[str, Any]:
    """The row as STAGED holds it; a refused one stays too, for those who name it as their manager."""
    if isinstance(row, RefusedLine):
        known: dict[str, Any] = dict.fromkeys(PersonLine.__slots__)
        known |= {"line": row.line, "external_id": row.external_id, "refused": UNREADABLE}
    else:
        known = {name: getattr(row, name) for name in PersonLine.__slots__}
        known |= {
            "search": row.search,
            "sort_name": row.sort_name,
            "refused": None,
            "person_id": new_id(),
            "is_new": True,
        }
    known.pop("position")
    return {"search": None, "sort_name": None, "person_id": None, "is_new": None} | known


async def _write(session: Session, actor: Actor, report: ImportReport, told: Progress) -> None:
    paths = await session.execute(sa.select(STAGED.c.unit_path).where(KEPT).distinct())
    await org_tree.add_units(session, list(paths.scalars()))
    await workplaces.keep_sites(session, report)
    await workplaces.keep_job_families(session, report)
    await place(session)
    await compare(session)
    told(0.7)
    await write_people(session)
    await manager_chain.write_levels(session)
    told(0.8)
    await index_words(session)
    told(0.9)
    await declare_heads(session)
    await org_tree.rebuild_heads(session)
    await rebuild_headcounts(session)
    await close_leavers(session, actor)


async def _summarise(session: Session, actor: Actor, report: ImportReport) -> None:
    counts = await session.execute(
        sa.select(STAGED.c.change, sa.func.count()).where(KEPT).group_by(STAGED.c.change)
    )
    for change, people in counts:
        setattr(report, change, people)
    refused = await session.execute(
        sa.select(STAGED.c.line, STAGED.c.refused_field, STAGED.c.refused).where(
            ~KEPT, STAGED.c.refused != UNREADABLE
        )
    )
    for line, field, reason in refused:
        report.refuse(line, field, reason)
    report.bad.sort(key=lambda cell: cell.line)
    if report.created or report.updated or report.deactivated:
        await events.record(
            session,
            actor,
            "people.imported",
            "people",
            None,
            created=report.created,
            updated=report.updated,
            deactivated=report.deactivated,
            refused=len(report.bad),
        )
