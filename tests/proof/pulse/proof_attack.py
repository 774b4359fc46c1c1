"""The solver against companies of up to 200 people and three waves; exact ranks on trees of 1,000 units."""

from collections import Counter
from random import Random

import numpy as np
import pytest
from flint import fmpz_mat

from backend.pulse.disclosure import ROOT, Cut, Group, Tally, determining, disclose
from tests.pulse.attack.attacker import Attacker
from tests.pulse.attack.company import AGREEMENT, CHOICE, SCORE, K, Kind, first_wave, three_waves

COMPANIES, ASSUMING, CHANGING = 24, 8, 0.2
MORE_COMPANIES = 100


def test_nobodys_answer_is_computed_in_companies_of_up_to_200() -> None:
    totals: Counter[str] = Counter()
    for seed in range(COMPANIES):
        people = 40 + 160 * seed // (COMPANIES - 1)
        for number, wave in enumerate(three_waves(1000 + seed, people)):
            everybody = Attacker([wave])
            assert everybody.computed(everybody.targets()) == []
            insider = Attacker([wave], Random(seed + number).choice(wave.answering))
            assert insider.computed(insider.targets()) == []
            sizes = wave.tally.answers
            wave_name = "first" if number == 0 else "later"
            totals[f"{wave_name} shown"] += len(wave.shown)
            totals[f"{wave_name} large"] += sum(answers >= K for answers in sizes.values())
            totals[f"{wave_name} cells"] += sum(answers > 0 for answers in sizes.values())
    for name in ("first", "later"):
        shown, large, cells = (totals[f"{name} {what}"] for what in ("shown", "large", "cells"))
        print(
            f"{name} waves of {COMPANIES} companies: {shown} of {large} cells with {K} answers shown "
            f"({100 * shown // large} %), of {cells} with any ({100 * shown // cells} %); nothing computed"
        )


@pytest.mark.parametrize(("name", "kind"), [("score", SCORE), ("agreement", AGREEMENT), ("choice", CHOICE)])
def test_nobodys_answer_of_any_kind_is_computed_in_companies_of_30_to_100(name: str, kind: Kind) -> None:
    shown = large = 0
    for seed in range(MORE_COMPANIES):
        wave = first_wave(5000 + seed, 30 + 70 * seed // (MORE_COMPANIES - 1), kind)
        for insider in (None, Random(seed).choice(wave.answering)):
            attacker = Attacker([wave], insider)
            assert attacker.computed(attacker.targets()) == []
        shown += len(wave.shown)
        large += sum(answers >= K for answers in wave.tally.answers.values())
    print(
        f"{name}: {MORE_COMPANIES} companies of 30 to 100 people, {shown} of {large} cells with {K} answers"
        f" shown ({100 * shown // large} %); nothing computed"
    )


def test_who_takes_nobody_to_have_changed_their_mind_is_measured_and_mostly_contradicted() -> None:
    """The one attack that is not closed: all three waves together, as if each had answered the same thrice.

    Printed for docs/anonymity.md: what it computes where that is so, and how often what is released says that
    it is not, where some did change their minds.
    """
    people = concerned = taken = explained = 0
    for seed in range(ASSUMING):
        size = 40 + 60 * seed // (ASSUMING - 1)
        waves = three_waves(2000 + seed, size)
        attacker = Attacker(waves)
        found = attacker.computed(attacker.targets())
        taken += bool(found)
        people += len(attacker.truth)
        concerned += sum(
            attacker.sizes[atom] for atom in {atom for figure in found for atom in figure.target}
        )
        explained += Attacker(three_waves(2000 + seed, size, changing=CHANGING)).explains()
    print(
        f"three waves taken as one, {ASSUMING} companies: where nobody changed their mind, figures about"
        f" {concerned} of {people} people in {taken} companies; where {100 * CHANGING:.0f} % did, what is"
        f" released contradicts it in {ASSUMING - explained}"
    )
    assert concerned < 0.2 * people


def test_no_small_group_is_in_the_span_of_what_is_shown_of_trees_of_1000_units() -> None:
    for seed in range(20):
        tally = _tree(Random(seed), 1000)
        shown = disclose(tally, K)
        rows = {
            group: frozenset(place for place, groups in enumerate(tally.atoms) if group in groups)
            for group in shown
        }
        sizes = list(tally.atoms.values())
        blocks = _blocks(rows, sizes)
        assert min(blocks) >= K
        # As many blocks as the exact rank: they are a basis, and whatever can be computed is made of them.
        rank = _rank(rows, sizes)
        assert rank == len(blocks)
        if seed < 2:
            # The reduction that releases are held to agrees.
            few = {group: rows[group] for group in sorted(rows)[:200]}
            assert determining(few, sizes, K) == set()
        large = sum(answers >= K for answers in tally.answers.values())
        print(f"tree {seed}: {len(shown)} of {large} units with {K} answers shown, rank {rank}")


def _tree(random: Random, units: int) -> Tally:
    parents: dict[Group, Group | None] = {ROOT: None}
    tree = [ROOT]
    atoms: dict[frozenset[Group], int] = {}
    chain: dict[Group, frozenset[Group]] = {ROOT: frozenset({ROOT})}
    for number in range(units):
        above = random.choice(tree[-200:])
        group = Group(Cut.UNIT, f"u{number}")
        parents[group] = above
        chain[group] = chain[above] | {group}
        tree.append(group)
    for group in tree:
        own = Group(Cut.DIRECT, group.key)
        parents[own] = group
        atoms[chain[group] | {own}] = random.choice((0, 1, 2, 4, 6, 9, 14, 30))
    return Tally(parents, atoms)


def _blocks(rows: dict[Group, frozenset[int]], sizes: list[int]) -> list[int]:
    """The people of each shown group who are in none right inside it, where there are any.

    Shown groups of a tree are nested or apart, so these blocks are apart, and each group is a sum of some.
    """
    weight = np.array(sizes)
    blocks = []
    covered: list[frozenset[int]] = []
    for group in sorted(rows, key=lambda one: len(rows[one])):
        inside = frozenset().union(*(other for other in covered if other <= rows[group]))
        covered = [other for other in covered if not other <= rows[group]] + [rows[group]]
        people = int(weight[list(rows[group] - inside)].sum())
        if people:
            blocks.append(people)
    return blocks


def _rank(rows: dict[Group, frozenset[int]], sizes: list[int]) -> int:
    """The exact rank of the shown groups, as rows of the atoms that answered; like columns are one."""
    signatures: dict[int, list[int]] = {}
    for number, row in enumerate(rows.values()):
        for place in row:
            if sizes[place]:
                signatures.setdefault(place, []).append(number)
    columns = {tuple(numbers) for numbers in signatures.values()}
    matrix = fmpz_mat(
        len(columns), len(rows), [int(n in one) for one in map(set, columns) for n in range(len(rows))]
    )
    return int(matrix.rank())
