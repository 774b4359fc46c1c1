"""What a page of results shows, as a sheet."""

import csv
import io

from starlette.responses import Response

from backend.web.page import Visit
from backend.web.pulse.asked_results import results_asked

HEAD = (
    "wave",
    "cut",
    "unit",
    "question",
    "answers_from",
    "answers_to",
    "favourable",
    "bound",
    "margin",
    "mean",
    "score",
    "low",
    "high",
    "shares",
    "coarsened",
)
FIGURES = ("margin", "mean", "score", "low", "high")
SIGNS = {"at_most": "≤", "at_least": "≥"}


async def show(visit: Visit) -> Response:
    """What the page shows, as CSV: a line for each group and question, without figures where it is not shown.

    `cut` is what a group is of; `bound` is ≥ or ≤ where the share favourable stops short of the end; `shares`
    are in percent, by answer, each with its own, or say that it is not shown. Errors: NotFound.
    """
    results = await results_asked(visit)
    blank = [""] * (HEAD.index("shares") - HEAD.index("answers_from"))
    hidden = [*blank, visit.translator.gettext("not shown"), ""]
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEAD)
    groups = {one.row: one.cells for one in (results.whole, results.unit, *results.parts)}
    for row, cells in groups.items():
        place = row.group.cut.value, _inert(row.label)
        for question in results.questions:
            cell = cells.get(question.key)
            if cell is None:
                lines.writerow([results.number, *place, question.key, *hidden])
                continue
            told = cell.figures
            shares = (f"{name} {_sign(bound)}{share}" for name, share, bound in told["shares"])
            lines.writerow(
                [
                    cell.number,
                    *place,
                    question.key,
                    cell.count.min,
                    cell.count.max,
                    told.get("favourable", ""),
                    _sign(told.get("bound")),
                    *(told.get(name, "") for name in FIGURES),
                    "; ".join(shares),
                    "yes" if cell.coarsened else "",
                ]
            )
    name = f"pulse-{results.number}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _sign(bound: str | None) -> str:
    return SIGNS[bound] if bound else ""


def _inert(label: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{label}" if label.startswith(("=", "+", "-", "@", "\t", "\r")) else label
