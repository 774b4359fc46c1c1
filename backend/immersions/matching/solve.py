"""The two minimum-cost flows: first as few people with nothing as possible, then the best ranks."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from backend.immersions.matching.network import CLASSES, Ints, Network

LARGEST_COST = 2**44
"""Past about this, the solver's own scaling by the number of nodes would overflow 64 bits."""


class TooManyPeople(ValueError):
    """More people and slots than the costs of one run can tell apart: past about 500,000 of both."""


@dataclass(frozen=True, slots=True)
class Solved:
    """`choice`: for each person, the row of the option they got. `nothing`: people with nothing, by class."""

    choice: Ints
    nothing: Ints


def solve(net: Network) -> Solved:
    """The lexicographic optimum of (u1, u2, u3, c1, c2, c3)."""
    wished = net.wishes
    costs = np.zeros_like(net.rank)
    # Any weights that decrease with the class give the first vector its least value: the sets of people who
    # can be placed together are independent in a transversal matroid, where the heaviest bases depend only on
    # the order of the weights (Edmonds 1971). Small ones are solved in half the time.
    costs[wished:] = np.array([3, 2, 1])[net.group]
    first = _flow(net, costs, np.bincount(net.group, minlength=CLASSES))
    nothing = _nothing(net, first)
    # All the flow goes through the second solve as well, and no class may leave more people with nothing than
    # here: as the first vector is the least, it comes out exactly the same.
    return Solved(_flow(net, rank_weights(net)[net.group[net.person]] * net.cost, nothing), nothing)


def nothing_weights(net: Network) -> Ints:
    """By class, the cost of having nothing.

    Digits of a mixed base: of class i at most n_i people have nothing, so with w3 = 1, w2 = n3 + 1 and
    w1 = (n2 + 1)·w2 a smaller sum is a lexicographically smaller (u1, u2, u3).
    """
    number = np.bincount(net.group, minlength=CLASSES)
    return _digits([1 + int(number[2]), 1 + int(number[1])], worst=1)


def rank_weights(net: Network) -> Ints:
    """By class, the cost of one rank, or of what `Network.cost` counts as one.

    Digits of a mixed base again. A placement is optimal when no cycle of moves betters it, and a simple cycle
    leaves each place once: it changes c_i by no more than r·min(n_i, places), where r is the worst rank − 1.
    With more than twice that as the base, a cycle's sum is negative just when its (c1, c2, c3) is, and a
    potential, a path's sum, can be read back as (c1, c2, c3).
    """
    moved = np.minimum(np.bincount(net.group, minlength=CLASSES), len(net.slots) + CLASSES)
    worst = int(net.cost.max(initial=0))
    return _digits([2 * worst * int(moved[2]) + 1, 2 * worst * int(moved[1]) + 1], worst)


def _digits(bases: list[int], worst: int) -> Ints:
    third, second = bases
    if third * second * max(worst, 1) > LARGEST_COST:
        raise TooManyPeople
    return np.array([third * second, third, 1], dtype=np.int64)


def _nothing(net: Network, choice: Ints) -> Ints:
    return np.bincount(net.group[choice >= net.wishes], minlength=CLASSES)


def _flow(net: Network, costs: Ints, most_with_nothing: Ints) -> Ints:
    """One option each at the least total cost, within the places and so many people with nothing by class."""
    people, places = len(net.people), len(net.slots) + CLASSES
    if not people:
        return np.zeros(0, dtype=np.int64)
    sink = people + places
    to_sink = people + np.arange(places, dtype=np.int64)
    options = len(net.person)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([net.person, to_sink]),
        np.concatenate([people + net.place, np.full(places, sink, dtype=np.int64)]),
        np.concatenate([np.ones(options, dtype=np.int64), net.capacity, most_with_nothing]),
        np.concatenate([costs, np.zeros(places, dtype=np.int64)]),
    )
    supply = np.concatenate([np.ones(people, dtype=np.int64), np.zeros(places, dtype=np.int64), [-people]])
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int64), supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow solver stopped with {status}")
    used = np.flatnonzero(solver.flows(np.arange(options, dtype=np.int64)))
    choice = np.empty(people, dtype=np.int64)
    choice[net.person[used]] = used
    return choice
