"""A CSV file of reports from another tool: its rows, read and judged one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from backend.core.clock import now
from backend.core.local_time import NoSuchHour, instant
from backend.core.text import storable
from backend.identity import ImportReport, Progress, Record, open_sheet, records
from backend.reports.inputs import Body, Sentence
from backend.reports.models import Kind, Status

HEADER = ("title", "body", "kind", "created_at", "author_email", "status", "external_reference")
STATUSES = tuple(one.value for one in Status if one is not Status.DUPLICATE)
KINDS = tuple(one.value for one in Kind)
OLDEST = 2000
LONGEST_REFERENCE = 120
_TITLE: TypeAdapter[str] = TypeAdapter(Sentence)
_BODY: TypeAdapter[str] = TypeAdapter(Body)


@dataclass(frozen=True, slots=True)
class Line:
    """A good row, and the line it is on."""

    number: int
    title: str
    body: str
    kind: Kind
    created_at: datetime
    email: str
    status: Status
    reference: str


def good_lines(path: Path, zone: str, report: ImportReport, told: Progress) -> Iterator[Line]:
    """The rows that make sense; the others are refused in `report`. Errors: UnreadableSheet.

    A moment without an offset is one of the clocks of `zone`.
    """
    seen: dict[str, int] = {}
    for record in records(open_sheet(path), HEADER, ()):
        told(record.position)
        problems = {"": record.problem} if record.problem else _problems(record, zone)
        reference = record.cells.get("external_reference", "")
        if not problems and reference in seen:
            problems["external_reference"] = f"the same value is on line {seen[reference]}"
        for field, reason in problems.items():
            report.refuse(record.line, field, reason)
        if not problems:
            seen[reference] = record.line
            yield _line(record, zone)


def _problems(record: Record, zone: str) -> dict[str, str]:
    cells, problems = record.cells, {}
    if not _fits(_TITLE, cells["title"]):
        problems["title"] = "it must have 3 to 160 characters"
    if not _fits(_BODY, cells["body"]):
        problems["body"] = "it must have at most 10000 characters"
    if cells["kind"] not in KINDS:
        problems["kind"] = f"it must be one of {', '.join(KINDS)}"
    at = _moment(cells["created_at"], zone)
    if at is None or at.year < OLDEST:
        problems["created_at"] = "it must be a date, or a date and time, as 2026-03-31T09:30"
    elif at > now():
        problems["created_at"] = "it is yet to come"
    if cells["status"] and cells["status"] not in STATUSES:
        problems["status"] = f"it must be one of {', '.join(STATUSES)}"
    reference = cells["external_reference"]
    if not reference or len(reference) > LONGEST_REFERENCE or not reference.isprintable():
        problems["external_reference"] = f"it must have 1 to {LONGEST_REFERENCE} printable characters"
    return problems


def _fits(kind: TypeAdapter[str], cell: str) -> bool:
    try:
        kind.validate_python(storable(cell))
    except ValidationError:
        return False
    return True


def _moment(cell: str, zone: str) -> datetime | None:
    try:
        return instant(datetime.fromisoformat(cell), zone, "created_at").astimezone(UTC)
    except (ValueError, OverflowError, NoSuchHour):
        return None


def _line(record: Record, zone: str) -> Line:
    cells: dict[str, Any] = record.cells
    at = _moment(cells["created_at"], zone)
    assert at is not None
    return Line(
        number=record.line,
        title=storable(cells["title"]),
        body=storable(cells["body"]),
        kind=Kind(cells["kind"]),
        created_at=at,
        email=cells["author_email"].lower(),
        status=Status(cells["status"] or Status.RECEIVED),
        reference=cells["external_reference"],
    )
