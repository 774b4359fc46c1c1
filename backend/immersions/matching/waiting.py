"""Who waits for which offer, in the order in which a freed place is offered."""

from collections import defaultdict

from backend.immersions.matching.network import Network
from backend.immersions.matching.solve import Solved

Waiting = dict[str, list[int]]
"""Offer → rows of people, first first."""


def waiting_lists(net: Network, solved: Solved) -> Waiting:
    """Everybody whom the rules allow an offer that they ranked above what they got.

    The order is class, then rank of the wish, then the shuffle, which is the order of the network's rows.
    """
    places, ranks, choices = net.place.tolist(), net.rank.tolist(), solved.choice.tolist()
    persons, groups = net.person[: net.wishes].tolist(), net.group.tolist()
    found: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    for option, row in enumerate(persons):
        got = choices[row]
        if got >= net.wishes or ranks[option] < ranks[got]:
            found[net.slots[places[option]].offer].add((groups[row], ranks[option], row))
    return {offer: [row for _, _, row in sorted(found[offer])] for offer in sorted(found)}
