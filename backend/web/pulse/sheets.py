"""What a page of results shows, as a sheet."""

import csv
import io

from starlette.responses import Response

from backend.web.page import Visit
from backend.web.pulse.asked_results import results_asked


async def show(visit: Visit) -> Response:
    """What the page shows, as CSV: a line for each shown group and question. Errors: NotFound."""
    results = await results_asked(visit)
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(
        [
            "wave",
            "unit",
            "question",
            "answers_from",
            "answers_to",
            "favourable",
            "mean",
            "score",
            "low",
            "high",
        ]
    )
    for group in (results.whole, results.unit, *results.parts):
        label = _inert(group.row.label)
        for question in results.questions:
            cell = group.cells.get(question.key)
            if cell is None:
                lines.writerow([results.number, label, question.key])
                continue
            told = [cell.figures.get(name, "") for name in ("favourable", "mean", "score", "low", "high")]
            lines.writerow([cell.number, label, question.key, cell.count.min, cell.count.max, *told])
    name = f"pulse-{results.number}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _inert(label: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{label}" if label.startswith(("=", "+", "-", "@", "\t", "\r")) else label
