"""Customers beside colleagues: two panels, the same dates, each on its own scale; bringing scores in."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.responses import Response

from backend import pulse
from backend.core.errors import Invalid, NotFound
from backend.core.reasons import worded
from backend.identity import ImportReport, Permission
from backend.pulse import Point, Reciprocity
from backend.web.forms import uuid_or_none
from backend.web.page import Context, Visit

WIDTH, HEIGHT = 600, 120


class NoFile(Invalid):
    """No file was chosen."""

    field = "file"


@dataclass(frozen=True)
class Panel:
    """One series drawn between −100 and 100: the band's outline, the line, and a dot for each point."""

    points: Sequence[Point]
    band: str
    line: str
    dots: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ReciprocityPage(Context):
    both: Reciprocity
    colleagues: Panel
    customers: Panel
    may_import: bool
    report: ImportReport | None


async def show(visit: Visit) -> Response:
    """The unit of the address, or the reader's own. Errors: NotFound."""
    return await _shown(visit, None)


async def bring_in(visit: Visit) -> Response:
    """Bring in a file of scores, and say what became of each line. Errors: NoFile, CustomersApart."""
    file = visit.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoFile
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        path.write_bytes(await file.read())
        report = await pulse.import_customer_scores(visit.session, visit.actor, path)
    report.bad = [replace(one, reason=worded(visit.translator, one.reason)) for one in report.bad]
    return await _shown(visit, report)


async def _shown(visit: Visit, report: ImportReport | None) -> Response:
    unit = visit.query("unit")
    unit_id: UUID | None = uuid_or_none(unit)
    if unit and unit_id is None and unit != "all":
        raise NotFound
    if not unit:
        unit_id = await pulse.own_unit(visit.session, visit.actor)
    both = await pulse.reciprocity(visit.session, visit.actor, unit_id)
    page = ReciprocityPage(
        both=both,
        colleagues=_panel(both.colleagues, both.since, both.until),
        customers=_panel(both.customers, both.since, both.until),
        may_import=visit.actor.may_somewhere(Permission.CUSTOMERS_LISTEN),
        report=report,
    )
    return await visit.render("pulse/reciprocity.html", page)


def _panel(points: Sequence[Point], since: date, until: date) -> Panel:
    def at(point: Point, score: int) -> tuple[str, str]:
        x = WIDTH * (point.on - since).days / max(1, (until - since).days)
        y = HEIGHT * (100 - score) / 200
        return f"{x:.1f}", f"{y:.1f}"

    dots = [at(point, point.score) for point in points]
    outline = [at(point, point.high) for point in points] + [at(point, point.low) for point in points[::-1]]
    return Panel(points, _joined(outline), _joined(dots), dots)


def _joined(points: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
