"""Rule 2, in full: adding and subtracting any released rows computes no atom of fewer than k answers.

A row is a released group as the set of its atoms, a column an atom. An atom can be computed exactly when it
stands alone in a row of the reduced row echelon form; FLINT reduces in whole numbers, so nothing is rounded.
"""

from collections.abc import Hashable, Mapping, Sequence, Set
from itertools import compress
from typing import TypeVar

from flint import fmpz_mat

Row = TypeVar("Row", bound=Hashable)


def determining(
    rows: Mapping[Row, frozenset[int]], sizes: Sequence[int], k: int, fixed: Set[Row] = frozenset()
) -> set[Row]:
    """The smallest row taking part in each way to compute something about fewer than `k` answers.

    `rows` hold places in `sizes`, the answers of each atom. `fixed` rows were published before and cannot be
    taken back: they take part, and are never returned. Stricter than atoms alone: a reduced row that
    concerns several atoms of fewer than `k` answers together counts as well. Empty when nothing can be
    computed; otherwise the caller hides what is returned and asks again.
    """
    names = [row for row in rows if any(sizes[place] for place in rows[row])]
    columns = _columns([rows[name] for name in names], sizes)
    if not names or not columns:
        return set()
    small = _small_rows(_matrix(names, columns, combined=False), columns, k)
    if not small:
        return set()
    # How each reduced row is combined is only worth computing where there is something to hide.
    reduced = _matrix(names, columns, combined=True)
    found: set[Row] = set()
    weight = {name: sum(sizes[place] for place in rows[name]) for name in names}
    for row in _small_rows(reduced, columns, k):
        parts = {names[place] for place, factor in enumerate(row[len(columns) :]) if factor}
        if parts & found:
            continue
        free = sorted(
            parts - fixed, key=lambda name: (weight[name], sum(rows[name]), sorted(rows[name]), repr(name))
        )
        found.update(free[:1])
    return found


def _columns(rows: Sequence[frozenset[int]], sizes: Sequence[int]) -> list[tuple[frozenset[int], int]]:
    """Atoms that the rows do not tell apart are one column: the rows it is in, its answers; largest first."""
    signatures: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for place in row:
            signatures.setdefault(place, []).append(number)
    merged: dict[frozenset[int], int] = {}
    for place, numbers in signatures.items():
        if sizes[place]:
            key = frozenset(numbers)
            merged[key] = merged.get(key, 0) + sizes[place]
    return sorted(merged.items(), key=lambda column: (-column[1], sorted(column[0])))


def _matrix(
    names: Sequence[Row], columns: Sequence[tuple[frozenset[int], int]], *, combined: bool
) -> list[list[int]]:
    """The reduced rows up to a common factor; beside them, if asked, how much of each row went into each."""
    entries = []
    for number in range(len(names)):
        entries.append([int(number in column) for column, _people in columns])
        if combined:
            entries[-1] += [int(number == other) for other in range(len(names))]
    matrix = fmpz_mat(entries)
    reduced, _denominator, _rank = matrix.rref()
    return [list(map(int, row)) for row in reduced.tolist()]


def _small_rows(
    reduced: Sequence[list[int]], columns: Sequence[tuple[frozenset[int], int]], k: int
) -> list[list[int]]:
    sizes = [size for _rows, size in columns]
    found = []
    for row in reduced:
        people = sum(compress(sizes, row))
        if 0 < people < k:
            found.append(row)
    return found
