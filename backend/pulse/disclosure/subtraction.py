"""Rule 4, where no solver looks: no figure and no subtraction tells what everybody in a group said.

The bounds of every count told are narrowed up and down the tree until nothing narrows, all groups at once:
thousands of units take a fraction of a second.
"""

from collections.abc import Set
from itertools import compress

import numpy as np

from backend.pulse.disclosure.bounds import Bounds, Numbers, left_by_others
from backend.pulse.disclosure.extremes import SMALL
from backend.pulse.disclosure.families import Families, Marks
from backend.pulse.disclosure.groups import Group, Tree
from backend.pulse.disclosure.votes import Votes


class Subtraction:
    """The rule for one question, over `groups` of which some may be shown.

    The figure of 20 people or more may say so itself; no subtraction may say more. All but one are as good as
    all: the one knows, and whoever knows an answer beside them has one more to subtract. A row of bounds is a
    group, a column one of the votes' columns, and last the worth of all answers.
    """

    def __init__(self, tree: Tree, votes: Votes, groups: Set[Group]) -> None:
        self.tree, self.votes = tree, votes
        self.groups = sorted(groups & votes.by_group.keys())
        counts = [votes.by_group[group] for group in self.groups]
        self.counts: Numbers = np.array(counts, np.int64).reshape(len(counts), votes.answers)
        self.sums = self._sums()
        told = [[*votes.told(one), votes.told_total(one) or (0, 0)] for one in counts]
        bounds: Numbers = np.array(told, np.int64).reshape(len(counts), self.sums.shape[1], 2)
        self.told = self._narrowed(Bounds(bounds[..., 0], bounds[..., 1]), self.counts.sum(axis=1))

    def alone(self) -> set[Group]:
        """The groups of fewer than 20 of which their own figure is enough."""
        people = self.counts.sum(axis=1)
        return set(compress(self.groups, self._of_one_mind(self.told, people) & (people < SMALL)))

    def around(self, shown: Set[Group]) -> set[Group]:
        """The smallest group shown beside each group, or rest, of which subtracting is enough.

        Also beside each rest that is of one mind: several figures together may tell what none does alone.
        """
        families = Families(self.tree, self.groups, frozenset(shown))
        if not families.above.size:
            return set()
        nobody = np.zeros((len(families.above), self.votes.answers), np.int64)
        rests = self.counts[families.above] - families.added(np.vstack([self.counts, nobody]))
        people = np.concatenate([self.counts.sum(axis=1), rests.sum(axis=1)])
        bounds = self._narrowed(self._with_rests(rests.sum(axis=1)), people, families)
        truth, few = rests @ self.sums, len(self.groups)
        of_rests = self._of_one_mind(Bounds(bounds.low[few:], bounds.high[few:]), people[few:])
        of_rests |= self._of_one_mind(Bounds(truth, truth), people[few:])
        by_others = self._told_more(Bounds(bounds.low[:few], bounds.high[:few]), people[:few])
        found = np.concatenate([by_others, of_rests])
        beside = ([self.groups[place] for place in parts] for parts in families.innermost(found))
        return {min(parts, key=lambda one: (sum(self.votes.by_group[one]), one)) for parts in beside}

    def _sums(self) -> Numbers:
        """Which answers are added up in each column, and what they are worth in the last."""
        found = np.zeros((self.votes.answers, len(self.votes.columns) + 1), np.int64)
        for place, column in enumerate(self.votes.columns):
            found[list(column), place] = 1
        if self.votes.values:
            found[:, -1] = self.votes.values
        return found

    def _with_rests(self, people: Numbers) -> Bounds:
        """What is told of the groups, and of each rest how many they are."""
        worth = self.votes.values or (0,)
        least, most = np.zeros(self.sums.shape[1], np.int64), np.ones(self.sums.shape[1], np.int64)
        least[-1], most[-1] = min(worth), max(worth)
        low, high = self.told
        return Bounds(np.vstack([low, np.outer(people, least)]), np.vstack([high, np.outer(people, most)]))

    def _narrowed(self, start: Bounds, people: Numbers, families: Families | None = None) -> Bounds:
        bounds, answers = Bounds(start.low.copy(), start.high.copy()), self.votes.answers
        open_before, still_open = -1, int((bounds.high - bounds.low).sum())
        while open_before != still_open:
            open_before = still_open
            _fit(bounds, np.repeat([1, 0], [answers, self.sums.shape[1] - answers]), people[:, np.newaxis])
            for column in range(answers, self.sums.shape[1]):
                signs = np.concatenate(
                    [self.sums[:, column], np.zeros(self.sums.shape[1] - answers, np.int64)]
                )
                signs[column] = -1
                _fit(bounds, signs, 0)
            if families:
                families.narrow(bounds)
            still_open = int((bounds.high - bounds.low).sum())
        return bounds

    def _told_more(self, bounds: Bounds, people: Numbers) -> Marks:
        """The groups of which these bounds say all, or all but one, and their own figure does not."""
        found: Marks = np.zeros(len(people), np.bool_)
        for but in (0, 1):
            found |= self._of_one_mind(bounds, people, but) & ~self._of_one_mind(self.told, people, but)
        return found

    def _of_one_mind(self, bounds: Bounds, people: Numbers, but: int = 1) -> Marks:
        """Where all but so many at most are known to have given one answer, or to be favourable or not.

        That an option was not chosen is no opinion.
        """
        opinions = 1 if self.votes.is_option else len(self.votes.columns)
        found: Marks = np.any(bounds.low[:, :opinions] >= people[:, np.newaxis] - but, axis=1)
        if self.votes.favourable:
            found = found | (bounds.high[:, self.votes.answers] <= but)
        return np.logical_and(found, people > 0)


def _fit(bounds: Bounds, signs: Numbers, total: int | Numbers) -> None:
    """In each row, the columns times their signs add up to this total."""
    kept = np.flatnonzero(signs)
    low, high = bounds.low[:, kept], bounds.high[:, kept]
    left = left_by_others(signs[kept], Bounds(low, high), total, total)
    bounds.low[:, kept], bounds.high[:, kept] = np.maximum(low, left.low), np.minimum(high, left.high)
