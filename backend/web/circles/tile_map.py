"""Where the tiles of a picture stand: roughly as on a map, north at the top and west on the left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, radians
from typing import Generic, TypeVar

from backend import circles
from backend.identity import Point

Share = TypeVar("Share", bound=circles.CoverageShare)

COLUMNS, ROWS = 4, 8
NEAR = 150.0
"""Kilometres: what lies closer together than this says nothing by its place, and stands by name."""
DEGREE = 111.2
"""Kilometres in a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Tile(Generic[Share]):
    """A share and its place, from 1; no place where the tiles follow each other by name."""

    share: Share
    row: int | None = None
    col: int | None = None


def tiles_of(shares: Sequence[tuple[Share, Point | None]]) -> list[Tile[Share]]:
    """The tiles in the order they are read: by row then column, then those without a place.

    The largest choose first; a place already taken gives way to the nearest free one.
    """
    known = {place: point for place, (_, point) in enumerate(shares) if point is not None}
    grid = _grid(known) if len(known) <= COLUMNS * ROWS else {}
    taken: dict[tuple[int, int], int] = {}
    for place in sorted(grid, key=lambda place: -shares[place][0].headcount):
        taken[_nearest(grid[place], taken)] = place
    spots = _without_gaps(taken)
    tiles = [Tile(share, *spots.get(place, (None, None))) for place, (share, _) in enumerate(shares)]
    return sorted(tiles, key=lambda tile: (tile.row is None, tile.row or 0, tile.col or 0))


def _grid(points: Mapping[int, Point]) -> dict[int, tuple[float, float]]:
    """Each point as row and column on a grid that just holds them; nothing where they lie close together."""
    if not points:
        return {}
    north = max(point.latitude for point in points.values())
    west = min(point.longitude for point in points.values())
    narrowing = cos(radians(north))
    down = {key: (north - point.latitude) * DEGREE for key, point in points.items()}
    across = {key: (point.longitude - west) * DEGREE * narrowing for key, point in points.items()}
    height, width = max(down.values()), max(across.values())
    if max(height, width) < NEAR:
        return {}
    column = max(width / (COLUMNS - 1), height / (ROWS - 1))
    # Enough rows for everybody, should the map be wide and low.
    rows = min(ROWS, -(-len(points) // (COLUMNS - 1)))
    row = min(column, height / (rows - 1)) if rows > 1 and height else column
    return {key: (down[key] / row, across[key] / column) for key in points}


def _nearest(wanted: tuple[float, float], taken: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    free = (spot for spot in product(range(ROWS), range(COLUMNS)) if spot not in taken)
    return min(free, key=lambda spot: (spot[0] - wanted[0]) ** 2 + (spot[1] - wanted[1]) ** 2)


def _without_gaps(taken: Mapping[tuple[int, int], int]) -> dict[int, tuple[int, int]]:
    """The spot of each place, counted from 1, once rows and columns that hold nothing are folded away."""
    rows = {row: place for place, row in enumerate(sorted({row for row, _ in taken}), 1)}
    columns = {col: place for place, col in enumerate(sorted({col for _, col in taken}), 1)}
    return {place: (rows[row], columns[col]) for (row, col), place in taken.items()}
