"""Who waits for which offer, in the order in which a freed place is offered."""

from collections import defaultdict
from collections.abc import Collection

from backend.immersions.matching.network import Network, shuffled
from backend.immersions.matching.problem import Person
from backend.immersions.matching.result import Waiter
from backend.immersions.matching.solve import Solved

Waiting = dict[str, dict[int, Waiter]]
"""Offer → rows of people, first first."""


def waiting_lists(net: Network, solved: Solved) -> Waiting:
    """Everybody whom the rules allow an offer that they ranked above what they got.

    The order is class, then rank of the wish, then the shuffle, which is the order of the network's rows.
    """
    dates: dict[tuple[str, int], list[str]] = defaultdict(list)
    places, ranks, choices = net.place.tolist(), net.rank.tolist(), solved.choice.tolist()
    persons, groups = net.person.tolist(), net.group.tolist()
    found: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    allowed = zip(persons[: net.wishes], places, ranks, strict=False)
    for row, place, rank in (*allowed, *net.full):
        got = choices[row]
        if got >= net.wishes or rank < ranks[got]:
            slot = net.slots[place]
            found[slot.offer].add((groups[row], rank, row))
            dates[slot.offer, row].append(slot.key)
    return {
        offer: {
            row: Waiter(net.people[row].key, rank + 1, tuple(sorted(dates[offer, row])))
            for _, rank, row in sorted(found[offer])
        }
        for offer in sorted(found)
    }


def in_order(seed: int, wanted: Collection[tuple[Person, int, str]]) -> list[tuple[Person, int, str]]:
    """People with the rank of their wish for an offer, in the order of every list."""
    people = {person.key: person for person, _, _ in wanted}
    drawn = {one.key: place for place, one in enumerate(shuffled(seed, tuple(people.values())))}
    return sorted(wanted, key=lambda one: (one[0].priority, one[1], drawn[one[0].key]))
