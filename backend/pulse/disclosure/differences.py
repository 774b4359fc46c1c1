"""Rule 2, across cuts: two shown groups, one inside the other, do not differ by a handful."""

from collections.abc import Set
from itertools import combinations

from backend.pulse.disclosure.groups import Group, Tally


def nested_differences(tally: Tally, shown: Set[Group], k: int) -> set[Group]:
    """The inner group of each shown pair that differs by 1 to `k` − 1 answers.

    Inside means by who answered, not by name: a site may well hold a whole unit and two more people.
    """
    masks = dict.fromkeys(shown, 0)
    for place, (groups, people) in enumerate(tally.atoms.items()):
        if people:
            for group in groups & masks.keys():
                masks[group] |= 1 << place
    answers = tally.answers
    by_size = sorted(shown, key=lambda one: (answers[one], one))
    return {
        inner
        for inner, outer in combinations(by_size, 2)
        if 0 < answers[outer] - answers[inner] < k and masks[inner] & masks[outer] == masks[inner]
    }
