"""What giving somebody another option would worsen first, and the proof that nothing could be better."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.immersions.matching.network import CLASSES, Ints, Network
from backend.immersions.matching.residual import Moves, components, moves, potentials
from backend.immersions.matching.solve import Solved, nothing_weights, rank_weights

WORST = 2 * CLASSES
"""Levels run from 0, nothing worsens, through 1 to 3, c3 to c1, to 4 to 6, u3 to u1."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """`level`: by option, the first part of the objective that giving it would worsen (0 for none)."""

    optimal: bool
    level: Ints


def bindings(net: Network, solved: Solved) -> Bindings:
    """Check a solution by our own means, and say what holds each option back.

    An option's level is the least L such that its arc and a path back to it lie among the residual arcs of
    level L or less: the lexicographically cheapest cycle through it worsens exactly that part of the
    objective first. Level 0 is the zero-reduced-cost residual graph, where only the shuffle decided.
    """
    lowest = np.full(len(net.person), WORST, dtype=np.int64)
    costs = np.zeros_like(net.rank)
    costs[net.wishes :] = nothing_weights(net)[net.group]
    fewest = potentials(moves(net, solved.choice, costs, np.bincount(net.group, minlength=CLASSES)))
    weights = rank_weights(net)
    cost = weights[net.group[net.person]] * net.cost
    residual = moves(net, solved.choice, cost, solved.nothing)
    potential = potentials(residual)
    if fewest is None or potential is None:
        return Bindings(False, lowest)
    parts = _by_class(potential, weights)
    arc_level = _levels(net, solved, parts, residual.tail, residual.head, residual.option)
    tail, head, level = _with_more_nothing(net, residual, arc_level)
    here, there = net.place[solved.choice][net.person], net.place
    own = _levels(net, solved, parts, here, there, np.arange(len(net.person), dtype=np.int64))
    for limit in range(WORST, -1, -1):
        label = components(residual.nodes, tail[level <= limit], head[level <= limit])
        lowest[(label[here] == label[there]) & (own <= limit)] = limit
    return Bindings(True, lowest)


def _with_more_nothing(net: Network, residual: Moves, level: Ints) -> tuple[Ints, Ints, Ints]:
    """The residual arcs, and those by which one more person of a class would have nothing."""
    nothing = len(net.slots) + np.arange(CLASSES, dtype=np.int64)
    sink = np.full(CLASSES, residual.nodes - 1, dtype=np.int64)
    more = np.array([6, 5, 4], dtype=np.int64)
    return (
        np.concatenate([residual.tail, nothing]),
        np.concatenate([residual.head, sink]),
        np.concatenate([level, more]),
    )


def _by_class(potential: Ints, weights: Ints) -> Ints:
    """Each potential as (c1, c2, c3): digits of the weights' mixed base, between − half of it and half."""
    low, middle = int(weights[1]), int(weights[0] // weights[1])
    third = (potential + low // 2) % low - low // 2
    rest = (potential - third) // low
    second = (rest + middle // 2) % middle - middle // 2
    return np.stack([(rest - second) // middle, second, third], axis=1)


def _levels(
    net: Network, solved: Solved, parts: Ints, tail: Ints, head: Ints, option: NDArray[np.int64]
) -> Ints:
    """By arc, its first reduced cost that is not zero: 3 for c1, 2 for c2, 1 for c3, 0 when all are."""
    reduced = parts[tail] - parts[head]
    moved = np.flatnonzero(option >= 0)
    row = option[moved]
    mover = net.person[row]
    reduced[moved, net.group[mover]] += net.cost[row] - net.cost[solved.choice[mover]]
    level = np.where(reduced[:, 2] != 0, 1, 0)
    level = np.where(reduced[:, 1] != 0, 2, level)
    return np.where(reduced[:, 0] != 0, 3, level)
