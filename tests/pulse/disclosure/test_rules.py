"""Each rule alone, by its own cases."""

import numpy as np
import pytest

from backend.pulse.disclosure import (
    MOST_GROUPS,
    ROOT,
    Certainty,
    Cut,
    Tally,
    Votes,
    below_threshold,
    changed_too_little,
    complement,
    determining,
    disclose,
    nested_differences,
    of_one_mind,
    withheld_from_members,
)
from backend.pulse.disclosure.explanations import Explanations
from tests.pulse.disclosure.scene import crossed, flat, named, nested, site, unit


def test_the_threshold_holds_for_every_group_and_for_the_root() -> None:
    assert named(below_threshold(flat(a=4, b=5, c=0), 5)) == {"a", "c"}
    assert ROOT in below_threshold(flat(a=4), 5)


def test_the_complement_of_one_cut_hides_the_smallest_until_there_are_two_and_k() -> None:
    tally = flat(a=8, b=7, c=2, d=5, e=1)
    tree = tally.trees[0]
    shown = {ROOT, unit("a"), unit("b"), unit("d")}
    assert named(complement(tree, tally.answers, shown, 5)) == {"d"}
    assert complement(tree, tally.answers, {ROOT, unit("a"), unit("b")}, 5) == set()


def test_a_complement_with_k_answers_in_one_cell_calls_for_a_second_cell() -> None:
    tally = flat(a=8, b=7, c=9)
    assert named(complement(tally.trees[0], tally.answers, {ROOT, unit("a"), unit("b")}, 5)) == {"b"}


def test_a_group_that_is_what_is_left_of_itself_goes_with_its_only_part() -> None:
    tally = nested({"Sud/Gironde": 8, "Nord": 9})
    hidden = complement(tally.trees[0], tally.answers, {ROOT, unit("Sud"), unit("Nord")}, 5)
    assert named(hidden) == {"Sud", "Nord"}


def test_the_inner_of_two_groups_that_differ_by_a_handful_is_hidden() -> None:
    tally = crossed({("a", "x"): 10, ("b", "x"): 4, ("b", "y"): 10})
    assert nested_differences(tally, {unit("a"), site("x")}, 5) == {unit("a")}
    assert nested_differences(tally, {unit("a"), site("y")}, 5) == set()


def test_groups_of_the_same_people_may_both_be_shown() -> None:
    tally = crossed({("a", "x"): 10, ("b", "y"): 10})
    assert nested_differences(tally, {unit("a"), site("x")}, 5) == set()


def test_rows_that_add_up_to_a_small_atom_lose_the_smallest_of_them() -> None:
    """x + y − z is twice the first atom: 3 people."""
    rows = {"x": frozenset({0, 1}), "y": frozenset({0, 2}), "z": frozenset({1, 2})}
    assert determining(rows, [3, 8, 9], 5) == {"x"}
    assert determining(rows, [6, 8, 9], 5) == set()


def test_rows_that_leave_small_atoms_open_stay() -> None:
    rows = {"x": frozenset({0, 1}), "y": frozenset({1, 2}), "z": frozenset({2, 3, 4})}
    assert determining(rows, [1, 9, 1, 9, 9], 5) == {"x"}
    assert determining(rows, [3, 9, 3, 9, 9], 5) == set()


def test_the_difference_of_two_people_counts_as_a_figure_about_two() -> None:
    """x − y is what Inès said minus what Karim said: at 1, both are known."""
    rows = {"x": frozenset({0, 1}), "y": frozenset({1, 2})}
    assert determining(rows, [1, 9, 1], 5) == {"x"}


def test_a_row_published_before_is_never_taken_back_and_still_counts() -> None:
    rows = {"before": frozenset({0, 1, 2}), "now": frozenset({0, 1})}
    assert determining(rows, [6, 6, 2], 5, {"before"}) == {"now"}
    assert determining(rows, [6, 6, 2], 5, {"before", "now"}) == set()


def test_one_departure_freezes_a_team_and_five_release_it() -> None:
    last = {unit("a"): set("abcdefgh"), unit("b"): set("abcdefgh"), unit("c"): set("abcdefgh")}
    now = {unit("a"): set("abcdefg"), unit("b"): set("defghijkl"), unit("c"): set("abcdefgh")}
    assert changed_too_little(now, last, 5) == {unit("a")}


def test_one_who_came_for_one_who_left_counts_twice_and_still_freezes() -> None:
    assert changed_too_little({unit("a"): set("bcdefghz")}, {unit("a"): set("abcdefgh")}, 5) == {unit("a")}


def test_a_team_never_released_is_free() -> None:
    assert changed_too_little({unit("a"): set("abcde")}, {}, 5) == set()


