"""How an edition went, for whoever runs it: a sentence, pictures with their tables, and the same as a CSV."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from starlette.responses import Response

from backend import immersions
from backend.core.errors import NotFound
from backend.immersions import Tally, TallyRow
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class DashboardPage(Context):
    frame: Frame
    figures: immersions.Dashboard


async def show(visit: Visit) -> Response:
    """The figures of the edition. Errors: NotFound for those who do not run it."""
    frame = await _led(visit)
    figures = await immersions.dashboard(visit.session, visit.actor, frame.edition)
    return await visit.render("immersions/dashboard.html", DashboardPage(frame, figures))


async def download(visit: Visit) -> Response:
    """The same figures for a spreadsheet, one line a unit, an activity, an edition or a place that hurts."""
    frame = await _led(visit)
    figures = await immersions.dashboard(visit.session, visit.actor, frame.edition)
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["by", "name", *(one.name for one in fields(Tally)), "irritants", "sent_on"])
    lines.writerow(["edition", _inert(frame.row.name), *astuple(figures.total)])
    for kind, rows in (
        ("unit", figures.units),
        ("activity", figures.activities),
        ("earlier edition", figures.earlier),
    ):
        lines.writerows(_lines(kind, rows, visit.locale))
    empty = [""] * len(fields(Tally))
    for one in figures.hurts:
        lines.writerow(["place", _inert(one.place), *empty, one.irritants, one.sent_on])
    headers = {"content-disposition": f'attachment; filename="{frame.edition.slug}.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _lines(kind: str, rows: Iterable[TallyRow], locale: str) -> Iterable[list[object]]:
    for row in rows:
        name = row.name.get(locale, "") if isinstance(row.name, Mapping) else row.name
        yield [kind, _inert(name), *astuple(row.tally)]


def _inert(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


async def _led(visit: Visit) -> Frame:
    frame = await frame_of(visit)
    if not frame.leads:
        raise NotFound
    return frame
