"""Ballots counted into histograms: wave, question, one attribute, group, value, n. No person, no crossing.

They live in the memory of the sealing job alone. What may be shown of them is written to the release; the
rest goes with the ballots, so that no table ever holds the figures of a hidden group.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from backend.pulse.asked_after import Family, Pattern
from backend.pulse.disclosure import Group, Tally
from backend.pulse.questions import Question, asked

Value = int | str


@dataclass(slots=True)
class Histogram:
    """One question in one group: `given` people gave a value (several, for multiple choice)."""

    given: int = 0
    values: Counter[Value] = field(default_factory=Counter)

    def add(self, other: "Histogram") -> None:
        self.given += other.given
        self.values.update(other.values)


class Ballot(NamedTuple):
    """An opened ballot as counting sees it: every group its author is in, and answers by question."""

    groups: frozenset[Group]
    answers: Mapping[str, Value | Sequence[Value]]


class Histograms:
    """Every cut of one wave that asked these questions."""

    def __init__(self, parents: Mapping[Group, Group | None], questions: Sequence[Question]) -> None:
        self.parents = parents
        self.questions = questions
        self.ballots: Counter[frozenset[Group]] = Counter()
        self._after = frozenset(one.key for one in questions if one.shown_if)
        self._paths: dict[frozenset[Group], Counter[tuple[Pattern, Pattern]]] = {}
        """How often, by atom: which of the questions asked after an answer were asked, what was answered."""
        self._atoms: dict[frozenset[Group], dict[str, Histogram]] = {}

    def count(self, ballots: Iterable[Ballot]) -> None:
        """Count these ballots in; a question left out is no opinion."""
        for groups, answers in ballots:
            self.ballots[groups] += 1
            if self._after:
                self._paths.setdefault(groups, Counter())[self._path(answers)] += 1
            questions = self._atoms.setdefault(groups, {})
            for question, answer in answers.items():
                values = [answer] if isinstance(answer, (int, str)) else answer
                if values:
                    histogram = questions.get(question)
                    if histogram is None:
                        histogram = questions[question] = Histogram()
                    histogram.given += 1
                    for value in values:
                        histogram.values[value] += 1

    def _path(self, answers: Mapping[str, Value | Sequence[Value]]) -> tuple[Pattern, Pattern]:
        said = {
            key: one if isinstance(one, int | str) else tuple(map(str, one)) for key, one in answers.items()
        }
        path = self._after.intersection(one.key for one in asked(self.questions, said))
        return path, frozenset(key for key, one in said.items() if one != ())

    def asked_of(self, family: Family) -> dict[frozenset[Group], Counter[Pattern]]:
        """How many were asked which of these questions, beside what they depend on and have answered."""
        return self._patterns(family, lambda path, _answered: path & family.keys | family.roots)

    def answered_of(self, family: Family) -> dict[frozenset[Group], Counter[Pattern]]:
        """How many of them answered which of these questions."""
        return self._patterns(family, lambda path, answered: path & answered & family.keys)

    def _patterns(
        self, family: Family, of: Callable[[Pattern, Pattern], Pattern]
    ) -> dict[frozenset[Group], Counter[Pattern]]:
        found: dict[frozenset[Group], Counter[Pattern]] = {}
        for groups, paths in self._paths.items():
            for (path, answered), people in paths.items():
                if family.roots <= answered:
                    found.setdefault(groups, Counter())[of(path, answered)] += people
        return found

    def participation(self) -> Tally:
        """Who answered, whatever they answered."""
        return Tally(self.parents, self.ballots)

    def given(self, question: str) -> Tally:
        """Who gave a value to this question."""
        return Tally(self.parents, {groups: one.given for groups, one in self.atoms(question).items()})

    def atoms(self, question: str) -> dict[frozenset[Group], Histogram]:
        """The question's histogram in each atom where somebody gave a value."""
        return {
            groups: questions[question] for groups, questions in self._atoms.items() if question in questions
        }

    def by_group(self, question: str) -> dict[Group, Histogram]:
        """The question's histogram in each group where somebody gave a value."""
        found: dict[Group, Histogram] = {}
        for groups, histogram in self.atoms(question).items():
            for group in groups:
                found.setdefault(group, Histogram()).add(histogram)
        return found
