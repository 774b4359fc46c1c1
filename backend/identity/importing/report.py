"""What an import did, line by line: the same shape for people and for sites."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[float], None]
"""Told how far long work is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A row that was refused: its line in the file (the header is line 1), the column at fault, why."""

    line: int
    field: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """How many rows were kept, by what became of them, and those that were refused."""

    created: int = 0
    updated: int = 0
    deactivated: int = 0
    unchanged: int = 0
    bad: list[BadCell] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Rows of the file that the database now agrees with."""
        return self.created + self.updated + self.deactivated + self.unchanged

    def refuse(self, line: int, field: str, reason: str) -> None:
        self.bad.append(BadCell(line, field, reason))

    def as_json(self) -> dict[str, Any]:
        """The report as scripts read it."""
        return {
            "created": self.created,
            "updated": self.updated,
            "deactivated": self.deactivated,
            "unchanged": self.unchanged,
            "bad": [{"line": b.line, "field": b.field, "reason": b.reason} for b in self.bad],
            "warnings": list(self.warnings),
        }
