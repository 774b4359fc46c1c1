"""What zeros and roundings make certain, looking at one figure at a time: of more people than can be solved.

Bounds on the unknown counts are narrowed by every figure told until nothing narrows further; an answer left
with one possible count is certain. It misses what only several figures together make certain.
"""

from collections.abc import Iterator, Set

import numpy as np

from backend.pulse.disclosure.bounds import Bounds, Numbers
from backend.pulse.disclosure.facts import Facts
from backend.pulse.disclosure.groups import Group, Tally, smallest
from backend.pulse.disclosure.votes import Votes


def narrowed_to_one(tally: Tally, votes: Votes, shown: Set[Group], k: int) -> set[Group]:
    """The smallest shown group around each answer left with one possible count, as `Certainty` wants it."""
    facts = Facts(tally, votes, shown)
    told = facts.network.narrowed(facts.widest())
    found = _around_certain(facts, told, k, None)
    for own in facts.insiders():
        if not found:
            found = _around_certain(facts, facts.network.narrowed(told, at_least_one=own), k, own)
    return found


def _around_certain(facts: Facts, told: Bounds, k: int, own: int | None) -> set[Group]:
    """One group to hide around each certain answer, none for an answer that another group already frees."""
    sizes, low, high = facts.sizes.copy(), told.low.copy(), told.high.copy()
    if own is not None:
        sizes[own // facts.width] -= 1
        low[own] -= 1
        high[own] -= 1
    people = np.repeat(sizes, facts.width)
    low, high = low[: facts.unknowns], high[: facts.unknowns]
    known = (low == high) & (low > 0) & ((people < k) | (low == people))
    around = [facts.keys[int(place) // facts.width] for place in np.flatnonzero(known)]
    around.extend(_settled_by_the_rest(facts, told, sizes, k))
    return smallest(facts.tally, around, set(facts.shown))


def _settled_by_the_rest(facts: Facts, told: Bounds, sizes: Numbers, k: int) -> Iterator[frozenset[Group]]:
    """Figures of which all but a few people are settled, and so how many of those few said something."""
    sums, settled = facts.sums, told.low == told.high
    is_free = ~settled[sums.atoms]
    are_settled = np.logical_and.reduceat(settled[sums.groups], sums.of_groups)
    total = np.add.reduceat(sums.signs * told.low[sums.groups], sums.of_groups)
    free = np.add.reduceat(is_free * sizes[sums.atoms // facts.width], sums.of_atoms)
    others = np.add.reduceat(~is_free * told.low[sums.atoms], sums.of_atoms)
    for place in np.flatnonzero(are_settled & (free > 0) & (free < k) & (total > others)):
        yield frozenset({sums.about[int(place)]})
