"""Whole unknowns between bounds, and sums of them that are known: bounds narrowed until nothing narrows."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backend.pulse.disclosure.groups import Group

Numbers = NDArray[np.int64]


class Bounds(NamedTuple):
    """The least and the most of every unknown."""

    low: Numbers
    high: Numbers


@dataclass(frozen=True, slots=True)
class Row:
    """`low` ≤ the sum of these unknowns, each times its sign or worth, ≤ `high`.

    `about` names the group whose figure says so; none for what is known anyway.
    """

    places: Numbers
    signs: Numbers
    low: int
    high: int
    about: Group | None = None


class Network:
    """Rows over shared unknowns."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = [_without_noughts(row) for row in rows]
        self._rows_of: dict[int, list[int]] = {}
        for number, row in enumerate(self.rows):
            for place in row.places.tolist():
                self._rows_of.setdefault(place, []).append(number)

    def narrowed(self, start: Bounds, at_least_one: int | None = None) -> Bounds:
        """The bounds the rows leave; from narrowed ones, where the unknown `at_least_one` is above nought."""
        low, high = start.low.copy(), start.high.copy()
        waiting = deque(range(len(self.rows)))
        if at_least_one is not None:
            low[at_least_one] = max(1, low[at_least_one])
            waiting = deque(self._rows_of[at_least_one])
        queued = set(waiting)
        while waiting:
            number = waiting.popleft()
            queued.discard(number)
            for place in _narrow(self.rows[number], low, high):
                for other in self._rows_of[place]:
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)
        return Bounds(low, high)


def _without_noughts(row: Row) -> Row:
    kept = row.signs != 0
    return Row(row.places[kept], row.signs[kept], row.low, row.high, row.about)


def left_by_others(signs: Numbers, bounds: Bounds, at_least: int | Numbers, at_most: int | Numbers) -> Bounds:
    """What bounds the unknowns of a sum leave to each of them; along the last axis, for many sums at once."""
    at_low, at_high = signs * bounds.low, signs * bounds.high
    least, most = np.minimum(at_low, at_high), np.maximum(at_low, at_high)
    up = at_most - (least.sum(axis=-1, keepdims=True) - least)
    down = at_least - (most.sum(axis=-1, keepdims=True) - most)
    return Bounds(
        np.where(signs > 0, -(-down // signs), -(-up // signs)),
        np.where(signs > 0, up // signs, down // signs),
    )


def _narrow(row: Row, low: Numbers, high: Numbers) -> list[int]:
    """Narrow each unknown of the row by the bounds of the others; returns those that moved."""
    places = row.places
    new = left_by_others(row.signs, Bounds(low[places], high[places]), row.low, row.high)
    moved = (new.low > low[places]) | (new.high < high[places])
    if not moved.any():
        return []
    low[places] = np.maximum(low[places], new.low)
    high[places] = np.minimum(high[places], new.high)
    found: list[int] = places[moved].tolist()
    return found