def test_a_member_of_a_group_of_exactly_k_sees_neither_it_nor_one_sibling() -> None:
    tally = flat(a=5, b=7, c=9)
    shown = {ROOT, unit("a"), unit("b"), unit("c")}
    assert withheld_from_members(tally, shown, 5) == {unit("a"): {unit("a"), unit("b")}}


def test_those_hidden_in_a_remainder_of_exactly_k_lose_the_smallest_beside_it() -> None:
    tally = flat(a=2, b=3, c=7, d=9)
    withheld = withheld_from_members(tally, {ROOT, unit("c"), unit("d")}, 5)
    assert withheld == {unit("a"): {unit("c")}, unit("b"): {unit("c")}}


def test_a_company_of_exactly_k_shows_its_members_nothing() -> None:
    assert withheld_from_members(flat(a=5), {ROOT}, 5)[ROOT] == {ROOT}


def test_groups_that_do_not_add_up_are_refused() -> None:
    tally = flat(a=5)
    with pytest.raises(ValueError, match="add up"):
        Tally(tally.parents, {**tally.atoms, frozenset({ROOT}): 1})


def votes(tally: Tally, **counts: tuple[int, ...]) -> Votes:
    """Promoters, passives and detractors by name of the unit, or of unit and site."""
    by_name = {" ".join(sorted(named(groups))): groups for groups in tally.atoms}
    return Votes({by_name[name.replace("_", " ")]: one for name, one in counts.items()}, (1, 0, -1), True)


def test_a_person_where_one_group_has_no_promoter_and_another_no_detractor_is_not_certain() -> None:
    """Inès alone is in a and x: a has no promoters, x no detractors, so she would be passive."""
    tally = crossed({("a", "x"): 1, ("a", "y"): 8, ("b", "x"): 8, ("b", "y"): 8})
    said = votes(tally, a_x=(0, 1, 0), a_y=(0, 4, 4), b_x=(5, 3, 0), b_y=(3, 2, 3))
    assert Certainty(tally, said, 5).around(frozenset(tally.parents))
    shown = disclose(tally, 5, votes=said)
    assert not Certainty(tally, said, 5).around(shown)
    assert ROOT in shown


def test_a_wave_of_one_mind_shows_nothing_and_asks_nothing_of_the_other_rules() -> None:
    tally = flat(a=6)
    assert disclose(tally, 5, votes=votes(tally, a=(6, 0, 0))) == frozenset()


def agreements(tally: Tally, **counts: tuple[int, ...]) -> Votes:
    """How many gave 1 to 5, by name of the unit; 4 and 5 are favourable."""
    return Votes(votes(tally, **counts).atoms, (1, 2, 3, 4, 5), favourable=(3, 4))


def test_a_small_group_that_is_all_favourable_is_withheld_whatever_its_mean() -> None:
    tally = flat(a=6, b=6, c=20, d=9)
    said = agreements(tally, a=(0, 0, 0, 3, 3), b=(2, 2, 2, 0, 0), c=(0, 0, 0, 10, 10), d=(0, 0, 1, 4, 4))
    assert named(said.extremes()) == {"a", "b"}


def test_who_is_certain_to_be_favourable_is_hidden_though_their_answer_is_open() -> None:
    """Inès alone is in a and x: everybody in a answered 3 to 5, in x nobody 3."""
    tally = crossed({("a", "x"): 1, ("a", "y"): 8, ("b", "x"): 8, ("b", "y"): 8})
    said = agreements(
        tally, a_x=(0, 0, 0, 0, 1), a_y=(0, 0, 3, 3, 2), b_x=(2, 1, 0, 3, 2), b_y=(1, 2, 2, 2, 1)
    )
    everything = frozenset(tally.parents)
    told = Explanations(said, everything)
    assert told.certain(np.repeat([len(key & {unit("a"), site("x")}) == 2 for key in told.keys], 6)) == [
        told.place_of[frozenset({ROOT, unit("a"), site("x")})] * 6 + place for place in (0, 1, 2, 5)
    ]
    assert Certainty(tally, said, 5).around(everything)


def test_hidden_people_who_all_said_the_same_are_not_told_by_subtraction() -> None:
    tally = flat(a=8, b=9, c=3, d=4)
    said = votes(tally, a=(3, 3, 2), b=(4, 2, 3), c=(0, 0, 3), d=(0, 0, 4))
    shown = frozenset({ROOT, unit("a"), unit("b")})
    assert of_one_mind(tally.trees[0], said, shown) == {unit("a")}
    assert unit("a") not in disclose(tally, 5, votes=said)


def test_with_more_than_400_groups_only_units_are_told() -> None:
    one, many = ({(f"u{n}", f"s{n % 3}"): 9 for n in range(size)} for size in (30, MOST_GROUPS))
    assert {group.cut for group in disclose(crossed(one), 5)} == {Cut.ALL, Cut.UNIT, Cut.SITE}
    assert {group.cut for group in disclose(crossed(many), 5)} == {Cut.ALL, Cut.UNIT}
