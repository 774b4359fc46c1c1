"""Reciprocal swaps: pairs of people who wish for each other's day, decided before the run, which they leave.

A maximum-weight matching of a general graph (Edmonds, *Paths, trees, and flowers*, 1965): the most pairs,
then the lowest sum of ranks, then the draw.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import rustworkx

from backend.immersions.matching.problem import MOST_WISHES, Person, Problem, Slot
from backend.immersions.matching.rules import Rule, rule_against

DRAWN = 2**40
"""A draw is below it. One rank outweighs the draws of all pairs together."""


@dataclass(frozen=True, slots=True)
class Side:
    """What somebody gets of a swap: the other's date, and the rank they gave it, from 1."""

    person: str
    slot: Slot
    rank: int


Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Swaps:
    """`against`: (person, offer) → why a wish for a swap was not given."""

    pairs: tuple[Pair, ...]
    against: Mapping[tuple[str, str], Rule]

    @property
    def ranks(self) -> int:
        """The sum of (rank − 1) over the people who swap."""
        return sum(side.rank - 1 for pair in self.pairs for side in pair)


def swaps(problem: Problem) -> Swaps:
    """The most pairs, of the best ranks, drawn by the seed; the same for the same problem and seed."""
    possible, against = _agreed(problem)
    rows = {key: row for row, key in enumerate(sorted({side.person for pair in possible for side in pair}))}
    heaviest = 2 * MOST_WISHES
    graph: rustworkx.PyGraph[str, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(rows))
    edges = {}
    for pair in possible:
        one, other = pair
        weight = (heaviest - one.rank - other.rank) * DRAWN * len(rows) + _draw(problem.seed, pair)
        edges[rows[one.person], rows[other.person]] = pair
        graph.add_edge(rows[one.person], rows[other.person], weight)
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return _swaps((edges[min(ends), max(ends)] for ends in found), against)


def quick_swaps(problem: Problem) -> Swaps:
    """Pairs taken one by one, the best ranks first: at least half as many as the most, in no time."""
    possible, against = _agreed(problem)
    best = sorted(possible, key=lambda pair: (pair[0].rank + pair[1].rank, -_draw(problem.seed, pair)))
    taken: set[str] = set()
    kept = []
    for one, other in best:
        if one.person not in taken and other.person not in taken:
            taken |= {one.person, other.person}
            kept.append((one, other))
    return _swaps(iter(kept), against)


def _swaps(pairs: Iterator[Pair], against: dict[tuple[str, str], Rule]) -> Swaps:
    return Swaps(tuple(sorted(pairs, key=lambda pair: pair[0].person)), against)


def _agreed(problem: Problem) -> tuple[list[Pair], dict[tuple[str, str], Rule]]:
    """Pairs who wish for each other and whom the rules allow, each in order of key; why others are not."""
    dates: dict[str, list[Slot]] = defaultdict(list)
    for slot in problem.swaps:
        dates[slot.offer].append(slot)
    offered = {slot.hosts[0].key: slot.offer for slot in problem.swaps}
    owner = {offer: key for key, offer in offered.items()}
    people = {one.key: one for one in problem.people if one.key not in problem.pins}
    pairs: list[Pair] = []
    against: dict[tuple[str, str], Rule] = {}
    for one in people.values():
        for offer in one.wishes:
            if offer not in owner:
                continue
            against[one.key, offer] = Rule.ONE_SIDED
            other = people.get(owner[offer])
            if other is None or offered.get(one.key) not in other.wishes:
                continue
            pair = _pair(problem, one, other, dates[offered[one.key]], dates[offer])
            if pair is not None:
                against[one.key, offer] = Rule.SWAPPED_AWAY
                if one.key < other.key:
                    pairs.append(pair)
    return pairs, against


def _pair(
    problem: Problem, one: Person, other: Person, of_one: list[Slot], of_other: list[Slot]
) -> Pair | None:
    """The first dates that suit both: each visits the other, with their rest between the two days."""
    for there in of_other:
        for here in of_one:
            if (
                rule_against(problem, one, there) is None
                and rule_against(problem, other, here) is None
                and _apart(problem, here, there)
            ):
                return (
                    Side(one.key, there, one.wishes.index(there.offer) + 1),
                    Side(other.key, here, other.wishes.index(here.offer) + 1),
                )
    return None


def _apart(problem: Problem, one: Slot, other: Slot) -> bool:
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return True
    return one.starts_at - other.ends_at >= problem.rest or other.starts_at - one.ends_at >= problem.rest


def _draw(seed: int, pair: Pair) -> int:
    """A number below `DRAWN`, the same on every machine."""
    named = f"{seed}:{pair[0].person}:{pair[1].person}".encode()
    return int.from_bytes(blake2b(named, digest_size=5).digest(), "big")
