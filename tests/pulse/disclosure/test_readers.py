"""Rule 5: what members are told never adds up to the group that is withheld from them."""

import random

import pytest

from backend.pulse.disclosure import ROOT, Cut, Group, Tally, disclose, withheld_from_members
from backend.pulse.disclosure.reduction import determining
from tests.pulse.disclosure.scene import crossed, direct, nested, site, unit

K = 5


def gives_back(tally: Tally, seen: frozenset[Group], members: set[Group]) -> bool:
    """Whether rows that are seen add up to what these groups answered: the judge, by row reduction.

    One more, whom nobody else knows, joins them: whoever computes them computes that one.
    """
    atoms = [groups for groups, people in tally.atoms.items() if people]
    rows: dict[object, frozenset[int]] = {
        one: frozenset(place for place, groups in enumerate(atoms) if one in groups) for one in seen
    }
    theirs = frozenset(place for place, groups in enumerate(atoms) if groups & members)
    rows["theirs"] = theirs | {len(atoms)}
    return bool(determining(rows, [1000] * len(atoms) + [1], 2))


def seen_by(groups: frozenset[Group], shown: frozenset[Group], k: int, tally: Tally) -> frozenset[Group]:
    """What is left to somebody of these groups."""
    withheld = withheld_from_members(tally, shown, k)
    return shown - frozenset[Group]().union(*(withheld.get(one, ()) for one in groups))


@pytest.mark.parametrize("k", [5, 10])
def test_the_sibling_that_is_withheld_is_not_added_up_from_those_inside_it(k: int) -> None:
    """Brittany has exactly k, beside a region of a shop and of technicians."""
    tally = nested({"Bretagne": k, "Aquitaine/boutique": k + 7, "Aquitaine/intervention": k + 8})
    shown = disclose(tally, k)
    assert shown == frozenset(tally.parents)
    withheld = withheld_from_members(tally, shown, k)
    assert withheld == {unit("Bretagne"): {unit("Bretagne"), unit("Aquitaine"), unit("boutique")}}
    seen = seen_by(frozenset({ROOT, unit("Bretagne")}), shown, k, tally)
    assert not gives_back(tally, seen, {unit("Bretagne")})


def test_it_goes_on_down_until_something_is_missing() -> None:
    tally = nested({"a": 5, "b/c/d": 6, "b/c/e": 7, "b/f": 20, "b/.": 21})
    withheld = withheld_from_members(tally, disclose(tally, K), K)
    assert withheld[unit("a")] == {unit("a"), unit("b"), unit("c"), unit("d")}


def test_a_sibling_of_which_something_inside_is_hidden_from_all_is_enough() -> None:
    tally = nested({"a": 5, "b/c": 3, "b/d": 4, "b/e": 9})
    withheld = withheld_from_members(tally, disclose(tally, K), K)
    assert withheld[unit("a")] == {unit("a"), unit("b")}


def test_beside_a_remainder_of_exactly_k_it_goes_down_too() -> None:
    tally = nested({"a": 2, "b": 3, "c/d": 6, "c/e": 7})
    withheld = withheld_from_members(tally, disclose(tally, K), K)
    for one in ("a", "b"):
        assert withheld[unit(one)] == {unit("c"), unit("d")}


def test_no_site_of_the_same_people_gives_the_withheld_sibling_back() -> None:
    tally = crossed({("a", "Brest"): 5, ("b", "Pau"): 20, ("c", "Brest"): 30})
    shown = disclose(tally, K)
    assert {unit("a"), unit("b"), site("Pau")} <= shown
    assert gives_back(tally, shown - {unit("a"), unit("b")}, {unit("a")}), "Brest without the third unit"
    for groups in tally.atoms:
        if unit("a") in groups:
            assert not gives_back(tally, seen_by(groups, shown, K, tally), {unit("a")})


@pytest.mark.parametrize("seed", range(60))
def test_whatever_the_company_a_member_sees_nothing_that_determines_what_is_withheld(seed: int) -> None:
    """Two levels of units, sites in half the companies; groups of exactly five are many."""
    dice = random.Random(seed)
    tally = _company(dice, with_sites=bool(seed % 2))
    shown = disclose(tally, K)
    for group in sorted(shown):
        if tally.answers[group] != K:
            continue
        for groups, people in tally.atoms.items():
            if people and group in groups:
                assert not gives_back(tally, seen_by(groups, shown, K, tally), {group}), group


def _company(dice: random.Random, *, with_sites: bool) -> Tally:
    parents: dict[Group, Group | None] = {ROOT: None}
    atoms: dict[frozenset[Group], int] = {}
    sites = [site(name) for name in ("Brest", "Pau", "Niort")]
    for number in range(dice.randint(2, 4)):
        above = unit(f"{number}")
        parents[above] = ROOT
        inside = [unit(f"{number}{name}") for name in "abc"[: dice.choice((0, 2, 3))]]
        inside += [direct(above.key)] if inside and dice.random() < 0.5 else []
        parents |= dict.fromkeys(inside, above)
        for leaf in inside or [above]:
            people = dice.choice((5, 5, 5, 12, 30))
            first = dice.choice((people, people, dice.randint(0, people)))
            for place, some in zip(dice.sample(sites, 2), (first, people - first), strict=True):
                groups = frozenset({ROOT, above, leaf, *([place] if with_sites else [])})
                atoms[groups] = atoms.get(groups, 0) + some
    told = {one for groups in atoms for one in groups if one.cut is Cut.SITE}
    return Tally(parents | dict.fromkeys(sorted(told), ROOT), atoms)
