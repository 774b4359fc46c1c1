"""Rule 4, by subtraction: what is hidden inside a shown group is not of one mind either.

Where the hidden people inside a group all said the same, the group's figure minus those shown inside it says
so, however many they are in small cells.
"""

from collections.abc import Set

from backend.pulse.disclosure.groups import Group, Tree
from backend.pulse.disclosure.votes import Votes


def of_one_mind(tree: Tree, votes: Votes, shown: Set[Group]) -> set[Group]:
    """The smallest group shown inside each shown group whose remainder would be withheld as extreme."""
    counts, found = votes.by_group, set()
    for group in tree.bottom_up:
        if group not in shown or group not in counts:
            continue
        inside = [one for one in tree.shown_inside(group, frozenset(shown)) if one in counts]
        rest = list(counts[group])
        for one in inside:
            rest = [left - more for left, more in zip(rest, counts[one], strict=True)]
        if inside and sum(rest) and votes.is_extreme(rest):
            found.add(min(inside, key=lambda one: (sum(counts[one]), one)))
    return found
