"""The textbook cases: what everybody who has hidden a cell in a table has met."""

from backend.pulse.disclosure import ROOT, disclose
from tests.pulse.disclosure.scene import crossed, direct, flat, named, nested, unit


def test_a_small_team_is_hidden_and_another_with_it() -> None:
    shown = disclose(flat(Ventes=4, Technique=9), 5)
    assert shown == {ROOT}


def test_the_smallest_others_are_hidden_until_the_hidden_ones_are_a_crowd() -> None:
    assert named(disclose(flat(a=8, b=7, c=2, d=5, e=1), 5)) == {"a", "b"}


def test_teams_that_are_all_large_enough_are_all_shown() -> None:
    assert named(disclose(flat(Ventes=6, Technique=9), 5)) == {"Ventes", "Technique"}


def test_an_empty_team_is_no_cell_to_hide_behind() -> None:
    assert named(disclose(flat(a=8, b=7, c=0), 5)) == {"a", "b"}
    assert named(disclose(flat(a=8, b=7, c=4, d=0), 5)) == {"a"}


def test_a_company_below_the_threshold_shows_nothing_at_all() -> None:
    assert disclose(flat(Ventes=2, Technique=2), 5) == frozenset()


def test_a_large_hidden_team_alone_would_be_what_is_left_and_so_another_is_hidden() -> None:
    shown = disclose(flat(a=8, b=30, c=12), 5, withheld={unit("b")})
    assert named(shown) == {"c"}


def test_the_people_right_in_a_unit_are_a_cell_like_another() -> None:
    shown = disclose(nested({"Sud/.": 3, "Sud/Gironde": 8, "Sud/Landes": 9, "Nord": 20}), 5)
    assert named(shown) == {"Sud", "Nord", "Landes"}
    assert direct("Sud") not in shown


def test_what_is_hidden_in_a_part_is_not_given_away_by_the_whole() -> None:
    """Sud is small, so Nord is hidden; Nord's teams beside the company would give Sud away again."""
    shown = disclose(nested({"Sud": 4, "Nord/Lille": 9, "Nord/Arras": 8}), 5)
    hidden = 21 - sum({"Lille": 9, "Arras": 8}.get(name, 0) for name in named(shown))
    assert ROOT in shown
    assert named(shown) in ({"Lille"}, {"Arras"}, set())
    assert hidden >= 5


def test_a_unit_with_only_one_team_is_hidden_with_it() -> None:
    tally = nested({"Sud/Gironde": 8, "Nord": 9, "Est": 12})
    assert named(disclose(tally, 5, withheld={unit("Gironde")})) == {"Est"}


def test_a_site_and_a_unit_that_differ_by_two_people_are_not_both_shown() -> None:
    """Everybody in Ventes works in Bordeaux, and two others with them."""
    tally = crossed({("Ventes", "Bordeaux"): 12, ("Technique", "Bordeaux"): 2, ("Technique", "Lille"): 14})
    shown = disclose(tally, 5)
    assert not {"Ventes", "Bordeaux"} <= named(shown)


def test_two_cuts_together_do_not_give_away_the_two_at_their_crossing() -> None:
    """Unit a lies on sites x and y; x is a's part and the part of b; adding and subtracting leaves 2."""
    tally = crossed({("a", "x"): 10, ("a", "y"): 2, ("b", "x"): 10, ("b", "z"): 10, ("c", "y"): 10})
    assert tally.answers[unit("c")] == 10
    shown = disclose(tally, 5)
    assert not {"c", "y"} <= {group.key for group in shown if group != ROOT}
