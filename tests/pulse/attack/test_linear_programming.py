"""An attacker with a solver against random small companies over three waves (the larger ones: make proof)."""

from random import Random

import pytest

from backend.pulse.disclosure import ROOT
from tests.pulse.attack.attacker import Attacker
from tests.pulse.attack.company import AGREEMENT, CHOICE, SCORE, K, Kind, Released, first_wave, three_waves


@pytest.mark.parametrize("seed", range(3))
def test_nobodys_answer_is_computed_from_any_of_three_waves(seed: int) -> None:
    for wave in three_waves(seed, 30 + 15 * seed):
        attacker = Attacker([wave])
        assert attacker.computed(attacker.targets()) == []


@pytest.mark.parametrize("seed", range(3))
def test_an_insider_who_subtracts_their_own_answer_computes_nobodys(seed: int) -> None:
    wave = three_waves(20 + seed, 40 + 10 * seed)[0]
    insider = Random(seed).choice(wave.answering)
    attacker = Attacker([wave], insider)
    assert attacker.computed(attacker.targets()) == []


@pytest.mark.parametrize(
    ("kind", "seed", "people"),
    [(SCORE, 5016, 44), (AGREEMENT, 5052, 42), (CHOICE, 5003, 31)],
)
def test_an_answer_that_only_several_figures_together_make_certain_is_not_told(
    kind: Kind, seed: int, people: int
) -> None:
    """Here figures looked at one by one left one or two people with one possible answer."""
    attacker = Attacker([first_wave(seed, people, kind)])
    assert attacker.computed(attacker.targets()) == []


@pytest.mark.parametrize(("seed", "people"), [(5001, 30), (5032, 52), (5033, 53)])
def test_what_everybody_said_is_hidden_last(seed: int, people: int) -> None:
    wave = first_wave(seed, people, AGREEMENT)
    attacker = Attacker([wave])
    assert ROOT in wave.shown
    assert attacker.computed(attacker.targets()) == []


def test_without_the_rules_the_same_attacker_computes_somebodys_answer() -> None:
    """The attack is worth its name: with every group of k shown and no other rule, it succeeds."""
    wave = three_waves(0, 50)[0]
    every = frozenset(group for group, answers in wave.tally.answers.items() if answers >= K)
    naive = Attacker([Released(wave.answering, wave.tally, every, {})])
    assert naive.computed(naive.targets())


def test_a_useful_share_of_what_has_answers_enough_stays_shown() -> None:
    waves = [three_waves(seed, 150)[0] for seed in range(3)]
    shown = sum(len(wave.shown) for wave in waves)
    large = sum(answers >= K for wave in waves for answers in wave.tally.answers.values())
    assert shown / large > 0.7
