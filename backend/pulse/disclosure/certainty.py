"""Rule 2, in whole numbers: nothing that is told leaves an answer of fewer than k people certain.

Nobody is counted less than never. Where a site has no promoters and a team no detractors, whoever is in both
is passive, though no sum or difference says so.
"""

from collections.abc import Iterator, Set

import numpy as np

from backend.pulse.disclosure.bounds import Numbers
from backend.pulse.disclosure.explanations import Explanations, Marks
from backend.pulse.disclosure.facts import told_apart
from backend.pulse.disclosure.groups import Group, Tally, smallest
from backend.pulse.disclosure.narrowing import narrowed_to_one
from backend.pulse.disclosure.readers import withheld_from_members
from backend.pulse.disclosure.votes import Votes

Own = tuple[frozenset[Group], int]
"""The groups a reader is in, of those they see, and their answer."""
MOST_UNKNOWNS = 1000
"""Above this many counts an exact answer takes too long, and figures are looked at one by one."""


class Certainty:
    """The rule for one question. What it found when more was shown makes the next look a short one."""

    def __init__(self, tally: Tally, votes: Votes, k: int) -> None:
        self.tally, self.votes, self.k = tally, votes, k
        self._before: Explanations | None = None

    def is_exact(self, shown: Set[Group]) -> bool:
        """Whether a solver may look at all figures at once, were these shown."""
        return len(told_apart(self.votes, frozenset(shown))) * len(self.votes.columns) <= MOST_UNKNOWNS

    def around(self, shown: Set[Group]) -> set[Group]:
        """The smallest shown group around each answer that is certain for fewer than k people.

        Also where all of more people are certain to have given the same answer, and where one is certain to
        a reader who subtracts their own answer. Empty when nothing is certain.
        """
        atoms = told_apart(self.votes, frozenset(shown))
        if not atoms:
            return set()
        if not self.is_exact(shown):
            return narrowed_to_one(self.tally, self.votes, shown, self.k)
        everybody = self._before = Explanations(self.votes, frozenset(shown), self._before)
        wanted = self._telling(everybody, everybody.found[0], everybody.people)
        found = smallest(self.tally, _keys(everybody, everybody.certain(wanted)), shown)
        for seen, owns in self._readers(frozenset(shown)):
            if not found:
                view = everybody if seen == shown else Explanations(self.votes, seen, everybody)
                places = np.array(sorted(view.place_of[key] * view.width + answer for key, answer in owns))
                wanted = np.array([self._telling_besides(view, own) for own in places])
                found = smallest(self.tally, _keys(view, view.certain_to(places, wanted)), shown)
        return found

    def _readers(self, shown: frozenset[Group]) -> list[tuple[frozenset[Group], set[Own]]]:
        """What members see, and the answers of those who see it; most see all that is shown."""
        withheld = withheld_from_members(self.tally, shown, self.k)
        found: dict[frozenset[Group], set[Own]] = {}
        for groups, counts in self.votes.atoms.items():
            seen = shown.difference(*(withheld.get(group, frozenset()) for group in groups))
            if groups & seen:
                owns = found.setdefault(seen, set())
                owns.update((groups & seen, answer) for answer, count in enumerate(counts) if count)
        return sorted(found.items(), key=lambda view: (-len(view[0]), sorted(view[0])))

    def _telling(self, view: Explanations, counts: Numbers, people: Numbers) -> Marks:
        """The counts that would tell of fewer than k people, or of people of one mind, if they were certain.

        That nobody gave an answer tells of none; that nobody is favourable tells of everybody.
        """
        together = np.tile(np.arange(view.width) >= self.votes.answers, len(view.keys))
        of_one_mind = (counts == people) | (together & (counts == 0))
        few = (people < self.k) & ((counts > 0) | together)
        telling: Marks = (people > 0) & (few | of_one_mind)
        return telling

    def _telling_besides(self, view: Explanations, own: int) -> Marks:
        """The same to a reader whose answer is in the count `own`, of the others."""
        people, counts = view.people.copy(), view.found[0].copy()
        atom, answer = divmod(own, view.width)
        people[atom * view.width : (atom + 1) * view.width] -= 1
        for place, column in enumerate(self.votes.columns):
            counts[atom * view.width + place] -= answer in column
        return self._telling(view, counts, people)


def _keys(view: Explanations, places: list[int]) -> Iterator[frozenset[Group]]:
    return (view.keys[place // view.width] for place in places)
