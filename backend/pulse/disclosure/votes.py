"""What was answered to one question, and what its released figures let a reader conclude about the counts."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from backend.pulse.disclosure.extremes import is_extreme_choice, is_extreme_mean, is_unanimous
from backend.pulse.disclosure.groups import Group
from backend.pulse.disclosure.rounding import (
    CountRange,
    count_range,
    rounded_mean,
    rounded_score,
    rounded_share,
)
from backend.pulse.disclosure.threshold import FIGURES_FLOOR


@dataclass(frozen=True)
class Votes:
    """One question: how many of each atom gave each answer, in the order of `values`.

    For a recommendation the answers are its three classes, worth 1, 0 and −1, and their mean is told as a
    score; for an agreement they are worth themselves; choices are worth nothing. An option of a multiple
    choice is a question of its own, chosen or not; not choosing it is no opinion that a group could hold.
    Of an agreement the `favourable` answers, by their place, are also told together. With `fewest`, other
    figures may give the exact counts away: no group is shown where fewer gave an answer.
    """

    atoms: Mapping[frozenset[Group], Sequence[int]]
    values: Sequence[int] = ()
    is_score: bool = False
    is_option: bool = False
    favourable: Sequence[int] = ()
    fewest: int = 0

    @cached_property
    def answers(self) -> int:
        """How many answers there are."""
        return len(next(iter(self.atoms.values()), ()))

    @cached_property
    def columns(self) -> list[tuple[int, ...]]:
        """The answers of which a share is told: each alone, and the favourable ones together."""
        alone: list[tuple[int, ...]] = [(answer,) for answer in range(self.answers)]
        return [*alone, tuple(self.favourable)] if self.favourable else alone

    @cached_property
    def by_group(self) -> dict[Group, list[int]]:
        found: dict[Group, list[int]] = {}
        for groups, counts in self.atoms.items():
            for group in groups:
                before = found.setdefault(group, [0] * len(counts))
                found[group] = [one + more for one, more in zip(before, counts, strict=True)]
        return found

    def extremes(self) -> set[Group]:
        """The groups that are too much of one mind to be shown."""
        return {group for group, counts in self.by_group.items() if self.is_extreme(counts)}

    def is_extreme(self, counts: Sequence[int]) -> bool:
        """Whether a group that gave these answers is too much of one mind."""
        given = sum(counts)
        if min(counts, default=0) < self.fewest:
            return True
        if is_extreme_choice(counts[:1] if self.is_option else counts, given):
            return True
        if self.favourable and is_unanimous(sum(counts[one] for one in self.favourable), given):
            return True
        if not self.values or self.is_score:
            return False
        return is_extreme_mean(self._total(counts), given, min(self.values), max(self.values))

    def _total(self, counts: Sequence[int]) -> int:
        return sum(worth * count for worth, count in zip(self.values, counts, strict=True))

    def told(self, counts: Sequence[int]) -> list[tuple[int, int]]:
        """For each of the columns, the fewest and the most that would be told with the same share."""
        sums = [sum(counts[answer] for answer in column) for column in self.columns]
        if self.fewest:
            return [(count, count) for count in sums]
        given = sum(counts)
        return [share_fits(count, given) for count in sums]

    def told_total(self, counts: Sequence[int]) -> tuple[int, int] | None:
        """The least and the most that the worth of all answers may be, from the score or mean told."""
        given = sum(counts)
        if not self.values:
            return None
        possible = range(min(self.values) * given, max(self.values) * given + 1)
        low, high = min(self.values), max(self.values)

        def told(total: int) -> float:
            if self.is_score:
                return rounded_score(max(total, 0), max(-total, 0), given).value
            return rounded_mean(total, given, low, high).value

        value = told(self._total(counts))
        return (
            possible[bisect_left(possible, value, key=told)],
            possible[bisect_right(possible, value, key=told) - 1],
        )


@lru_cache(maxsize=4096)
def share_fits(count: int, given: int) -> tuple[int, int]:
    """The fewest and the most of `given` that are told with the same share as `count`."""
    told = rounded_share(count, given)[0]
    everything = range(given + 1)

    def share(other: int) -> int:
        return rounded_share(other, given)[0]

    return bisect_left(everything, told, key=share), bisect_right(everything, told, key=share) - 1


def count_as_share(part: int, everybody: int) -> CountRange:
    """How many of everybody, told no finer than their share of them would be."""
    told, (fewest, most) = count_range(part), share_fits(part, everybody)
    return CountRange(min(told.min, max(fewest, FIGURES_FLOOR)), max(told.max, most))
