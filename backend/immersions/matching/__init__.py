"""The matching of one edition: who spends which day where, who waits, and why.

A pure package: no input or output, no database, no clock. `match(problem)` is a function of the problem
and its seed, byte for byte. The optimum is a minimum-cost flow, and its proof the absence of a negative cycle
(Ahuja, Magnanti and Orlin, *Network Flows*, 1993, chapters 9 to 11).

The objective, minimised lexicographically, is (u1, u2, u3, c1, c2, c3): u_i people of class i have nothing,
and c_i is the sum of (rank − 1) over the placed people of class i. A class is a `Priority`; a rank is 1 for
a first wish. Pinned people and their places are outside the run and outside its objective,
and so are the people who swap their days with each other, paired before it.
"""

from backend.immersions.matching.digest import digest_of
from backend.immersions.matching.files import BadLine, WishFile, read_csv, read_soi
from backend.immersions.matching.handoffs import Joined
from backend.immersions.matching.problem import (
    MOST_WISHES,
    Coordinates,
    Engagement,
    Host,
    Person,
    Priority,
    Problem,
    Slot,
)
from backend.immersions.matching.result import Binding, Cause, Objective, Outcome, Placement, Result, Waiter
from backend.immersions.matching.rules import Rule, rested, rule_against
from backend.immersions.matching.run import TooManyPeople, match
from backend.immersions.matching.swaps import Swaps, quick_swaps, swaps
from backend.immersions.matching.waiting import in_order

__all__ = [
    "MOST_WISHES",
    "BadLine",
    "Binding",
    "Cause",
    "Coordinates",
    "Engagement",
    "Host",
    "Joined",
    "Objective",
    "Outcome",
    "Person",
    "Placement",
    "Priority",
    "Problem",
    "Result",
    "Rule",
    "Slot",
    "Swaps",
    "TooManyPeople",
    "Waiter",
    "WishFile",
    "digest_of",
    "in_order",
    "match",
    "quick_swaps",
    "read_csv",
    "read_soi",
    "rested",
    "rule_against",
    "swaps",
]
