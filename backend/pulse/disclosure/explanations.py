"""Answers that explain all that is told of a question: what an attacker with a solver would find.

The solver runs on one thread, with a limit on its work and none on its time, so that the same wave is always
told the same; what it leaves undecided counts as certain.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from backend.pulse.disclosure.bounds import Numbers, Row
from backend.pulse.disclosure.facts import told_apart
from backend.pulse.disclosure.groups import Group
from backend.pulse.disclosure.votes import Votes

Marks = NDArray[np.bool_]

MOST_WORK = 1.0
"""For one look, in the solver's own units: about a second each, however fast the machine."""


class Explanations:
    """`found` has one a row, the true answers first.

    The unknown of an atom and one of the votes' columns is at atom × `width` + column; `keys` are the shown
    groups of each atom. What was found when more was shown explains what is shown now, and is taken over.
    """

    def __init__(self, votes: Votes, shown: frozenset[Group], before: "Explanations | None" = None) -> None:
        truth = told_apart(votes, shown)
        self.votes, self.shown, self.keys = votes, shown, list(truth)
        self.place_of = {key: place for place, key in enumerate(self.keys)}
        self.width = len(votes.columns)
        self.sizes: Numbers = np.array([counts.sum() for counts in truth.values()], np.int64)
        self.people: Numbers = np.repeat(self.sizes, self.width)
        self.found: Numbers = self._row(truth)[np.newaxis]
        if before:
            self.found = np.vstack([self.found, self._taken_over(before)])
        self._model = cp_model.CpModel()
        self._counts = [self._model.new_int_var(0, most, "") for most in self.people.tolist()]
        for row in self._rows():
            terms = [self._counts[place] for place in row.places]
            told = cp_model.LinearExpr.weighted_sum(terms, row.signs.tolist())
            self._model.add_linear_constraint(told, row.low, row.high)
        self._solver = cp_model.CpSolver()
        limits = self._solver.parameters
        limits.num_workers, limits.random_seed = 1, 1
        limits.max_deterministic_time = MOST_WORK
        # Each look is short: preparing one took longer than looking.
        limits.cp_model_presolve, limits.symmetry_level, limits.cp_model_probing_level = False, 0, 0

    def certain(self, wanted: Marks) -> list[int]:
        """Those of the counts `wanted` that are the same in whatever explains what is told."""
        certain, left = [], wanted & (self.found == self.found[0]).all(axis=0)
        while left.any():
            place = int(np.flatnonzero(left)[0])
            if self._look(place):
                left &= self.found[-1] == self.found[0]
            else:
                certain.append(place)
                left[place] = False
        return certain

    def certain_to(self, owns: Numbers, wanted: Marks) -> list[int]:
        """The same for readers who know their own answer: a row of `wanted` for each of their counts."""
        certain, places = [], np.flatnonzero(wanted.any(axis=0))
        left = wanted[:, places] & ~self._opened(self.found, owns, places)
        while left.any():
            reader, place = (int(one[0]) for one in np.nonzero(left))
            if self._look(int(places[place]), int(owns[reader])):
                left &= ~self._opened(self.found[-1:], owns, places)
            else:
                certain.append(int(places[place]))
                left[:, place] = False
        return certain

    def _opened(self, found: Numbers, owns: Numbers, places: Numbers) -> Marks:
        """Which counts are shown to be open to which reader by these answers, as theirs are among them."""
        held, changed = found[:, owns] > 0, found[:, places] != self.found[0, places]
        opened: Marks = held.T.astype(np.float32) @ changed.astype(np.float32) > 0
        return opened

    def _look(self, place: int, own: int | None = None) -> bool:
        """Look for answers that differ in this count, with one that is a reader's own."""
        truth, most = int(self.found[0, place]), int(self.people[place])
        least = 1 if own == place else 0
        domains = {place: [least, truth - 1] * (truth > least) + [truth + 1, most] * (truth < most)}
        if own is not None and own != place:
            domains[own] = [1, int(self.people[own])]
        if not domains[place]:
            return False
        self._allow(domains)
        status = self._solver.solve(self._model)
        self._allow({one: [0, int(self.people[one])] for one in domains})
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False
        solution = np.array(self._solver.response_proto.solution, np.int64)
        self.found = np.vstack([self.found, solution])
        return True

    def _allow(self, domains: Mapping[int, list[int]]) -> None:
        for place, domain in domains.items():
            allowed = self._counts[place].proto.domain
            allowed.clear()
            allowed.extend(domain)

    def _row(self, counts: Mapping[frozenset[Group], Numbers]) -> Numbers:
        columns = [[one[list(column)].sum() for column in self.votes.columns] for one in counts.values()]
        return np.array(columns, np.int64).ravel()

    def _taken_over(self, before: "Explanations") -> Numbers:
        earlier = before.found[1:].reshape(-1, len(before.keys), self.width)
        found = np.zeros((len(earlier), len(self.keys), self.width), np.int64)
        for place, key in enumerate(before.keys):
            if key & self.shown:
                found[:, self.place_of[key & self.shown]] += earlier[:, place]
        return found.reshape(len(earlier), len(self.people))

    def _rows(self) -> Iterator[Row]:
        """Who answered, and the figures of each shown group."""
        answers = self.votes.answers
        for atom, size in enumerate(self.sizes.tolist()):
            own = atom * self.width + np.arange(self.width)
            yield _sum(own[:answers], size, size)
            for place in range(answers, self.width):
                parts = own[[*self.votes.columns[place], place]]
                yield Row(parts, np.array([1] * (len(parts) - 1) + [-1]), 0, 0)
        for group in sorted(set().union(*self.keys)):
            counts = self.votes.by_group[group]
            atoms = np.flatnonzero([group in key for key in self.keys]) * self.width
            for column, (fewest, most) in enumerate(self.votes.told(counts)):
                yield _sum(atoms + column, fewest, most)
            total = self.votes.told_total(counts)
            if total is not None:
                places = (atoms[:, np.newaxis] + np.arange(answers)).ravel()
                yield Row(places, np.tile(np.array(self.votes.values, np.int64), len(atoms)), *total)


def _sum(places: Numbers, low: int, high: int) -> Row:
    return Row(places, np.ones(len(places), np.int64), low, high)
