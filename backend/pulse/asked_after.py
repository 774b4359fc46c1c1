"""Questions asked after an answer: whom two or more of them, added and subtracted, set apart.

One asked of clerks, and the same in other words of clerks and apprentices, are a filter together: the second
minus the first is what the apprentices said. Whoever is set apart so has to be as many as any other figure is
about, in each group where those questions are shown and in what is hidden inside it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from backend.pulse.disclosure import Group, Tree, determining
from backend.pulse.questions import Question

Pattern = frozenset[str]
"""Which of some questions asked after an answer somebody was asked, or answered, by key."""
Patterns = Mapping[frozenset[Group], Counter[Pattern]]
"""How many were asked what, by the groups they are in."""


class Family(NamedTuple):
    """Questions that are shown in the same groups, and what they depend on in the end, asked of everybody."""

    questions: Sequence[Question]
    roots: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(one.key for one in self.questions)

    def joined(self, other: "Family") -> "Family":
        return Family([*self.questions, *other.questions], self.roots | other.roots)


def families(
    questions: Sequence[Question], asked: Callable[[Family], Mapping[Pattern, int]], k: int
) -> list[Family]:
    """Each question asked of everybody alone, and first; those asked after one answer or another together.

    Also those after answers to several questions, unless each answer goes with each for `k` people: `asked`
    are the patterns there are, and how many people of each.
    """
    by_key = {one.key: one for one in questions}
    after: dict[str, list[Question]] = {}
    for one in questions:
        if one.shown_if:
            after.setdefault(_root_of(one, by_key), []).append(one)
    found: list[Family] = []
    for root, some in after.items():
        family = Family(some, frozenset({root}))
        for other in list(found):
            if not _are_apart(asked(family.joined(other)), family.keys, other.keys, k):
                found.remove(other)
                family = family.joined(other)
        found.append(family)
    return [*(Family([one]) for one in questions if not one.shown_if), *found]


def _root_of(question: Question, questions: Mapping[str, Question]) -> str:
    while question.shown_if:
        question = questions[question.shown_if["question"]]
    return question.key


def _are_apart(patterns: Mapping[Pattern, int], some: Set[str], others: Set[str], k: int) -> bool:
    """Whether what one was asked of `some` says nothing of what one was asked of the `others`."""
    ones, two = {one & some for one in patterns}, {one & others for one in patterns}
    return sum(people >= k for people in patterns.values()) == len(ones) * len(two)


def set_apart(tree: Tree, patterns: Patterns, shown: Set[Group], k: int) -> set[Group]:
    """The groups to hide so that no sum or difference of these questions is about fewer than `k` people.

    Each where its own figures tell of so few, and the smallest shown inside each where the rest's do.
    """
    by_group: dict[Group, Counter[Pattern]] = {}
    for groups, counts in patterns.items():
        for group in groups:
            by_group.setdefault(group, Counter()).update(counts)
    people = {group: counts.total() for group, counts in by_group.items()}
    found: set[Group] = set()
    for group in tree.bottom_up:
        if group not in shown or group not in by_group:
            continue
        inside = [one for one in tree.shown_inside(group, frozenset(shown)) if one in by_group]
        rest = by_group[group].copy()
        for one in inside:
            rest.subtract(by_group[one])
        if _is_told_of_few(by_group[group], k):
            found.add(group)
        elif inside and _is_told_of_few(rest, k):
            found.add(min(inside, key=lambda one: (people[one], one)))
    return found


def _is_told_of_few(counts: Counter[Pattern], k: int) -> bool:
    return _is_determined(frozenset((one, people) for one, people in counts.items() if people), k)


@lru_cache(maxsize=10_000)
def _is_determined(counts: frozenset[tuple[Pattern, int]], k: int) -> bool:
    """Whether these questions' figures, as rows, determine fewer than `k` people.

    Or as many, by subtracting questions asked of some: one of them would learn what all others said.
    """
    asked = sorted(counts, key=lambda one: (sorted(one[0]), one[1]))
    rows: dict[str, frozenset[int]] = {}
    for key in set().union(*(pattern for pattern, _people in asked)):
        rows[key] = frozenset(place for place, (pattern, _people) in enumerate(asked) if key in pattern)
    sizes = [people for _pattern, people in asked]
    some = {key: row for key, row in rows.items() if k < sum(sizes[place] for place in row) < sum(sizes)}
    return bool(determining(rows, sizes, k) or determining(some, sizes, k + 1))
