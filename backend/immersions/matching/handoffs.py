"""The option that brings together the two sides of a handoff that hurts, and what it costs."""

from dataclasses import dataclass

from backend.immersions.matching.network import Ints, Network
from backend.immersions.matching.solve import Solved


@dataclass(frozen=True, slots=True)
class Joined:
    """`together`: people who go to the other side of a handoff; `without`: how many would without the option.

    `ranks` is what it costs: how much larger the sum of (rank − 1) is. Nobody more has nothing.
    """

    together: int
    without: int
    ranks: int


def joined(net: Network, solved: Solved, plain: Solved) -> Joined:
    """What the option changes between a solution with it and one without."""
    with_it, without = _wishes(net, solved), _wishes(net, plain)
    return Joined(
        together=int(net.joins[with_it].sum()),
        without=int(net.joins[without].sum()),
        ranks=int(net.rank[with_it].sum() - net.rank[without].sum()),
    )


def _wishes(net: Network, solved: Solved) -> Ints:
    """The options chosen that are wishes."""
    return solved.choice[solved.choice < net.wishes]
