"""The map of a journey, worked out for the SVG macro: where each station stands, where each line runs."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from textwrap import wrap
from uuid import UUID

from backend import journeys

WIDTH, ROW, TOP = 360, 112, 30
LETTERS = 18
"""About as many letters as fit under a station of one of two lanes."""


@dataclass(frozen=True, slots=True)
class Station:
    """A step on the map; `words` are the lines of its name."""

    x: int
    y: int
    words: Sequence[str]
    count: int
    rises: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A handoff on the map, from station to station; its count stands at (`x`, `y`)."""

    x1: int
    y1: int
    x2: int
    y2: int
    x: float
    y: float
    count: int
    rises: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    stations: Sequence[Station]
    lines: Sequence[Line]


def drawn(
    steps: Sequence[journeys.StepRow],
    handoffs: Sequence[journeys.HandoffRow],
    rising: Container[UUID] = frozenset(),
) -> Drawing:
    """The drawing of a journey, one row of the map for each position, top to bottom; `rising` are marked."""
    rows = {position: row for row, position in enumerate(sorted({step.position for step in steps}))}
    beside = {position: sum(step.position == position for step in steps) > 1 for position in rows}
    places = {
        step.id: (
            (WIDTH * (1 + 2 * step.lane)) // 4 if beside[step.position] else WIDTH // 2,
            TOP + ROW * rows[step.position],
        )
        for step in steps
    }
    return Drawing(
        width=WIDTH,
        height=TOP + ROW * (len(rows) - 1) + 64,
        stations=[
            Station(*places[step.id], wrap(step.name, LETTERS)[:2], step.irritant_count, step.id in rising)
            for step in steps
        ],
        lines=[
            _line(places[one.from_step_id], places[one.to_step_id], one.irritant_count, one.id in rising)
            for one in handoffs
        ],
    )


def _line(start: tuple[int, int], end: tuple[int, int], count: int, rises: bool) -> Line:
    """The count stands nearer to the end, clear of the name under the start."""
    at = 0.66
    x, y = (round(a + (b - a) * at, 1) for a, b in zip(start, end, strict=True))
    return Line(*start, *end, x, y, count, rises)
