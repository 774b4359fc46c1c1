"""Above 400 groups: what a group told last time is read beside what is shown around it and inside it."""

import pytest

from backend.pulse.disclosure import ROOT, Group, Tally, changed_too_little, disclose
from tests.pulse.disclosure.scene import named, nested, unit

People = dict[Group, set[str]]


def wave(**teams: int | tuple[str, int]) -> tuple[Tally, People]:
    """Who answered by unit, « Sud_Pau=12 »; ("b", 12) are twelve others than those of that name."""
    answers, people = {}, {}
    for name, who in teams.items():
        letter, many = who if isinstance(who, tuple) else (name, who)
        path = name.replace("_", "/")
        answers[path] = many
        people[path] = {f"{letter}{number}" for number in range(many)}
    tally = nested(answers)
    members: People = {group: set() for group in tally.parents}
    for (path, those), groups in zip(people.items(), tally.atoms, strict=True):
        assert unit(path.split("/")[-1]) in groups
        for group in groups:
            members[group] |= those
    return tally, members


def shown(tally: Tally, now: People, last: People) -> set[str]:
    frozen = changed_too_little(now, last, 5)
    return named(disclose(tally, 5, withheld=frozen, now=now, last=last, large=True))


def told(first: tuple[Tally, People]) -> People:
    """The members of what a first wave releases."""
    return {group: first[1][group] for group in disclose(first[0], 5, large=True)}


BEFORE, AFTER = {"b": 10, "c": 11, "d": 12}, {"b": 15, "c": 16, "d": 17}
"""Units that change by enough people to be told again."""


@pytest.mark.parametrize(
    ("people", "is_told"), [(11, False), (12, True), (13, False), (16, False), (17, True)]
)
def test_a_team_made_again_under_another_name_is_the_same_team(people: int, is_told: bool) -> None:
    last = told(wave(old=12, **BEFORE))
    found = shown(*wave(new=("old", people), **AFTER), last)
    assert ("new" in found) == is_told
    assert {"c", "d"} <= found


def test_a_team_that_is_another_one_and_two_people_is_withheld() -> None:
    last = told(wave(Sud_old=12, Sud_x=20, **BEFORE))
    assert named(set(last)) >= {"Sud", "old", "x"}
    assert "new" not in shown(*wave(Est_new=("Sud_old", 14), Est_z=20, Sud_x=30, **AFTER), last)


def test_a_department_that_stays_as_it_was_is_not_told_again_by_its_new_teams() -> None:
    last = told(wave(P=20, **BEFORE))
    tally, now = wave(P_A=10, P_B=11, **AFTER)
    whole = sorted(last[unit("P")] | {"new"})
    now[unit("A")], now[unit("B")], now[unit("P")] = set(whole[:10]), set(whole[10:]), set(whole)
    now[ROOT] = set().union(*(now[unit(name)] for name in "Pbcd"))
    assert shown(tally, now, last).isdisjoint({"P", "A", "B"})


@pytest.mark.parametrize(("now", "is_told"), [(4, True), (3, False), (7, False), (9, True)])
def test_what_is_hidden_in_a_department_told_again_is_the_same_people_or_five_others(
    now: int, is_told: bool
) -> None:
    last = told(wave(P_A=20, P_x=3, P_y=4, **BEFORE))
    assert named(set(last)) >= {"P", "A"}
    found = shown(*wave(P_A=26, P_x=3, P_y=now, **AFTER), last)
    assert ({"P", "A"} <= found) == is_told


def test_inside_a_department_that_stays_as_it_was_two_cells_of_five_leave_the_others_shown() -> None:
    last = told(wave(P=40, **BEFORE))
    tally, now = wave(P_A=20, P_B=15, P_x=3, P_y=3, **AFTER)
    whole = sorted(last[unit("P")] | {"new"})
    for name, start, end in (("A", 0, 20), ("B", 20, 35), ("x", 35, 38), ("y", 38, 41)):
        now[unit(name)] = set(whole[start:end])
    now[unit("P")] = set(whole)
    now[ROOT] = set().union(*(now[unit(name)] for name in "Pbcd"))
    found = shown(tally, now, last)
    assert {"A", "B"} <= found
    assert "P" not in found


def test_what_is_hidden_beside_a_team_that_stays_as_it_was_is_at_least_five_people_without_it() -> None:
    """Without « x », the region minus the last value of « P » and « y » would tell of four people."""
    last = told(wave(Sud_P=20, Sud_y=30, **BEFORE))
    assert unit("P") in last
    found = shown(*wave(Sud_P=21, Sud_x=3, Sud_y=35, **AFTER), last)
    assert "P" not in found
    assert not {"Sud", "y"} <= found


def test_a_team_of_the_same_people_may_be_told_again_beside_its_last_value() -> None:
    last = told(wave(Sud_P=20, Sud_y=30, **BEFORE))
    assert shown(*wave(Sud_P=20, Sud_y=35, **AFTER), last) == {"Sud", "P", "y", "b", "c", "d"}
