"""Which counts rose: an exact test of each, and a bound on how often it is a false alarm. Pure.

If nothing changed, each of the `n` times that something was said in nine weeks fell in the last seven days
with the same chance, 7 in 63: given `n`, the recent count is binomial (the conditional test of two Poisson
rates; Przyborowski and Wilenski, Biometrika 31, 1940). Its upper tail is the regularised incomplete beta
function, which python-flint computes with a proved error. All subjects of a night are one family, held by the
procedure of Benjamini and Hochberg (JRSS B 57, 1995): of what is shown, one in twenty is a false alarm at
most, on average; and while nothing rises anywhere, at most one night in twenty shows anything. Counts being
whole, and fewer than five never shown, it is rarer still.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

RECENT_DAYS = 7
BEFORE_DAYS = 56
LEAST_BEFORE_DAYS = 28
"""With a shorter past nothing is tested."""
FALSE_ALARMS = 0.05
LEAST = 5
"""Fewer times in the last seven days are never shown: they would be a handful of people."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a subject came up in the last seven days, and in the days before them."""

    subject: str
    recent: int
    before: int


@dataclass(frozen=True, slots=True)
class Rise:
    """`expected` in seven days, from the past alone; `p_value` adjusted for how many were tested."""

    subject: str
    recent: int
    expected: float
    p_value: float


def risen(counted: Sequence[Counted], before_days: int = BEFORE_DAYS) -> list[Rise]:
    """Those that rose, the surest first; `before_days` is how long the past is, in days."""
    if before_days < LEAST_BEFORE_DAYS:
        return []
    tested = sorted((p_value(one.recent, one.before, before_days), one.subject, one) for one in counted)
    found, smallest = [], 1.0
    for rank in range(len(tested), 0, -1):
        chance, _, one = tested[rank - 1]
        smallest = min(smallest, chance * len(tested) / rank)
        if smallest <= FALSE_ALARMS and one.recent >= LEAST:
            expected = one.before * RECENT_DAYS / before_days
            found.append(Rise(one.subject, one.recent, expected, smallest))
    return found[::-1]


def p_value(recent: int, before: int, before_days: int) -> float:
    """The chance of as many in the last seven days, or more, of all there were, had nothing changed."""
    if recent == 0:
        return 1.0
    share = arb(RECENT_DAYS) / (RECENT_DAYS + before_days)
    return float(share.beta_lower(recent, before + 1, regularized=True))
