"""A shown group, those shown inside it and the rest: whatever can be added and subtracted in one tree."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backend.pulse.disclosure.bounds import Bounds, Numbers
from backend.pulse.disclosure.groups import Group, Tree

Marks = NDArray[np.bool_]


class Families:
    """Rows of arrays: each of `groups` has one by its place, then each rest, in the order of `above`.

    `above` are the rows of shown groups with groups shown inside them; `parts` those of all that each is made
    of, one after the other, the rest last.
    """

    def __init__(self, tree: Tree, groups: Sequence[Group], shown: frozenset[Group]) -> None:
        place_of = {group: place for place, group in enumerate(groups)}
        told = shown & place_of.keys()
        above: list[int] = []
        parts: list[int] = []
        self._sizes: list[int] = []
        for group in groups:
            inside = list(tree.shown_inside(group, told)) if group in told else []
            if inside:
                parts += [place_of[one] for one in inside] + [len(groups) + len(above)]
                above.append(place_of[group])
                self._sizes.append(len(inside) + 1)
        self.above, self.parts = np.array(above, np.int64), np.array(parts, np.int64)
        self._starts = np.cumsum([0, *self._sizes[:-1]])

    def added(self, rows: Numbers) -> Numbers:
        """The sum of the parts of each."""
        found: Numbers = np.add.reduceat(rows[self.parts], self._starts)
        return found

    def narrow(self, bounds: Bounds) -> None:
        """Each is the sum of its parts: up from them, then down to each from the others."""
        low, high, above, parts = *bounds, self.above, self.parts
        least, most = self.added(low), self.added(high)
        low[above], high[above] = np.maximum(low[above], least), np.minimum(high[above], most)
        more = np.repeat(low[above] - most, self._sizes, axis=0) + high[parts]
        fewer = np.repeat(high[above] - least, self._sizes, axis=0) + low[parts]
        low[parts], high[parts] = np.maximum(low[parts], more), np.minimum(high[parts], fewer)

    def innermost(self, marked: Marks) -> list[tuple[int, ...]]:
        """Of each that has marked parts, made of no marked ones themselves: the parts but the rest."""
        within = np.logical_or.reduceat(marked[self.parts], self._starts)
        marked = marked.copy()
        marked[self.above[within]] = False
        found = np.split(self.parts, self._starts[1:])
        return [tuple(one[:-1].tolist()) for one in found if marked[one].any()]
