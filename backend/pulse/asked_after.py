"""Questions asked after an answer: whom two or three of them, added and subtracted, set apart.

One asked of clerks, and the same in other words of clerks and apprentices, are a filter together: the second
minus the first is what the apprentices said. Whoever is set apart so has to be as many as any other figure is
about, in each group where those questions are shown, and these are shown in the same groups.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from backend.pulse.questions import Question

Pattern = frozenset[str]
"""Which of the questions asked after an answer somebody was asked, by key."""
MOST_TERMS = 3


class SetApart(NamedTuple):
    """Whoever was asked one of these patterns is in a sum or difference of these questions' figures."""

    keys: frozenset[str]
    patterns: frozenset[Pattern]


def sets_apart(patterns: Collection[Pattern]) -> list[SetApart]:
    """Sums and differences of two or three questions and of everybody that count some people once each."""
    every = sorted(patterns, key=sorted)
    asked: dict[tuple[bool, ...], set[str]] = {}
    for key in sorted(set().union(*every)):
        asked.setdefault(tuple(key in one for one in every), set()).add(key)
    found: dict[frozenset[Pattern], frozenset[str]] = {}
    for chosen, total in _sums(list(asked)):
        if np.isin(total, (0, 1)).all() and 0 < total.sum() < len(every):
            inside = frozenset(one for one, is_in in zip(every, total, strict=True) if is_in)
            keys = frozenset().union(*(asked[row] for row in chosen))
            found[inside] = found.get(inside, frozenset()) | keys
    return [SetApart(keys, inside) for inside, keys in found.items()]


def _sums(rows: Sequence[tuple[bool, ...]]) -> Iterator[tuple[tuple[tuple[bool, ...], ...], np.ndarray]]:
    for terms in range(2, MOST_TERMS + 1):
        for chosen in combinations(rows, terms):
            columns = np.array(chosen, np.int64)
            for everybody, *signs in product(range(1 - terms, 2), *[(1, -1)] * terms):
                yield chosen, everybody + np.array(signs) @ columns


def families(questions: Sequence[Question], apart: Sequence[SetApart]) -> list[list[Question]]:
    """The questions that are shown in the same groups, those asked of everybody first and each alone.

    Those that set somebody apart together are one family, and so is one asked after another's answer with it.
    """
    links = [one.keys for one in apart]
    conditional = {one.key for one in questions if one.shown_if}
    after = [frozenset((one.key, one.shown_if["question"])) for one in questions if one.shown_if]
    links.extend(link for link in after if link <= conditional)
    families = [{one.key} for one in questions]
    for link in links:
        joined = set().union(*(keys for keys in families if keys & link))
        families = [*(keys for keys in families if not keys & link), joined]
    found = [[one for one in questions if one.key in keys] for keys in families]
    return sorted(found, key=lambda family: family[0].shown_if is not None)
