"""The residual network of a placement, folded onto places: what moving people around would cost.

A person can be re-placed only from the place they hold, so every residual cycle is a cycle of moves
« somebody leaves place x for place y » at the cost of y less that of x, and of free moves between a place and
the sink. Folding the people away leaves a network of slots + 4 nodes.
"""

from dataclasses import dataclass

import numpy as np
import rustworkx

from backend.immersions.matching.network import CLASSES, Ints, Network


@dataclass(frozen=True, slots=True)
class Moves:
    """Residual arcs, the cheapest of each pair of places. `option`: the row that moves, −1 for the sink."""

    nodes: int
    tail: Ints
    head: Ints
    cost: Ints
    option: Ints


def moves(net: Network, choice: Ints, costs: Ints, most_with_nothing: Ints) -> Moves:
    """The residual network of `choice` under `costs` (by option) and so many people with nothing by class."""
    held = net.place[choice]
    others = np.ones(len(net.person), dtype=bool)
    others[choice] = False
    option = np.flatnonzero(others)
    mover = net.person[option]
    places = len(net.slots) + CLASSES
    load = np.bincount(held, minlength=places)
    room = np.flatnonzero(load < np.concatenate([net.capacity, most_with_nothing]))
    taken = np.flatnonzero(load > 0)
    sink = places
    tail = np.concatenate([held[mover], room, np.full(len(taken), sink)])
    head = np.concatenate([net.place[option], np.full(len(room), sink), taken])
    free = np.zeros(len(room) + len(taken), dtype=np.int64)
    cost = np.concatenate([costs[option] - costs[choice[mover]], free])
    option = np.concatenate([option, free - 1])
    order = np.lexsort((cost, tail, head))
    pair = head[order] * (places + 1) + tail[order]
    first = order[np.concatenate([[True], pair[1:] != pair[:-1]])] if len(order) else order
    return Moves(places + 1, tail[first], head[first], cost[first], option[first])


def potentials(found: Moves) -> Ints | None:
    """Shortest distances from everywhere at once, by Bellman and Ford; None when a negative cycle exists.

    With them every residual arc has cost + potential(tail) − potential(head) ≥ 0, which proves the flow
    optimal (Ahuja, Magnanti and Orlin 1993, theorem 9.3).
    """
    distance = np.zeros(found.nodes, dtype=np.int64)
    if not len(found.head):
        return distance
    starts = np.flatnonzero(np.concatenate([[True], found.head[1:] != found.head[:-1]]))
    heads = found.head[starts]
    for _ in range(found.nodes + 1):
        nearest = np.minimum.reduceat(distance[found.tail] + found.cost, starts)
        if (nearest >= distance[heads]).all():
            return distance
        distance[heads] = np.minimum(distance[heads], nearest)
    return None


def components(nodes: int, tail: Ints, head: Ints) -> Ints:
    """By node, the number of its strongly connected component."""
    graph = rustworkx.PyDiGraph[None, None](multigraph=False)
    graph.add_nodes_from([None] * nodes)
    graph.add_edges_from_no_data(list(zip(tail.tolist(), head.tolist(), strict=True)))
    label = np.empty(nodes, dtype=np.int64)
    for number, members in enumerate(rustworkx.strongly_connected_components(graph)):
        label[list(members)] = number
    return label
