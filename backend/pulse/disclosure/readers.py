"""Rule 5: a reader's own answer does not count towards the k answers of what they see."""

from collections.abc import Iterator, Set

from backend.pulse.disclosure.groups import ROOT, Group, Tally, Tree


def withheld_from_members(tally: Tally, shown: Set[Group], k: int) -> dict[Group, frozenset[Group]]:
    """By group: what the members of that group do not see on top of what nobody sees.

    The members of a shown group of exactly `k` answers do not see it, nor its smallest shown sibling, which
    would let them subtract. Where what is hidden inside a shown group adds up to exactly `k`, those who are
    in there do not see the smallest group shown beside them.
    """
    found: dict[Group, frozenset[Group]] = {}
    if ROOT in shown and tally.answers[ROOT] == k:
        found[ROOT] = frozenset({ROOT})
    for tree in tally.trees:
        for above, inside in tree.children.items():
            for group in inside:
                if group in shown and tally.answers[group] == k:
                    sibling = _smallest(tally, {one for one in inside if one in shown} - {group})
                    found[group] = found.get(group, frozenset()) | {group} | sibling
            beside = set(tree.shown_inside(above, frozenset(shown))) if above in shown else set()
            hidden = list(_hidden_inside(tree, above, shown)) if beside else []
            if tally.answers[above] - sum(tally.answers[one] for one in beside) == k:
                for group in hidden:
                    found[group] = found.get(group, frozenset()) | _smallest(tally, beside)
    return found


def _smallest(tally: Tally, groups: Set[Group]) -> frozenset[Group]:
    return frozenset(sorted(groups, key=lambda one: (tally.answers[one], one))[:1])


def _hidden_inside(tree: Tree, above: Group, shown: Set[Group]) -> Iterator[Group]:
    """The innermost hidden groups that no shown group holds, inside a group."""
    waiting = list(tree.children.get(above, ()))
    while waiting:
        inner = waiting.pop()
        if inner not in shown:
            if inner not in tree.children:
                yield inner
            waiting.extend(tree.children.get(inner, ()))
