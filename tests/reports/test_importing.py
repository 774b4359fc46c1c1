"""Importing reports from another tool, on both databases."""

from pathlib import Path

from backend import identity, reports
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.core.listing import Page
from backend.reports import ReportFilter
from tests.cast import Cast
from tests.reports.scenes import a_topic

HEADER = "title,body,kind,created_at,author_email,status,external_reference\n"
INES = "ines.marchetti@telenova.example"
GOOD = f"""Deux files au comptoir,,irritant,2026-03-31T09:30,{INES},received,T-1
Une tablette par conseiller,"Quatorze boutiques, d’abord",idea,2026-02-02,{INES.upper()},delivered,T-2
On manque de chaises,,working_conditions,2026-01-15T17:45:10,,declined,T-3
"""
BAD = f"""x,,idea,2026-03-31,{INES},received,T-4
Un rêve de plus,,dream,2026-03-31,{INES},received,T-5
Une idée de demain,,idea,2999-01-01,{INES},received,T-6
Une idée de personne,,idea,2026-03-31,nobody@telenova.example,received,T-7
Une idée regroupée,,idea,hier,{INES},duplicate,T-8
Deux files encore,,irritant,2026-03-31,{INES},received,T-1
Une idée sans référence,,idea,2026-03-31,{INES},,
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


async def imported(database: Database, path: Path) -> identity.ImportReport:
    async with database.writing() as session:
        report = await reports.import_reports(session, SYSTEM, path)
        await session.commit()
    return report


async def test_reports_come_in_once_and_bad_rows_are_told(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        await session.commit()
    path = tmp_path / "reports.csv"
    report = await imported(database, written(path, HEADER + GOOD + BAD))
    assert (report.created, report.unchanged) == (3, 0)
    assert [(bad.line, bad.field) for bad in report.bad] == [
        (5, "title"),
        (6, "kind"),
        (7, "created_at"),
        (8, "author_email"),
        (9, "created_at"),
        (9, "status"),
        (10, "external_reference"),
        (11, "external_reference"),
    ]
    again = await imported(database, written(path, HEADER + GOOD))
    assert (again.created, again.unchanged, again.bad) == (0, 3, [])
    async with database.reading() as session:
        actor = await cast.actor("nadia")
        rows = (await reports.visible_reports(session, actor, Page(), ReportFilter())).items
        found = await reports.visible_reports(session, actor, Page(), ReportFilter(words="tablettes"))
        times = await reports.response_times(session)
    assert [(one.title, one.status, one.signed_as) for one in rows] == [
        ("Deux files au comptoir", "received", "Inès Marchetti"),
        ("Une tablette par conseiller", "delivered", "Inès Marchetti"),
        ("On manque de chaises", "declined", None),
    ]
    assert [one.topic_owner for one in rows] == ["Nadia Kessler"] * 3
    assert rows[0].received_at.isoformat() == "2026-03-31T07:30:00+00:00"
    assert rows[2].received_at.isoformat() == "2026-01-14T23:00:00+00:00"
    assert [one.title for one in found.items] == ["Une tablette par conseiller"]
    assert times == []


async def test_a_wrong_header_brings_nothing_in(cast: Cast, database: Database, tmp_path: Path) -> None:
    report = await imported(database, written(tmp_path / "reports.csv", "titre,texte\nDeux files,\n"))
    assert (report.kept, [bad.line for bad in report.bad]) == (0, [1])
