"""Rule 5: a reader's own answer does not count towards the k answers of what they see."""

from collections.abc import Collection, Iterator, Set

from backend.pulse.disclosure.groups import ROOT, Group, Tally, Tree
from backend.pulse.disclosure.reduction import determining

Found = dict[Group, frozenset[Group]]


def withheld_from_members(tally: Tally, shown: Set[Group], k: int) -> Found:
    """By group: what the members of that group do not see on top of what nobody sees.

    The members of a shown group of exactly `k` answers do not see it, nor its smallest shown sibling, which
    would let them subtract. Where what is hidden inside a shown group adds up to exactly `k`, those who are
    in there do not see the smallest group shown beside them. Nor do they see what would add that up again:
    groups inside it, or of other cuts.
    """
    found: Found = {}
    known: list[Collection[Group]] = []
    if ROOT in shown and tally.answers[ROOT] == k:
        found[ROOT] = frozenset({ROOT})
    for tree in tally.trees:
        for above, inside in tree.children.items():
            for group in inside:
                if group in shown and tally.answers[group] == k:
                    siblings = {one for one in inside if one in shown} - {group}
                    _withhold(found, [group], {group} | _smallest(tally, tree, shown, siblings))
                    known.append([group])
            beside = set(tree.shown_inside(above, frozenset(shown))) if above in shown else set()
            hidden = list(_hidden_inside(tree, above, shown)) if beside else []
            if hidden and tally.answers[above] - sum(tally.answers[one] for one in beside) == k:
                _withhold(found, hidden, _smallest(tally, tree, shown, beside))
                known.append(hidden)
    if len(tally.trees) > 1:
        for members in known:
            _withhold(found, members, _given_back(tally, shown, found, frozenset(members)))
    return found


def _withhold(found: Found, members: Collection[Group], groups: Set[Group]) -> None:
    for one in members:
        found[one] = found.get(one, frozenset()) | groups


def _smallest(tally: Tally, tree: Tree, shown: Set[Group], groups: Set[Group]) -> frozenset[Group]:
    """The smallest of these groups; where those shown inside add up to it, their smallest too, and so on."""
    found: set[Group] = set()
    while groups:
        smallest = min(groups, key=lambda one: (tally.answers[one], one))
        found.add(smallest)
        inside = set(tree.shown_inside(smallest, frozenset(shown)))
        adds_up = sum(tally.answers[one] for one in inside) == tally.answers[smallest]
        groups = inside if adds_up else set()
    return frozenset(found)


def _given_back(tally: Tally, shown: Set[Group], found: Found, members: frozenset[Group]) -> Set[Group]:
    """What to withhold besides, so that no sum and difference across cuts is what these groups answered.

    Their answers and one more, of nobody, are a row: that one can be computed exactly when they can.
    """
    atoms = [(groups, people) for groups, people in tally.atoms.items() if people]
    mine = [groups for groups, _people in atoms if groups & members]
    withheld = frozenset[Group]().union(*(found.get(one, ()) for one in frozenset.intersection(*mine)))
    withheld |= frozenset.intersection(*(found[one] for one in members))
    sizes = [2 * people for _groups, people in atoms] + [1]
    target = frozenset(place for place, (groups, _people) in enumerate(atoms) if groups & members)
    rows: dict[Group | None, frozenset[int]] = {None: target | {len(atoms)}}
    for group in shown:
        rows[group] = frozenset(place for place, (groups, _people) in enumerate(atoms) if group in groups)
    victims: set[Group] = set()
    while True:
        visible = {one: row for one, row in rows.items() if one is None or one not in withheld | victims}
        more = determining(visible, sizes, 2, fixed={None})
        victims |= {one for one in more if one is not None}
        if not more:
            return victims


def _hidden_inside(tree: Tree, above: Group, shown: Set[Group]) -> Iterator[Group]:
    """The innermost hidden groups that no shown group holds, inside a group."""
    waiting = list(tree.children.get(above, ()))
    while waiting:
        inner = waiting.pop()
        if inner not in shown:
            if inner not in tree.children:
                yield inner
            waiting.extend(tree.children.get(inner, ()))
