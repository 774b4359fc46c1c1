"""An attacker with a solver, who knows who is where, who answered, and every rule; answers are whole numbers.

The solver looks for two sets of answers that both explain everything released and differ about the target.
Where there are none, the figure is computed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from backend.pulse.disclosure import Group, rounded_mean, rounded_score, rounded_share
from tests.pulse.attack.company import K, Kind, Person, Released

LIMIT = {"time_limit": 5.0}
INFEASIBLE = 2


@dataclass(frozen=True)
class Figure:
    """A figure that the attacker computed about fewer than k people."""

    target: tuple[int, ...]
    answer: str
    people: int


@dataclass
class Attacker:
    """Reads the same cells as `insider` (whose own answer is known), or what everybody may read."""

    waves: Sequence[Released]
    insider: Person | None = None
    random: Random = field(default_factory=lambda: Random(1))

    def __post_init__(self) -> None:
        """Alike in every wave is one atom; unknown is how many of an atom gave each answer."""
        self.kind = self.waves[0].kind
        self.width = len(self.kind.answers)
        signatures: dict[int, list[tuple[int, frozenset[Group]]]] = {}
        self.truth: dict[int, str] = {}
        for number, wave in enumerate(self.waves):
            for person in wave.answering:
                signatures.setdefault(person.number, []).append((number, person.groups))
                self.truth[person.number] = person.answer
        self.atom_of: dict[int, int] = {}
        places: dict[object, int] = {}
        for person_number, signature in signatures.items():
            key: object = (
                "insider" if self.insider and person_number == self.insider.number else tuple(signature)
            )
            self.atom_of[person_number] = places.setdefault(key, len(places))
        self.sizes = np.bincount(list(self.atom_of.values()), minlength=len(places))
        self._explain()

    def _explain(self) -> None:
        rows: list[dict[int, int]] = []
        low: list[float] = []
        high: list[float] = []

        def add(row: dict[int, int], least: float, most: float) -> None:
            rows.append(row)
            low.append(least)
            high.append(most)

        for atom, size in enumerate(self.sizes):
            add({atom * self.width + one: 1 for one in range(self.width)}, size, size)
        for wave in self.waves:
            for group in wave.seen_by(self.insider) if self.insider else wave.shown:
                people = wave.of(group)
                counts = [sum(one.answer == name for one in people) for name in self.kind.answers]
                atoms: dict[int, int] = {}
                for one in people:
                    atoms[self.atom_of[one.number]] = 1
                for place, count in enumerate(counts):
                    fits = _fitting(count, len(people))
                    add({atom * self.width + place: 1 for atom in atoms}, fits[0], fits[-1])
                if self.kind.favourable:
                    fits = _fitting(sum(counts[place] for place in self.kind.favourable), len(people))
                    row = {atom * self.width + place: 1 for atom in atoms for place in self.kind.favourable}
                    add(row, fits[0], fits[-1])
                if self.kind.values:
                    totals = _fitting_totals(self.kind, counts)
                    worth = enumerate(self.kind.values)
                    row = {atom * self.width + n: value for n, value in worth for atom in atoms}
                    add(row, totals[0], totals[-1])
        if self.insider and self.insider.number in self.atom_of:
            own = self.atom_of[self.insider.number] * self.width + self.kind.answers.index(
                self.insider.answer
            )
            add({own: 1}, 1, 1)
        entries = [(number, place, value) for number, row in enumerate(rows) for place, value in row.items()]
        numbers, columns, values = zip(*entries, strict=True)
        shape = (len(rows), len(self.sizes) * self.width)
        self.constraint = LinearConstraint(csr_array((values, (numbers, columns)), shape=shape), low, high)
        self.bounds = Bounds(0, np.repeat(self.sizes, self.width))

    def computed(self, targets: Iterable[tuple[int, ...]]) -> list[Figure]:
        """The figures computed about these sets of atoms: an answer some of them are sure to have given."""
        wanted = {(target, places) for target in targets for places in self._told_of()}
        known: dict[tuple[tuple[int, ...], tuple[int, ...]], set[int]] = {one: set() for one in wanted}

        def learn(solution: np.ndarray | None) -> None:
            if solution is None:
                return
            for (target, places), found in known.items():
                found.add(int(solution[self._unknowns(target, places)].sum()))

        learn(self._true_answers())
        draw = np.random.default_rng(self.random.randrange(2**32))
        for _ in range(8):
            learn(self._solve(draw.normal(size=len(self.sizes) * self.width)))
        figures = []
        for target, places in sorted(wanted):
            for sign in (1, -1):
                if len(known[target, places]) == 1:
                    objective = np.zeros(len(self.sizes) * self.width)
                    objective[self._unknowns(target, places)] = sign
                    learn(self._solve(objective))
            if len(known[target, places]) == 1 and (people := min(known[target, places])):
                answers = " or ".join(self.kind.answers[place] for place in places)
                figures.append(Figure(target, answers, people))
        return figures

    def _told_of(self) -> list[tuple[int, ...]]:
        """Each answer, and what is favourable and what is not."""
        alone: list[tuple[int, ...]] = [(place,) for place in range(self.width)]
        if not self.kind.favourable:
            return alone
        return [
            *alone,
            self.kind.favourable,
            tuple(n for n in range(self.width) if n not in self.kind.favourable),
        ]

    def _unknowns(self, target: tuple[int, ...], places: tuple[int, ...]) -> list[int]:
        return [atom * self.width + place for atom in target for place in places]

    def explains(self) -> bool:
        """Whether any answers, the same in every wave, explain everything that was released."""
        anything = np.zeros(len(self.sizes) * self.width)
        found = milp(
            anything,
            integrality=np.ones_like(anything),
            bounds=self.bounds,
            constraints=self.constraint,
            options=LIMIT,
        )
        return found.status != INFEASIBLE

    def targets(self) -> set[tuple[int, ...]]:
        """Every atom and every hidden group of fewer than k people, the insider left out."""
        own = self.atom_of.get(self.insider.number) if self.insider else None
        found = {(atom,) for atom, size in enumerate(self.sizes) if size < K and atom != own}
        for wave in self.waves:
            for group in wave.tally.parents:
                people = [one for one in wave.of(group) if one != self.insider]
                atoms = {self.atom_of[one.number] for one in people}
                if 0 < len(people) < K and sum(self.sizes[list(atoms)]) == len(people):
                    found.add(tuple(sorted(atoms)))
        return found

    def _true_answers(self) -> np.ndarray:
        solution = np.zeros(len(self.sizes) * self.width)
        for number, answer in self.truth.items():
            solution[self.atom_of[number] * self.width + self.kind.answers.index(answer)] += 1
        return solution

    def _solve(self, objective: np.ndarray) -> np.ndarray | None:
        result = milp(
            objective,
            integrality=np.ones_like(objective),
            bounds=self.bounds,
            constraints=self.constraint,
            options=LIMIT,
        )
        # Any answers that explain the release will do; where none is found in time, nothing is learnt, and
        # what is not known to be open counts as computed.
        return np.rint(result.x) if result.x is not None else None


def _fitting(count: int, given: int) -> list[int]:
    """The counts that would be told with the same share."""
    told = rounded_share(count, given)
    return [other for other in range(given + 1) if rounded_share(other, given) == told]


def _fitting_totals(kind: Kind, counts: Sequence[int]) -> list[int]:
    """The sums of what everybody's answer is worth that would be told with the same score or mean."""
    given, (least, most) = sum(counts), (min(kind.values), max(kind.values))

    def told(total: int) -> object:
        if kind.is_score:
            return rounded_score(max(total, 0), max(-total, 0), given)
        return rounded_mean(total, given, least, most)

    true = told(sum(value * count for value, count in zip(kind.values, counts, strict=True)))
    return [total for total in range(least * given, most * given + 1) if told(total) == true]
