"""Everything told about one question, as rows over unknown counts: atoms × answers, then groups × answers."""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import NamedTuple

import numpy as np

from backend.pulse.disclosure.bounds import Bounds, Network, Numbers, Row
from backend.pulse.disclosure.groups import Group, Tally
from backend.pulse.disclosure.votes import Votes


class Sums(NamedTuple):
    """Some atoms give one answer as often as some groups do, each counted with its sign; sum after sum.

    `of_atoms` and `of_groups` are where the unknowns of each begin.
    """

    atoms: Numbers
    of_atoms: Numbers
    groups: Numbers
    of_groups: Numbers
    signs: Numbers
    about: Sequence[Group]


def told_apart(votes: Votes, shown: frozenset[Group]) -> dict[frozenset[Group], Numbers]:
    """How often each answer was given, by the shown groups of those who gave it."""
    found: dict[frozenset[Group], Numbers] = {}
    for groups, counts in votes.atoms.items():
        key = groups & shown
        if key and sum(counts):
            found[key] = found.get(key, np.zeros(len(counts), np.int64)) + np.array(counts)
    return found


class Facts:
    """`keys` are the shown groups of each atom: atoms that what is shown does not tell apart are one.

    The unknown of an atom and an answer is at atom × `width` + answer; those of groups come after.
    """

    def __init__(self, tally: Tally, votes: Votes, shown: Set[Group]) -> None:
        self.tally, self.votes = tally, votes
        merged = told_apart(votes, frozenset(shown))
        self.keys = list(merged)
        self.truth = np.array([merged[key] for key in self.keys], np.int64).reshape(len(merged), -1)
        self.sizes: Numbers = self.truth.sum(axis=1)
        self.width, self.unknowns = self.truth.shape[1], self.truth.size
        places: dict[Group, list[int]] = {}
        for place, key in enumerate(self.keys):
            for group in key:
                places.setdefault(group, []).append(place)
        self.atoms_in = {group: np.array(atoms, np.int64) for group, atoms in places.items()}
        self.shown = sorted(places)
        self.place_of = {group: self.unknowns + n * self.width for n, group in enumerate(self.shown)}
        self.network = Network([*self._atoms(), *self._figures(), *self._remainders()])

    def widest(self) -> Bounds:
        """What is known before reading anything: who answered."""
        people = [self.sizes, np.array([self.tally.answers[group] for group in self.shown], np.int64)]
        high = np.repeat(np.concatenate(people), self.width)
        return Bounds(np.zeros_like(high), high)

    @cached_property
    def sums(self) -> Sums:
        """The rows that a group's figure adds to the others', of which there is one at least."""
        atoms, groups, signs, about = [], [], [], []
        for row in self.network.rows:
            of_atoms = row.places < self.unknowns
            if row.about is not None and of_atoms.any():
                atoms.append(row.places[of_atoms])
                groups.append(row.places[~of_atoms])
                # A group has the sign opposite to that of its atoms.
                signs.append(-row.signs[of_atoms][0] * row.signs[~of_atoms])
                about.append(row.about)
        starts = [np.cumsum([0, *map(len, rows[:-1])]) for rows in (atoms, groups)]
        return Sums(
            np.concatenate(atoms), starts[0], np.concatenate(groups), starts[1], np.concatenate(signs), about
        )

    def insiders(self) -> list[int]:
        """Unknowns of which a reader may be one: alone with their answer in some shown group."""
        found: set[int] = set()
        for group in self.shown:
            atoms = self.atoms_in[group]
            for answer, count in enumerate(self.votes.by_group[group]):
                if count == 1:
                    atom = atoms[np.flatnonzero(self.truth[atoms, answer])[0]]
                    found.add(int(atom) * self.width + answer)
        return sorted(found)

    def _atoms(self) -> Iterator[Row]:
        for atom, size in enumerate(self.sizes.tolist()):
            yield _exactly(np.arange(atom * self.width, (atom + 1) * self.width), size)

    def _figures(self) -> Iterator[Row]:
        for group in self.shown:
            counts = self.votes.by_group[group]
            own = self.place_of[group] + np.arange(self.width)
            yield _exactly(own, sum(counts))
            for answers, (fewest, most) in zip(self.votes.columns, self.votes.told(counts), strict=True):
                yield Row(own[list(answers)], np.ones(len(answers), np.int64), fewest, most)
            total = self.votes.told_total(counts)
            if total is not None:
                yield Row(own, np.array(self.votes.values, np.int64), *total)
            yield from self._adds_up(group, [], self.atoms_in[group])

    def _remainders(self) -> Iterator[Row]:
        """A shown group minus what is shown inside it, whichever way it is cut."""
        for tree in self.tally.trees:
            for group in self.shown:
                inside = [one for one in tree.shown_inside(group, frozenset(self.shown)) if one != group]
                if inside:
                    held = np.concatenate([self.atoms_in[one] for one in inside])
                    yield from self._adds_up(group, inside, np.setdiff1d(self.atoms_in[group], held))

    def _adds_up(self, group: Group, inside: Sequence[Group], atoms: Numbers) -> Iterator[Row]:
        """The group is these groups inside it and these atoms, answer by answer."""
        signs = np.array([-1] + [1] * (len(inside) + len(atoms)), np.int64)
        groups = np.array([self.place_of[one] for one in (group, *inside)], np.int64)
        for answer in range(self.width):
            places = np.concatenate([groups + answer, atoms * self.width + answer])
            yield Row(places, signs, 0, 0, group)


def _exactly(places: Numbers, total: int) -> Row:
    return Row(places, np.ones(len(places), np.int64), total, total)
