"""Rule 3, above 400 groups: a group's last release is read beside whatever is shown around it and inside it.

What was told stays known, and is taken to be what the same people would say again. A unit that is made again
under another name has the people of the one before.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from itertools import islice

from backend.pulse.disclosure.groups import Group, Tree

Members = Mapping[Group, Set[Hashable]]


class LastReleases:
    """The groups that differ by fewer than `k` people from a release, of any group; `frozen` differ at all.

    Of such a group at most k − 1 members are not in that release: k of them lead to it.
    """

    def __init__(self, now: Members, last: Members, k: int) -> None:
        self.now, self.last, self.k = now, last, k
        told_of: dict[Hashable, list[Group]] = {}
        for group, members in last.items():
            for one in members:
                told_of.setdefault(one, []).append(group)
        self._nearest: dict[Group, Set[Hashable]] = {}
        self._changed: dict[Group, Set[Hashable]] = {}
        for group, members in now.items():
            near = sorted({told for one in islice(members, k) for told in told_of.get(one, ())})
            # Its own is what stays shown.
            own = [group] if group in last and len(members ^ last[group]) < k else near
            alike = [last[told] for told in own if abs(len(last[told]) - len(members)) < k]
            nearest = min(alike, key=lambda those: len(members ^ those), default=None)
            if nearest is not None and len(members ^ nearest) < k:
                self._nearest[group], self._changed[group] = nearest, members ^ nearest
        self.frozen = {group for group, people in self._changed.items() if people}

    def beside(self, tree: Tree, shown: Set[Group]) -> set[Group]:
        """The smallest group shown where subtracting a last release would tell of 1 to k − 1 people.

        A group that is told no more but was before counts as told. What no told group inside such a one
        holds is nobody, or in two cells.
        """
        told = frozenset(shown | self._nearest.keys())
        found: set[Group] = set()
        for group in tree.bottom_up:
            inside = list(tree.shown_inside(group, told)) if group in told else []
            if inside and self._tells(tree, shown, told, group, inside):
                free = [one for one in inside if one in shown] or [group] * (group in shown)
                found.update(sorted(free, key=lambda one: (len(self.now[one]), one))[:1])
        return found

    def _tells(
        self, tree: Tree, shown: Set[Group], told: frozenset[Group], group: Group, inside: Sequence[Group]
    ) -> bool:
        before = [one for one in (group, *inside) if one not in shown]
        if not before:
            return self._rest_changed(group, inside)
        rests = [rest for rest in self._rests(tree, group, told) if rest]
        if before == [group] and len(rests) == 1:
            return True
        moved = frozenset[Hashable]().union(*(self._changed[one] for one in before))
        if sum(rests) - len(moved) >= self.k:
            return False
        figures = [self.now[one] if one in shown else self._nearest[one] for one in (group, *inside)]
        held = sum(
            one in self.now[group] and not any(one in self.now[cell] for cell in inside) for one in moved
        )
        left = sum((one in figures[0]) != sum(one in figure for figure in figures[1:]) for one in moved)
        return 0 < sum(rests) - held + left < self.k

    def _rest_changed(self, group: Group, inside: Sequence[Group]) -> bool:
        """Whether what is left of a group differs by a few from what was left when all were told last."""
        if any(one not in self.last for one in (group, *inside)):
            return False
        left = [
            set(figures[group]).difference(*(figures[one] for one in inside))
            for figures in (self.now, self.last)
        ]
        return 0 < len(left[0] ^ left[1]) < self.k

    def _rests(self, tree: Tree, group: Group, told: frozenset[Group]) -> Iterator[int]:
        """How many in each cell right inside a group are in no told group."""
        for cell in tree.children[group]:
            if cell not in told:
                within = sum(len(self.now[one]) for one in tree.shown_inside(cell, told))
                yield len(self.now[cell]) - within
