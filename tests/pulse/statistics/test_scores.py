"""Scores and intervals beside hand-computed values and an independent library."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from backend.pulse.disclosure import rounded_score
from backend.pulse.statistics import (
    COLLEAGUES,
    CUSTOMERS,
    Classes,
    Interval,
    score_interval,
    share_interval,
    share_margin,
)


def test_colleagues_and_customers_are_classed_by_their_own_scale() -> None:
    everybody_once = dict.fromkeys(range(11), 1)
    assert COLLEAGUES.classes(everybody_once) == Classes(promoters=2, passives=2, detractors=7)
    assert CUSTOMERS.classes(dict.fromkeys(range(1, 11), 1)) == Classes(2, 2, 6)


def test_a_customer_cannot_give_nought() -> None:
    with pytest.raises(ValueError, match="outside 1 to 10"):
        CUSTOMERS.classes({0: 1})


def test_the_interval_of_a_score_is_the_one_worked_out_by_hand() -> None:
    """50 promoters, 30 passives, 20 detractors: (50.75 − 20.75) / 103 = 29.13; its variance is
    (50.75 + 20.75) / 103 − 0.2913² = 0.6093; 1.96 × √(0.6093 / 103) = 15.07."""
    assert score_interval(50, 20, 100) == Interval(14, 44)


def test_the_interval_of_a_share_is_the_one_worked_out_by_hand() -> None:
    """60 % of 50: (30 + 1.92) / 53.84 = 59.29; 1.96 × √(0.5929 × 0.4071 / 53.84) = 13.12."""
    assert share_interval(60, 50) == Interval(46, 72)
    assert share_margin(60, 50) == 14


@settings(max_examples=60)
@given(promoters=st.integers(0, 500), passives=st.integers(0, 500), detractors=st.integers(0, 500))
def test_scores_agree_with_an_independent_library(promoters: int, passives: int, detractors: int) -> None:
    total = promoters + passives + detractors
    if not total:
        return
    values, counts = np.array([100.0, 0.0, -100.0]), np.array([promoters, passives, detractors])
    exact = DescrStatsW(values, weights=counts).mean
    shown = rounded_score(promoters, detractors, total)
    step = 10 if total < 20 else 5 if total < 100 else 1
    assert shown.coarsened or abs(shown.value - exact) <= step / 2 + 1e-9
    adjusted = DescrStatsW(values, weights=counts + np.array([0.75, 1.5, 0.75]), ddof=0)
    error = adjusted.std / np.sqrt(adjusted.sum_weights)
    low, high = adjusted.mean - 1.959964 * error, adjusted.mean + 1.959964 * error
    found = score_interval(100 * promoters / total, 100 * detractors / total, total)
    assert (found.low, found.high) == (
        pytest.approx(max(-100, low), abs=0.51),
        pytest.approx(min(100, high), abs=0.51),
    )


@settings(max_examples=60)
@given(total=st.integers(5, 2000), data=st.data())
def test_shares_agree_with_an_independent_library(total: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, total))
    low, high = proportion_confint(part, total, alpha=0.05, method="agresti_coull")
    found = share_interval(100 * part / total, total)
    assert found.low == pytest.approx(100 * low, abs=0.51)
    assert found.high == pytest.approx(100 * high, abs=0.51)
