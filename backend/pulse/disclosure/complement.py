"""Rule 2, inside one cut: a shown group minus what is shown inside it tells of nobody, or of a crowd.

In one cut groups are nested or apart, so whatever can be added and subtracted is a sum of such remainders.
"""

from collections.abc import Set

from backend.pulse.disclosure.groups import Group, Tree


def complement(tree: Tree, answers: dict[Group, int], shown: Set[Group], k: int) -> set[Group]:
    """The groups to hide so that no shown group gives away what is hidden inside it.

    What is hidden inside a shown group adds up to nobody, or to at least `k` answers in at least two of the
    groups right inside it; where it does not, the smallest group shown inside is hidden too. Where there is
    none, the shown group has the same people as the hidden one, and is hidden itself.
    """
    left, rest = frozenset(shown), _Rest(tree, answers)
    for group in tree.bottom_up:
        inside = tree.children.get(group, ())
        while group in left and inside:
            open_cells = [cell for cell in inside if rest.of(cell, left)]
            hidden = sum(rest.of(cell, left) for cell in open_cells)
            if not hidden or (hidden >= k and len(open_cells) >= 2):
                break
            victim = _smallest(tree, answers, left, [cell for cell in inside if [cell] != open_cells])
            left -= {victim or group}
            rest.forget(victim or group)
    return set(shown - left)


class _Rest:
    """Answers of each group that no shown group at or below it holds, until something there is hidden."""

    def __init__(self, tree: Tree, answers: dict[Group, int]) -> None:
        self.tree, self.answers = tree, answers
        self.kept: dict[Group, int] = {}
        self.above = {inner: group for group, inside in tree.children.items() for inner in inside}

    def of(self, group: Group, shown: frozenset[Group]) -> int:
        if group not in self.kept:
            inside = self.tree.children.get(group)
            if group in shown:
                self.kept[group] = 0
            elif inside is None:
                self.kept[group] = self.answers[group]
            else:
                self.kept[group] = sum(self.of(one, shown) for one in inside)
        return self.kept[group]

    def forget(self, group: Group) -> None:
        step: Group | None = group
        while step is not None:
            self.kept.pop(step, None)
            step = self.above.get(step)


def _smallest(
    tree: Tree, answers: dict[Group, int], shown: frozenset[Group], cells: list[Group]
) -> Group | None:
    found = [cell for cell in cells if cell in shown]
    for cell in cells:
        if cell not in shown:
            found.extend(tree.shown_inside(cell, shown))
    return min(found, key=lambda one: (answers[one], one), default=None)
