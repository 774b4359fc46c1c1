"""Above 400 groups: what everybody in a group said is told neither by its figure nor by subtracting."""

from collections.abc import Mapping, Sequence

import pytest

from backend.pulse.disclosure import ROOT, Group, Tally, Votes, certainty, disclose
from backend.pulse.disclosure.votes import share_fits
from tests.pulse.disclosure.scene import nested, unit

LIKED, MIXED = [(1, 1, 2, 5, 4)] * 3, [(0, 2, 2, 4, 4)] * 3
Teams = Sequence[tuple[int, ...]]


def department(teams: Teams) -> tuple[Tally, Votes]:
    """« d » with these teams, beside two departments that say everything."""
    said: dict[str, tuple[int, ...]] = {f"d/{number}": counts for number, counts in enumerate(teams)}
    said |= {f"{other}/{other}{number}": (9, 9, 9, 9, 9) for other in "ef" for number in range(2)}
    tally = nested({path: sum(counts) for path, counts in said.items()})
    atoms = dict(zip(tally.atoms, said.values(), strict=True))
    return tally, Votes(atoms, (1, 2, 3, 4, 5), favourable=(3, 4))


def shown_teams(teams: Teams, *, large: bool = True) -> list[int]:
    """The numbers of the teams shown, of a department that is."""
    tally, votes = department(teams)
    shown = disclose(tally, 5, votes=votes, large=large)
    assert unit("d") in shown
    return [number for number in range(len(teams)) if unit(str(number)) in shown]


def favourable(counts: Sequence[int]) -> int:
    return counts[3] + counts[4]


def least_favourable_of_the_others(teams: Teams, shown: Sequence[int]) -> int:
    """What subtracting the shares of the teams shown leaves of the department's."""
    whole = [sum(column) for column in zip(*teams, strict=True)]
    most = (share_fits(favourable(teams[one]), sum(teams[one]))[1] for one in shown)
    return share_fits(favourable(whole), sum(whole))[0] - sum(most)


def least_favourable_of_the_first(teams: Teams, shown: Sequence[int]) -> int:
    """The same of the first team, as if everybody hidden beside it were favourable."""
    hidden = sum(sum(counts) for number, counts in enumerate(teams) if number and number not in shown)
    return least_favourable_of_the_others(teams, [one for one in shown if one]) - hidden


def test_hidden_teams_that_are_all_favourable_are_not_told_by_subtraction() -> None:
    teams = [*LIKED, *MIXED, *[(0, 0, 0, 3, 2)] * 5]
    shown = shown_teams(teams)
    hidden = sum(sum(counts) for number, counts in enumerate(teams) if number not in shown)
    assert shown
    assert least_favourable_of_the_others(teams, shown) < hidden - 1


@pytest.mark.parametrize("one_more", [(0, 0, 1, 2, 2), (1, 0, 0, 2, 2)])
def test_nor_are_hidden_teams_of_which_all_but_one_are(one_more: tuple[int, ...]) -> None:
    shown = shown_teams([*LIKED, *MIXED, *[(0, 0, 0, 3, 2)] * 4, one_more])
    assert len(shown) == 5


def test_nor_hidden_teams_where_one_is_favourable_of_many() -> None:
    shown = shown_teams([*LIKED, *MIXED, *[(2, 2, 1, 0, 0)] * 4, (2, 1, 1, 1, 0)])
    assert len(shown) == 5


def test_a_team_of_25_that_is_all_favourable_is_not_told_so_by_its_department() -> None:
    teams = [(0, 0, 0, 13, 12), *LIKED[:2], *MIXED[:2], (2, 2, 1, 7, 3), (2, 2, 2, 7, 5)]
    shown = shown_teams(teams)
    assert 0 not in shown or least_favourable_of_the_first(teams, shown) < 25


def test_a_team_of_60_is_told_at_least_95_percent_unless_its_department_says_more() -> None:
    teams = [(0, 0, 0, 40, 20), *LIKED, *MIXED]
    assert least_favourable_of_the_others(teams, range(1, 7)) >= 59
    shown = shown_teams(teams)
    assert 0 in shown
    assert len(shown) == 5
    assert shown_teams([*teams, (100, 100, 100, 100, 100)]) == [*range(8)]


@pytest.mark.parametrize("counts", [(0, 0, 1, 5, 4), (3, 3, 3, 1, 0)])
@pytest.mark.parametrize("large", [False, True])
def test_a_team_where_one_alone_is_of_another_mind_is_withheld(counts: tuple[int, ...], large: bool) -> None:
    """Whoever is that one would learn what all the others said."""
    assert 0 not in shown_teams([counts, *LIKED, *MIXED], large=large)


@pytest.mark.parametrize("team", [(0, 0, 1, 5, 4), (0, 0, 0, 13, 12)])
def test_so_it_is_between_what_a_solver_looks_at_and_400_groups(
    team: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The team of 25 is told by its department, which the others make favourable enough."""
    monkeypatch.setattr(certainty, "MOST_UNKNOWNS", 0)
    small = [(1, 1, 1, 1, 1), (2, 1, 1, 2, 0), (1, 2, 0, 2, 2)]
    teams = [team, *LIKED, *MIXED] if sum(team) == 10 else [team, *small, *[(2, 2, 2, 7, 7)] * 3]
    shown = shown_teams(teams, large=False)
    assert 0 not in shown or (sum(team) > 10 and least_favourable_of_the_first(teams, shown) < 25)


def test_the_whole_company_of_one_unit_obeys_too() -> None:
    everybody = frozenset({ROOT})
    votes = Votes({everybody: (0, 0, 1, 11, 7)}, (1, 2, 3, 4, 5), favourable=(3, 4))
    assert not disclose(Tally({ROOT: None}, {everybody: 19}), 5, votes=votes, large=True)


def test_from_20_on_a_team_is_told_at_least_95_percent_and_not_that_it_is_all_of_it() -> None:
    """Its own figure leaves all, or all but one; its department's says all."""
    others = [(3, 3, 3, 6, 5)] * 3
    assert shown_teams([(0, 0, 0, 12, 8), *others]) == [0, 1, 2, 3]
    small = [(1, 1, 1, 1, 1), (2, 1, 1, 2, 0), (1, 2, 0, 2, 2)]
    teams = [(0, 0, 0, 13, 12), *small, *[(2, 2, 2, 7, 7)] * 3]
    shown = shown_teams(teams)
    assert 0 not in shown or least_favourable_of_the_first(teams, shown) < 25


def test_that_nobody_chose_an_option_is_told() -> None:
    tally = nested({"d": 9, "e": 9, "f": 30})
    atoms: Mapping[frozenset[Group], Sequence[int]] = dict(
        zip(tally.atoms, [(0, 9), (0, 9), (15, 15)], strict=True)
    )
    assert disclose(tally, 5, votes=Votes(atoms, is_option=True), large=True) == frozenset(tally.parents)
