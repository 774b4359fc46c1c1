"""Wishes read from text: PrefLib's strict incomplete orders (.soi) and CSV.

Source of the first: PrefLib, « Data format », https://preflib.github.io/PrefLib-Jekyll/format: lines
`count: 3,1,2`, comments after `#`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from backend.immersions.matching.problem import Person

LONGEST = 9
"""Digits of the largest number that is read."""
NAMES = frozenset({"person", "name", "personne", "nom"})
"""What a header of one column calls the people."""
MOST_PEOPLE = 1_000_000


class BadLine(ValueError):
    """A line that cannot be read: its number, from 1, and what is wrong with it."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"Line {line}: {problem}.")


@dataclass(frozen=True, slots=True)
class WishFile:
    """People in the order of the file. `repeats`: (line, alternative) wished twice by one person."""

    people: tuple[Person, ...]
    repeats: tuple[tuple[int, str], ...]


Line = tuple[int, list[str], list[str]]
"""Its number, the people it is about, their wishes."""


def read_soi(text: str, alternatives: int, most: int) -> WishFile:
    """People 1, 2, 3… of a .soi file; `count: …` is so many alike. Errors: BadLine."""
    return _wish_file(_soi_lines(text), alternatives, most)


def read_csv(text: str, alternatives: int, most: int) -> WishFile:
    """People of lines `person,wish1,…`; a first line whose wishes are words is a header. Errors: BadLine.

    So is a first line that says only what its one column holds, `person` or `name`.
    """
    return _wish_file(_csv_lines(text), alternatives, most)


def _soi_lines(text: str) -> Iterator[Line]:
    people = 0
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        count, colon, wishes = said.partition(":")
        if not colon or not _whole(count.strip()):
            raise BadLine(number, "it should read `count: 3,1,2`")
        alike = int(count)
        if people + alike > MOST_PEOPLE:
            raise BadLine(number, f"there are more than {MOST_PEOPLE} people")
        yield number, [str(people + one + 1) for one in range(alike)], _cells(wishes.split(","))
        people += alike


def _csv_lines(text: str) -> Iterator[Line]:
    seen: set[str] = set()
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if number == 1 and _is_header(cells):
            continue
        if len(cells) == 1 and ";" in cells[0]:
            raise BadLine(number, "its columns should have commas between")
        if not cells[0]:
            raise BadLine(number, "it names nobody")
        if cells[0] in seen:
            raise BadLine(number, f"{cells[0]} is there twice")
        seen.add(cells[0])
        yield number, [cells[0]], _cells(cells[1:])


def _is_header(cells: list[str]) -> bool:
    wishes = [cell for cell in cells[1:] if cell]
    if not wishes:
        return cells[0].casefold() in NAMES
    return not any(_whole(cell) for cell in wishes)


def _wish_file(lines: Iterator[Line], alternatives: int, most: int) -> WishFile:
    people: list[Person] = []
    repeats: list[tuple[int, str]] = []
    for number, names, cells in lines:
        wishes: dict[str, None] = {}
        for cell in cells:
            if not _whole(cell):
                raise BadLine(number, f"“{cell}” is not the number of an alternative")
            wish = str(int(cell))
            if not 1 <= int(wish) <= alternatives:
                raise BadLine(number, f"there is no alternative {wish}: places were given for {alternatives}")
            if wish in wishes:
                repeats.append((number, wish))
            wishes[wish] = None
        people += [Person(key=name, wishes=tuple(wishes)[:most]) for name in names]
    return WishFile(tuple(people), tuple(repeats))


def _cells(cells: list[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _whole(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and len(cell) <= LONGEST
