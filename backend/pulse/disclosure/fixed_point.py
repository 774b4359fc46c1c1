"""The rules together: once, over a sealed wave, until nothing more has to be hidden."""

from collections.abc import Hashable, Mapping, Set

from backend.pulse.disclosure.certainty import Certainty
from backend.pulse.disclosure.complement import complement
from backend.pulse.disclosure.differences import nested_differences
from backend.pulse.disclosure.groups import MOST_GROUPS, Group, Tally, Tree
from backend.pulse.disclosure.reduction import determining
from backend.pulse.disclosure.releases import LastReleases
from backend.pulse.disclosure.remainders import of_one_mind
from backend.pulse.disclosure.subtraction import Subtraction
from backend.pulse.disclosure.threshold import below_threshold
from backend.pulse.disclosure.votes import Votes

Members = Mapping[Group, Set[Hashable]]


def disclose(
    tally: Tally,
    k: int,
    *,
    withheld: Set[Group] = frozenset(),
    now: Members | None = None,
    last: Members | None = None,
    votes: Votes | None = None,
    large: bool = False,
) -> frozenset[Group]:
    """The groups that may be shown.

    `withheld` are hidden from the start: frozen since the wave before, extreme, or hidden by other figures.
    With `now` and `last` (who answers now, and who did at each group's last release, under one key) the
    reduction also holds across the two waves, as if everybody had answered the same twice.
    With `votes`, the answers to one question, extreme groups are withheld and nobody's answer is certain.
    `large` is a tally of units alone, because with the others there are too many groups.
    Hiding something can uncover nothing else but may call for hiding more: the hidden set only grows.
    """
    many = large or len(tally.parents) > MOST_GROUPS
    held = tally.only_units() if many and not large else tally
    shown = frozenset(held.parents) - below_threshold(held, k) - withheld
    if votes:
        shown -= votes.extremes()
    certainty = Certainty(held, votes, k) if votes and not many else None
    subtractions: list[Subtraction] = []
    if votes and shown and (certainty is None or not certainty.is_exact(shown)):
        subtractions = [Subtraction(tree, votes, shown) for tree in held.trees or (Tree({}, ()),)]
    for one in subtractions:
        shown -= one.alone()
    before = LastReleases(now, last, k) if many and now and last else None
    if before:
        shown -= before.frozen
    while True:
        hide: set[Group] = set()
        for tree in held.trees:
            hide |= complement(tree, held.answers, shown - hide, k)
            if votes and not hide:
                hide |= of_one_mind(tree, votes, shown)
            if before and not hide:
                hide |= before.beside(tree, shown)
        # Inside one tree the remainders above are all there is; crossing cuts needs the two rules below.
        if not hide and not many:
            hide = nested_differences(held, shown, k) or _computable(held, shown, k)
            hide = hide or _computable_across(shown, k, now or {}, last or {})
        for one in subtractions:
            hide = hide or one.around(shown)
        if certainty and not hide:
            hide = certainty.around(shown)
        if not hide:
            return shown
        shown -= hide


def _computable(tally: Tally, shown: frozenset[Group], k: int) -> set[Group]:
    rows: dict[Group, set[int]] = {group: set() for group in sorted(shown)}
    for place, groups in enumerate(tally.atoms):
        for group in groups & shown:
            rows[group].add(place)
    return determining(
        {group: frozenset(places) for group, places in rows.items()}, list(tally.atoms.values()), k
    )


def _computable_across(shown: frozenset[Group], k: int, now: Members, last: Members) -> set[Group]:
    """Rows of both waves, each person one atom: whoever stayed is taken to have answered the same."""
    if not last:
        return set()
    people: dict[Hashable, int] = {}
    rows: dict[tuple[str, Group], frozenset[int]] = {}
    for wave, members in (("last", last), ("now", now)):
        # In one order: which of two equals is hidden depends on it, and a wave is always told the same.
        for group in sorted(members):
            if wave == "last" or group in shown:
                those = sorted(members[group], key=repr)
                rows[wave, group] = frozenset(people.setdefault(one, len(people)) for one in those)
    fixed = {row for row in rows if row[0] == "last"}
    found = determining(rows, [1] * len(people), k, fixed)
    return {group for _wave, group in found}
