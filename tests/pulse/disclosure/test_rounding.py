"""Rounding, ranges, extremes: what a figure is allowed to say."""

import pytest

from backend.pulse.disclosure import (
    Bound,
    count_range,
    is_extreme_choice,
    is_extreme_mean,
    rounded_mean,
    rounded_score,
    rounded_share,
)


@pytest.mark.parametrize(("answers", "least", "most"), [(5, 5, 9), (9, 5, 9), (10, 10, 19), (19, 10, 19)])
def test_counts_under_twenty_are_ranges(answers: int, least: int, most: int) -> None:
    shown = count_range(answers)
    assert (shown.min, shown.max, shown.exact) == (least, most, None)


def test_counts_from_twenty_on_are_exact() -> None:
    assert count_range(20).exact == 20


@pytest.mark.parametrize(
    ("part", "given", "percent", "bound"),
    [
        (2, 6, 35, None),
        (1, 8, 15, None),
        (0, 12, 0, None),
        (33, 99, 35, None),
        (33, 100, 33, None),
        (1, 20, 5, Bound.AT_MOST),
        (0, 40, 5, Bound.AT_MOST),
        (40, 40, 95, Bound.AT_LEAST),
        (7, 100, 7, None),
        (3, 100, 5, Bound.AT_MOST),
        (970, 1000, 95, Bound.AT_LEAST),
    ],
)
def test_shares_are_coarse_and_stop_short_of_the_ends(
    part: int, given: int, percent: int, bound: Bound | None
) -> None:
    assert rounded_share(part, given) == (percent, bound)


@pytest.mark.parametrize(
    ("promoters", "detractors", "given", "score", "coarsened"),
    [
        (4, 2, 9, 20, False),
        (9, 2, 19, 40, False),
        (10, 3, 20, 35, False),
        (3, 10, 20, -35, False),
        (48, 21, 100, 27, False),
        (40, 0, 40, 95, True),
        (0, 40, 40, -95, True),
        (196, 2, 200, 95, True),
    ],
)
def test_scores_come_from_exact_counts_and_are_rounded(
    promoters: int, detractors: int, given: int, score: int, coarsened: bool
) -> None:
    shown = rounded_score(promoters, detractors, given)
    assert (shown.value, shown.coarsened) == (score, coarsened)


def test_means_are_told_to_a_tenth_and_stop_short_of_the_ends() -> None:
    assert rounded_mean(36, 10, 1, 5).value == 3.6
    high = rounded_mean(99, 20, 1, 5)
    assert (high.value, high.coarsened) == (4.8, True)
    low = rounded_mean(20, 20, 1, 5)
    assert (low.value, low.coarsened) == (1.2, True)


def test_a_small_group_of_one_mind_is_extreme_and_a_large_one_is_not() -> None:
    assert is_extreme_choice([5, 0, 0], 5)
    assert is_extreme_choice([4, 1], 5)
    assert is_extreme_choice([8, 2], 10)
    assert not is_extreme_choice([7, 3], 10)
    assert not is_extreme_choice([20], 20)


def test_a_small_group_near_an_end_is_extreme() -> None:
    assert is_extreme_mean(24, 5, 1, 5)
    assert is_extreme_mean(12, 10, 1, 5)
    assert not is_extreme_mean(47, 10, 1, 5)
    assert not is_extreme_mean(100, 20, 1, 5)


def test_a_score_is_extreme_when_one_of_its_classes_holds_nearly_all() -> None:
    assert is_extreme_choice((0, 6, 0), 6)
    assert is_extreme_choice((8, 1, 1), 10)
    assert not is_extreme_choice((7, 1, 2), 10)
