"""A CSV file as records of named cells, read line by line: encodings, header, and cells beyond reason."""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TextIO

from backend.core.reasons import Reason

ENCODINGS = ("utf-8-sig", "cp1252")
SEPARATORS = (";", "\t", ",")
LONGEST_LINE = 20_000
"""Characters in one line. A whole person takes 300: what is longer is a slip or an attack."""


class UnreadableSheet(Exception):
    """The file cannot be trusted from `line` on, so none of it is taken."""

    def __init__(self, line: int, field: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.field, self.reason = line, field, reason


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line it starts on, its trimmed cells by column, and how far in the file it is (0 to 1).

    A row that cannot be read has a `problem` and its first cell only.
    """

    line: int
    cells: dict[str, str]
    position: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose encoding is known and whose number of lines was counted."""

    path: Path
    encoding: str
    lines: int


def open_sheet(path: Path) -> Sheet:
    """Look through the file once. Errors: UnreadableSheet when it is neither UTF-8 nor Windows-1252."""
    with path.open("rb") as file:
        # As Windows-1252 it would be read without a fault, and without a sense.
        is_utf_16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in () if is_utf_16 else ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        lines = 1
        try:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    decoder.decode(block)
                    lines += block.count(b"\n")
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return Sheet(path, encoding, lines)
    raise UnreadableSheet(1, "", Reason("the file is neither UTF-8 nor Windows-1252"))


def records(sheet: Sheet, required: Sequence[str], optional: Iterable[str]) -> Iterator[Record]:
    """The rows under a right header, its columns separated by commas, semicolons or tabs.

    Errors: UnreadableSheet for a wrong header or unclosed quotes.
    """
    return _records(sheet, _separator(sheet), lambda found: _checked_header(found, required, optional))


def any_records(sheet: Sheet, wanted: Iterable[str]) -> Iterator[Record]:
    """The rows of somebody else's file, whatever separates its cells, if it has these columns.

    Rows without a single value are passed over. Errors: UnreadableSheet.
    """
    names = list(wanted)
    found = _records(sheet, _separator(sheet), lambda header: _header_with(header, names))
    return (record for record in found if record.problem or any(record.cells.values()))


def columns_of(sheet: Sheet) -> list[str]:
    """The names in the header, in their order. Errors: UnreadableSheet for a file without one."""
    header, _ = _first_rows(sheet, _separator(sheet))
    if not any(header):
        raise UnreadableSheet(1, "", Reason("the file has no header"))
    return [cell.strip() for cell in header]


def _records(sheet: Sheet, separator: str, checked: Callable[[list[str]], list[str]]) -> Iterator[Record]:
    too_long: set[int] = set()
    with sheet.path.open(encoding=sheet.encoding, newline="") as file:
        reader = csv.reader(_bounded(file, separator, too_long), strict=True, delimiter=separator)
        header: list[str] | None = None
        line = 1
        try:
            for cells in reader:
                start, line = line, reader.line_num + 1
                position = min(1.0, line / sheet.lines)
                if header is None:
                    header = checked(cells)
                elif start in too_long:
                    problem = Reason("the line is longer than %(most)d characters", most=LONGEST_LINE)
                    yield Record(start, {header[0]: "".join(cells[:1]).strip()}, position, problem)
                elif cells and len(cells) != len(header):
                    problem = Reason(
                        "%(wanted)d cells expected, %(found)d found", wanted=len(header), found=len(cells)
                    )
                    yield Record(start, {header[0]: cells[0].strip()}, position, problem)
                elif cells:
                    yield Record(start, dict(zip(header, map(str.strip, cells), strict=True)), position)
        except csv.Error as error:
            why = Reason("a quoted cell is not closed properly (%(error)s)", error=error)
            raise UnreadableSheet(line, "", why) from error
        if header is None:
            raise UnreadableSheet(1, "", Reason("the file is empty"))


def _separator(sheet: Sheet) -> str:
    """What cuts the most rows into as many cells as the header; else what cuts that into the most.

    A question that serves as a column's name has commas of its own, quoted or not, and so has a comment:
    where two fit as well, it is not the comma.
    """

    def fit(separator: str) -> tuple[int, bool, int]:
        header, rows = _first_rows(sheet, separator)
        fitting = sum(len(row) == len(header) for row in rows) if len(header) > 1 else 0
        # Of a header alone, how many cells it has is all there is to see.
        return fitting, bool(fitting) and separator != ",", len(header)

    return max(SEPARATORS, key=fit)


def _first_rows(sheet: Sheet, separator: str) -> tuple[list[str], list[list[str]]]:
    """The cells of the header and of the whole rows under it, as far as the longest line goes."""
    with sheet.path.open(encoding=sheet.encoding, newline="") as file:
        start = file.read(LONGEST_LINE)
        is_all = not file.read(1)
    header, *rows = [*csv.reader(StringIO(start, newline=""), delimiter=separator)] or [[]]
    return header, rows if is_all else rows[:-1]


def _header_with(found: list[str], wanted: Sequence[str]) -> list[str]:
    header = [cell.strip() for cell in found]
    if not any(header):
        raise UnreadableSheet(1, "", Reason("the file has no header"))
    for name in wanted:
        if name not in header:
            why = Reason(
                "no column is called “%(name)s”; the header has %(header)s",
                name=name[:60],
                header=", ".join(header)[:400],
            )
            raise UnreadableSheet(1, name[:60], why)
        if header.count(name) > 1:
            raise UnreadableSheet(1, name[:60], _twice(name))
    return header


def _bounded(file: TextIO, separator: str, too_long: set[int]) -> Iterator[str]:
    """The file's lines; of one beyond reason only the first cell is passed on, the rest is never held."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
            yield line
            continue
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
            pass
        too_long.add(number)
        yield line.split(separator, 1)[0].replace('"', "")[:120] + "\n"


def _checked_header(found: list[str], required: Sequence[str], optional: Iterable[str]) -> list[str]:
    header = [cell.strip() for cell in found]
    for place, name in enumerate(required):
        if place >= len(header) or header[place] != name:
            why = Reason(
                "column %(place)d of the header must be “%(name)s”, found “%(instead)s”",
                place=place + 1,
                name=name,
                instead=header[place][:60] if place < len(header) else "",
            )
            raise UnreadableSheet(1, name, why)
    extra = header[len(required) :]
    for name in extra:
        if name not in set(optional):
            why = Reason("“%(name)s” is not a column of this file", name=name[:60])
            raise UnreadableSheet(1, name[:60], why)
        if extra.count(name) > 1:
            raise UnreadableSheet(1, name, _twice(name))
    return header


def _twice(name: str) -> Reason:
    return Reason("the column “%(name)s” appears twice", name=name[:60])
