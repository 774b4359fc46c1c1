"""A survey tool's own CSV file of customers' answers, read by what its columns are called there."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

from backend.core.reasons import Reason
from backend.identity import ImportReport, Progress, Record, any_records, columns_of, open_sheet
from backend.pulse.csv_customers import HEADER, OPTIONAL, WHY, Line, judged

BLANKS = frozenset({"", "-", "na", "n/a", "nan", "null"})
FIRST = 3
_NO_DECIMALS = re.compile(r"[.,]0+$")


class DayOrder(StrEnum):
    """How a tool writes days: 2026-03-31, 31/03/2026 or 03/31/2026."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


PATTERNS = {DayOrder.YEAR_FIRST: "%Y-%m-%d", DayOrder.DAY_FIRST: "%d-%m-%Y", DayOrder.MONTH_FIRST: "%m-%d-%Y"}
EXAMPLE = date(2026, 3, 31)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the tool calls each thing we keep; empty for what its file does not say."""

    score: str
    given_on: str
    unit: str = ""
    site_code: str = ""
    reference: str = ""
    step: str = ""
    channel: str = ""
    reason: str = ""
    solved: str = ""
    verbatim: str = ""
    days: DayOrder = DayOrder.YEAR_FIRST

    @property
    def named(self) -> dict[str, str]:
        """The column of each thing that the file says."""
        return {name: column for name, column in asdict(self).items() if column and name != "days"}

    def column(self, field: str) -> str:
        """What the file calls one of our fields; the field itself where it calls it nothing."""
        return {**self.named, "org_unit_id": self.unit or self.site_code}.get(field) or field


@dataclass(frozen=True, slots=True)
class SurveyPreview:
    """How a file would be read: the first values of each thing, and the columns that nothing is read from."""

    values: Mapping[str, list[str]]
    left_out: list[str]


def preview_survey(path: Path, columns: Columns) -> SurveyPreview:
    """The first rows of a file, as they would be read. Errors: UnreadableSheet."""
    sheet, named = open_sheet(path), columns.named
    first = [row for row in islice(any_records(sheet, named.values()), FIRST) if not row.problem]
    values = {name: [row.cells[column] for row in first] for name, column in named.items()}
    return SurveyPreview(values, [one for one in columns_of(sheet) if one not in named.values()])


def mapped_lines(path: Path, columns: Columns, report: ImportReport, told: Progress) -> Iterator[Line]:
    """The rows that make sense; the others are refused in `report`.

    Rows without a score are passed over, and counted in a warning. Errors: UnreadableSheet.
    """
    day = Reason("it must be a date, as %(day)s", day=EXAMPLE.strftime(PATTERNS[columns.days]))
    return judged(_ours(path, columns, report), report, told, {**WHY, "given_on": day})


def _ours(path: Path, columns: Columns, report: ImportReport) -> Iterator[Record]:
    """The file's rows with our names for its cells."""
    blank, seen = 0, Counter[str]()
    for row in any_records(open_sheet(path), columns.named.values()):
        if row.problem:
            yield row
            continue
        cells = dict.fromkeys((*HEADER, *OPTIONAL), "")
        cells |= {name: row.cells[column] for name, column in columns.named.items()}
        if cells["score"].lower() in BLANKS:
            blank += 1
            continue
        if not columns.reference:
            cells["reference"] = _fingerprint(row.cells, seen)
        cells["score"] = _NO_DECIMALS.sub("", cells["score"])
        cells["given_on"] = _day(cells["given_on"], columns.days)
        yield Record(row.line, cells, row.position)
    if blank:
        report.warnings.append(f"{blank} rows have no score: they are left out")


def _fingerprint(cells: Mapping[str, str], seen: Counter[str]) -> str:
    """The same for the same row of the same file, so that bringing it in again changes nothing."""
    digest = hashlib.sha256(repr(sorted(cells.items())).encode()).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}-{seen[digest]}"


def _day(cell: str, order: DayOrder) -> str:
    """The day as we write it; a time after it is dropped, what is no day is left for the judge to refuse."""
    plain = re.sub(r"[/.]", "-", re.split(r"[T ]", cell, maxsplit=1)[0])
    try:
        return datetime.strptime(plain, PATTERNS[order]).date().isoformat()
    except ValueError:
        return cell
