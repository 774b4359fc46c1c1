"""Groups of a survey, and who answered: the material of every rule.

A group is a unit, a site or a job family. People with exactly the same groups are one *atom*; an attacker
who knows the organisation knows every atom and its size, and is after what the people in it answered.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

MOST_GROUPS = 400
"""Above this many groups only the cut by unit is released: a tree alone needs no row reduction.

At 330 groups of 2,400 people the rules take some 15 seconds a question, mostly for what is certain to each
reader, and more than eight times that for twice as many.
"""


class Cut(StrEnum):
    """One organisational attribute. `DIRECT` cells, of people right in a unit, belong to the cut by unit."""

    ALL = "all"
    UNIT = "unit"
    DIRECT = "direct"
    SITE = "site"
    FAMILY = "family"


class Group(NamedTuple):
    """A unit with all below it, the people right in a unit, a site, or a job family.

    `key` is the attribute's value; empty for the root, and for people whose site or family is not told.
    """

    cut: Cut
    key: str


ROOT = Group(Cut.ALL, "")
"""Everybody in the survey's audience."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One cut under the root; `bottom_up` holds every group after those inside it."""

    children: Mapping[Group, tuple[Group, ...]]
    bottom_up: tuple[Group, ...]

    def shown_inside(self, group: Group, shown: frozenset[Group]) -> Iterable[Group]:
        """The outermost shown groups strictly inside this one."""
        waiting = list(self.children.get(group, ()))
        while waiting:
            inner = waiting.pop()
            if inner in shown:
                yield inner
            else:
                waiting.extend(self.children.get(inner, ()))


@dataclass(frozen=True)
class Tally:
    """Answers by atom, and the group each group is right inside of (None for the root alone).

    In each cut the groups inside a group add up to it: whoever is in no other group has a cell of their own.
    Errors: ValueError, where they do not.
    """

    parents: Mapping[Group, Group | None]
    atoms: Mapping[frozenset[Group], int]

    def __post_init__(self) -> None:
        for tree in self.trees:
            for group, inside in tree.children.items():
                if inside and sum(self.answers[one] for one in inside) != self.answers[group]:
                    raise ValueError(f"the groups inside {group} do not add up to it")

    @cached_property
    def answers(self) -> dict[Group, int]:
        """How many answered in each group."""
        found = dict.fromkeys(self.parents, 0)
        for groups, people in self.atoms.items():
            for group in groups:
                found[group] += people
        return found

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """The cut by unit, and by site and job family where there are any."""
        cuts = ((Cut.UNIT, Cut.DIRECT), (Cut.SITE,), (Cut.FAMILY,))
        return tuple(tree for tree in map(self._tree, cuts) if len(tree.bottom_up) > 1)

    def only_units(self) -> "Tally":
        """The same answers without sites and job families."""
        parents = {one: above for one, above in self.parents.items() if one.cut not in (Cut.SITE, Cut.FAMILY)}
        atoms: dict[frozenset[Group], int] = {}
        for groups, people in self.atoms.items():
            kept = frozenset(one for one in groups if one in parents)
            atoms[kept] = atoms.get(kept, 0) + people
        return Tally(parents, atoms)

    def _tree(self, cuts: tuple[Cut, ...]) -> Tree:
        children: dict[Group, list[Group]] = {}
        for group in sorted(self.parents):
            above = self.parents[group]
            if above is not None and group.cut in cuts:
                children.setdefault(above, []).append(group)
        down = [ROOT]
        for group in down:
            down.extend(children.get(group, ()))
        return Tree({one: tuple(inside) for one, inside in children.items()}, tuple(reversed(down)))


def smallest(tally: Tally, around: Iterable[frozenset[Group]], shown: Set[Group]) -> set[Group]:
    """The smallest group of each of these sets, none for a set that has one of another.

    Of a set that has none but everybody, the smallest shown beside it: what everybody said is worth most.
    """
    found: set[Group] = set()
    whole = tally.answers[ROOT]
    parts = [one for one in shown if tally.answers[one] < whole]
    for groups in around:
        if not groups & found:
            inside = [one for one in groups if tally.answers[one] < whole] or parts or groups
            found.add(min(inside, key=lambda one: (tally.answers[one], one)))
    return found
