"""The interval of a score, from shares that stop: it holds the score that is told, and the true one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.pulse.scoring import score_of


@settings(max_examples=400)
@given(
    counts=st.tuples(*[st.integers(0, 60) | st.integers(0, 100_000)] * 3).filter(
        lambda counts: sum(counts) >= 5
    )
)
def test_the_score_that_is_told_lies_in_its_own_interval(counts: tuple[int, int, int]) -> None:
    told = score_of(counts)
    assert told.interval.low <= told.value <= told.interval.high


@pytest.mark.parametrize(
    ("counts", "value", "low", "high"),
    [
        # One per cent of a thousand detracts, told as « au plus 5 % »: between 60 − 5 and 60 − 0, ± 3 or so.
        ((600, 390, 10), 59, 51, 63),
        ((50_000, 44_500, 2_500), 49, 45, 54),
        ((960, 35, 5), 95, 87, 100),
        ((5, 35, 960), -95, -100, -87),
    ],
)
def test_a_share_that_stops_counts_as_anything_it_may_be(
    counts: tuple[int, int, int], value: int, low: int, high: int
) -> None:
    told = score_of(counts)
    assert (told.value, told.interval.low, told.interval.high) == (value, low, high)


def test_an_interval_from_shares_that_do_not_stop_is_the_one_worked_out_by_hand() -> None:
    """See test_scores: 50, 30 and 20 of a hundred."""
    told = score_of((50, 30, 20))
    assert (told.interval.low, told.interval.high) == (14, 44)


@pytest.mark.parametrize("people", [30, 100, 1_000, 20_000, 97_000])
@pytest.mark.parametrize("shares", [(0.6, 0.01), (0.03, 0.97), (0.51, 0.03), (0.02, 0.6), (0.494, 0.206)])
def test_nine_intervals_in_ten_and_more_hold_the_true_score(people: int, shares: tuple[float, float]) -> None:
    promoters, detractors = shares
    dice = np.random.default_rng(2016)
    drawn = dice.multinomial(people, [promoters, max(0.0, 1 - promoters - detractors), detractors], 400)
    told = [score_of([int(one) for one in counts]).interval for counts in drawn]
    true = 100 * (promoters - detractors)
    assert sum(one.low <= true <= one.high for one in told) >= 0.9 * len(told)
