"""Sums and differences of what is released, over random companies: none is about 1 to k − 1 people."""

from itertools import combinations

import pytest

from backend.pulse.disclosure import ROOT, Group, Votes, disclose
from tests.pulse.attack.company import K, Released, three_waves
from tests.pulse.disclosure.scene import crossed, flat, named

SEEDS = range(8)


def first_wave(seed: int) -> Released:
    return three_waves(100 + seed, 40 + 20 * seed)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_parent_minus_its_children_and_the_sums_of_siblings_tell_of_no_handful(seed: int) -> None:
    wave = first_wave(seed)
    answers = wave.tally.answers
    for tree in wave.tally.trees:
        for parent in wave.shown:
            shown = list(tree.shown_inside(parent, wave.shown))
            for group in shown:
                assert answers[group] >= K
            if shown:
                rest = answers[parent] - sum(answers[group] for group in shown)
                assert rest == 0 or rest >= K


@pytest.mark.parametrize("seed", SEEDS)
def test_two_cuts_of_the_company_compared_tell_of_no_handful(seed: int) -> None:
    wave = first_wave(seed)
    who = {group: {person.number for person in wave.of(group)} for group in wave.shown}
    for one, other in combinations(wave.shown, 2):
        if who[one] <= who[other] or who[other] <= who[one]:
            assert not 0 < len(who[one] ^ who[other]) < K


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wave_before_and_after_somebody_left_tells_of_no_handful(seed: int) -> None:
    last: dict[Group, set[int]] = {}
    for wave in three_waves(200 + seed, 40 + 20 * seed):
        for group in wave.shown:
            now = {person.number for person in wave.of(group)}
            assert not 0 < len(now ^ last.get(group, now)) < K
            last[group] = now


def test_a_team_that_all_said_the_same_is_not_shown_and_neither_is_what_tells_of_it() -> None:
    tally = flat(Accueil=6, Ventes=9, Technique=11)
    said = {
        groups: {"Accueil": (6, 0, 0), "Ventes": (3, 3, 3), "Technique": (4, 3, 4)}[named(groups).pop()]
        for groups in tally.atoms
    }
    shown = disclose(tally, K, votes=Votes(said, (1, 0, -1), is_score=True))
    assert ROOT in shown
    assert len(named(shown)) == 1, "the company minus the others is the team of one mind"
    assert "Accueil" not in named(shown)


def test_a_team_that_was_all_asked_why_is_not_told_by_the_others() -> None:
    """From 20 on a share would stop at 95 %; how many were asked may be worked out exactly."""
    tally = flat(Accueil=25, Ventes=30, Technique=40)
    asked = {"Accueil": (25, 0), "Ventes": (12, 18), "Technique": (20, 20)}
    said = {groups: asked[named(groups).pop()] for groups in tally.atoms}
    shown = disclose(tally, K, votes=Votes(said, fewest=K))
    assert (ROOT in shown, named(shown)) == (True, {"Technique"})


def test_a_site_that_holds_a_unit_and_two_people_more_gives_those_two_away_no_more() -> None:
    tally = crossed({("a", "x"): 10, ("b", "x"): 2, ("b", "y"): 12, ("c", "y"): 12})
    shown = named(disclose(tally, K))
    assert not {"a", "x"} <= shown
