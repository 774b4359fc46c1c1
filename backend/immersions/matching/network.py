"""The run as arrays: people and slots in shuffled order, one option per wish that the rules allow."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from backend.immersions.matching.problem import Person, Problem, Slot
from backend.immersions.matching.rules import Rule, rule_against

Ints = NDArray[np.int64]
CLASSES = 3
JOINED = 2
"""How many ranks better a wish counts that brings the two sides of a handoff together."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


@dataclass(frozen=True, slots=True)
class Network:
    """Everything both solves need. Rows of the option arrays go together: person, place, rank (0 is a first).

    Places are the slots, then one place « nothing » per class. Each person's last option is to have nothing.
    """

    people: tuple[Person, ...]
    slots: tuple[Slot, ...]
    capacity: Ints
    """By slot, without the pinned places."""
    group: Ints
    """By person: the class, from 0."""
    person: Ints
    place: Ints
    rank: Ints
    joins: Ints
    """1 where the option brings the two sides of a handoff together."""
    cost: Ints
    """What the second solve sums: the rank, and `JOINED` more for what joins none, if the option is on."""
    ruled_out: dict[tuple[int, int], Rule]
    """(person, rank) → why no slot of that wish is allowed."""
    full: tuple[tuple[int, int, int], ...]
    """(person, place, rank) of wishes that the rules allow, where every place is pinned."""

    @property
    def wishes(self) -> int:
        """How many options are wishes; the others, one per person in order, are to have nothing."""
        return len(self.person) - len(self.people)


def shuffled(seed: int, things: tuple[K, ...]) -> tuple[K, ...]:
    """In an order drawn by the seed: each key's keyed hash, so that it is the same on every machine."""
    salt = str(seed).encode()
    return tuple(sorted(things, key=lambda one: (blake2b(salt + b":" + one.key.encode()).digest(), one.key)))


def build(problem: Problem, against_swaps: Mapping[tuple[str, str], Rule] | None = None) -> Network:
    """The network of a problem. Errors: ValueError for a pin beyond the places of its slot.

    `against_swaps`: (person, offer) → why a wish for a swap was not given.
    """
    refused = against_swaps or {}
    people = shuffled(problem.seed, tuple(p for p in problem.people if p.key not in problem.pins))
    slots = shuffled(problem.seed, problem.slots)
    capacity = _left_by_pins(problem, slots)
    of_offer: dict[str, list[int]] = defaultdict(list)
    for row, slot in enumerate(slots):
        of_offer[slot.offer].append(row)
    options: list[tuple[int, int, int]] = []
    full: list[tuple[int, int, int]] = []
    ruled_out: dict[tuple[int, int], Rule] = {}
    for number, one in enumerate(people):
        for rank, offer in enumerate(one.wishes):
            against = refused.get((one.key, offer), Rule.NOT_OPEN)
            allowed = False
            for row in of_offer.get(offer, ()):
                rule = rule_against(problem, one, slots[row])
                if rule is None and capacity[row]:
                    options.append((number, row, rank))
                    allowed = True
                else:
                    none_left = Rule.NO_PLACE if slots[row].capacity else Rule.WITHOUT_PLACES
                    against = _nearer(against, rule or none_left)
                    if rule is None:
                        full.append((number, row, rank))
            if not allowed:
                ruled_out[number, rank] = against
    group = np.array([one.priority - 1 for one in people], dtype=np.int64)
    wished = np.array(options, dtype=np.int64).reshape(-1, 3)
    ranks = np.concatenate([wished[:, 2], np.zeros(len(people), dtype=np.int64)])
    joins, cost = np.zeros_like(ranks), ranks.copy()
    if problem.handoffs:
        joins[: len(wished)] = [problem.joins(people[one], slots[row]) for one, row, _ in options]
        # People with nothing are as many either way: only the difference between two wishes counts.
        cost[: len(wished)] += JOINED * (1 - joins[: len(wished)])
    everybody = np.arange(len(people), dtype=np.int64)
    return Network(
        people=people,
        slots=slots,
        capacity=np.array(capacity, dtype=np.int64),
        group=group,
        person=np.concatenate([wished[:, 0], everybody]),
        place=np.concatenate([wished[:, 1], len(slots) + group]),
        rank=ranks,
        joins=joins,
        cost=cost,
        ruled_out=ruled_out,
        full=tuple(full),
    )


def _left_by_pins(problem: Problem, slots: tuple[Slot, ...]) -> list[int]:
    pinned: dict[str, int] = defaultdict(int)
    for slot in problem.pins.values():
        pinned[slot] += 1
    left = [slot.capacity - pinned.pop(slot.key, 0) for slot in slots]
    if pinned or any(places < 0 for places in left):
        raise ValueError("somebody is pinned where there is no place")
    return left


_ORDER = {rule: position for position, rule in enumerate(Rule)}


def _nearer(one: Rule, other: Rule) -> Rule:
    """Of two rules against two dates of an offer, the one met last: that date was the nearest to be had."""
    return max(one, other, key=_ORDER.__getitem__)
