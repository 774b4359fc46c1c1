"""A CSV file of customers' scores: its rows, read and judged one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.core.errors import InvalidInput, checked
from backend.core.reasons import Reason
from backend.core.text import storable
from backend.identity import ImportReport, Progress, Record, open_sheet, records
from backend.pulse.inputs import ScoreInput

HEADER = (
    "reference",
    "given_on",
    "unit",
    "site_code",
    "step",
    "score",
    "channel",
    "reason",
    "solved",
)
OPTIONAL = ("verbatim",)
YES, NO = ("yes", "oui", "true", "1"), ("no", "non", "false", "0")
WHY = {
    "reference": Reason("it must have 1 to 120 characters"),
    "given_on": Reason("it must be a date, as %(day)s", day="2026-03-31"),
    "score": Reason("it must be a whole number from 1 to 10"),
    "channel": Reason("it must have at most %(most)d characters", most=40),
    "reason": Reason("it must have at most %(most)d characters", most=80),
    "verbatim": Reason("it must have at most %(most)d characters", most=4000),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A good row and the line it is on; its unit, site and step are still names."""

    number: int
    unit: str
    site_code: str
    step: str
    score: ScoreInput


def good_lines(path: Path, report: ImportReport, told: Progress) -> Iterator[Line]:
    """The rows of a file of ours that make sense; the others are refused in `report`.

    Errors: UnreadableSheet.
    """
    return judged(records(open_sheet(path), HEADER, OPTIONAL), report, told)


def judged(
    rows: Iterable[Record], report: ImportReport, told: Progress, why: Mapping[str, Reason] = WHY
) -> Iterator[Line]:
    """Those of these rows, with cells named as in `HEADER`, that make sense; `why` others do not, by cell."""
    for record in rows:
        told(record.position)
        if record.problem:
            report.refuse(record.line, "", record.problem)
            continue
        cells = {name: storable(cell) for name, cell in record.cells.items()}
        if cells["solved"].lower() not in (*YES, *NO, ""):
            report.refuse(record.line, "solved", Reason("it must be yes, no or empty"))
            continue
        score = score_in({**cells, "is_solved": _solved(cells["solved"])}, record.line, report, why)
        if score is not None:
            yield _line(record, cells, score)


def score_in(
    values: Mapping[str, Any], line: int, report: ImportReport, why: Mapping[str, Reason] = WHY
) -> ScoreInput | None:
    """The score that these values make; none, and refused in `report`, where they make no sense."""
    try:
        return checked(ScoreInput, values)
    except InvalidInput as refusal:
        for field in refusal.problems:
            report.refuse(line, field, why.get(field, Reason("it makes no sense")))
        return None


def column_of(field: str) -> str:
    """What a file of ours calls one of our fields."""
    return "unit" if field == "org_unit_id" else field


def _line(record: Record, cells: dict[str, str], score: ScoreInput) -> Line:
    return Line(record.line, cells["unit"], cells["site_code"], cells["step"], score)


def _solved(cell: str) -> bool | None:
    return cell.lower() in YES if cell else None
