"""One group and what a reader is shown of it: the figures of this wave, or of the last that told any."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.pulse.counting import PARTICIPATION
from backend.pulse.disclosure import CountRange, Group
from backend.pulse.release_rows import CellRow, GroupRow


@dataclass(frozen=True, slots=True)
class GroupResults:
    """A group and its figures by question; none are there where the group is not shown."""

    row: GroupRow
    cells: Mapping[str, CellRow]
    wave_number: int

    @property
    def is_shown(self) -> bool:
        return bool(self.cells)

    @property
    def count(self) -> CountRange | None:
        """How many answered, as it is told."""
        return self.cells[PARTICIPATION].count if PARTICIPATION in self.cells else None

    @property
    def dates_from(self) -> int | None:
        """The earlier wave whose value stays, if its figures are not of this one."""
        number = self.cells[PARTICIPATION].number if PARTICIPATION in self.cells else self.wave_number
        return number if number != self.wave_number else None

    @property
    def is_current(self) -> bool:
        """Whether it is shown, and by figures of this wave."""
        return self.is_shown and self.dates_from is None

    def tells(self, question: str, figure: str) -> bool:
        """Whether the question is told by this figure: what was asked in another kind is told by others."""
        return question in self.cells and figure in self.cells[question].figures

    def says_now(self, question: str) -> bool:
        """Whether a figure of this very wave is there."""
        return question in self.cells and self.cells[question].number == self.wave_number


def group_results(
    row: GroupRow, cells: Mapping[tuple[str, Group], CellRow], wave_number: int
) -> GroupResults:
    """What these cells tell of a group."""
    mine = {question: cell for (question, group), cell in cells.items() if group == row.group}
    if PARTICIPATION not in mine:
        return GroupResults(row, {}, wave_number)
    # A figure withheld in the wave that is told is not replaced by what it was before.
    told = mine[PARTICIPATION].number
    return GroupResults(row, {name: cell for name, cell in mine.items() if cell.number == told}, wave_number)
