"""The test behind « Said more and more »: exact, and its false alarms no more often than stated."""

import numpy as np
import pytest
from scipy import stats

from backend.signals.rising import (
    BEFORE_DAYS,
    FALSE_ALARMS,
    LEAST,
    LEAST_BEFORE_DAYS,
    RECENT_DAYS,
    Counted,
    p_value,
    risen,
)

NIGHTS, SUBJECTS = 400, 60
WEEKLY = np.geomspace(0.2, 40, SUBJECTS)
"""How often each subject is spoken of in a week: rare ones and common ones."""


def night(dice: np.random.Generator, weekly: np.ndarray, risen_by: np.ndarray | float = 1.0) -> list[Counted]:
    """Nine weeks of every subject, the last of which may hold more."""
    before = dice.poisson(weekly * BEFORE_DAYS / RECENT_DAYS)
    recent = dice.poisson(weekly * risen_by)
    return [
        Counted(str(n), int(now), int(past)) for n, (now, past) in enumerate(zip(recent, before, strict=True))
    ]


@pytest.mark.parametrize(("recent", "before"), [(5, 0), (6, 2), (9, 20), (40, 200), (1, 60), (300, 1500)])
def test_the_chance_is_the_binomial_tests(recent: int, before: int) -> None:
    share = RECENT_DAYS / (RECENT_DAYS + BEFORE_DAYS)
    exact = stats.binomtest(recent, recent + before, share, alternative="greater").pvalue
    assert p_value(recent, before, BEFORE_DAYS) == pytest.approx(exact, rel=1e-9)


def test_the_adjustment_is_that_of_benjamini_and_hochberg() -> None:
    counted = night(np.random.default_rng(7), WEEKLY, np.where(np.arange(SUBJECTS) % 6 == 0, 4.0, 1.0))
    chances = [p_value(one.recent, one.before, BEFORE_DAYS) for one in counted]
    adjusted = dict(
        zip((one.subject for one in counted), stats.false_discovery_control(chances), strict=True)
    )
    shown = {one.subject: one.p_value for one in risen(counted)}
    wanted = {one.subject for one in counted if adjusted[one.subject] <= FALSE_ALARMS and one.recent >= LEAST}
    assert shown.keys() == wanted != set()
    assert all(chance == pytest.approx(adjusted[subject]) for subject, chance in shown.items())


def test_while_nothing_rises_at_most_one_night_in_twenty_shows_anything() -> None:
    dice = np.random.default_rng(20_261_128)
    alarms = sum(bool(risen(night(dice, WEEKLY))) for _ in range(NIGHTS))
    # Three standard deviations above the stated rate, so that the draw of the dice does not decide.
    assert alarms <= NIGHTS * FALSE_ALARMS + 3 * (NIGHTS * FALSE_ALARMS * (1 - FALSE_ALARMS)) ** 0.5


def test_of_what_is_shown_at_most_one_in_twenty_did_not_rise_and_most_that_did_is_shown() -> None:
    dice = np.random.default_rng(20_261_129)
    rises = np.arange(SUBJECTS) % 10 == 9
    shares, found = [], 0
    for _ in range(NIGHTS):
        shown = {int(one.subject) for one in risen(night(dice, WEEKLY, np.where(rises, 3.0, 1.0)))}
        shares.append(len([one for one in shown if not rises[one]]) / max(1, len(shown)))
        found += len([one for one in shown if rises[one]])
    assert np.mean(shares) <= FALSE_ALARMS
    assert found >= 0.5 * NIGHTS * rises.sum()


def test_a_handful_is_never_shown_and_a_short_past_tests_nothing() -> None:
    assert risen([Counted("step", LEAST - 1, 0)]) == []
    assert [one.subject for one in risen([Counted("step", LEAST, 0)])] == ["step"]
    assert risen([Counted("step", 50, 0)], LEAST_BEFORE_DAYS - 1) == []
