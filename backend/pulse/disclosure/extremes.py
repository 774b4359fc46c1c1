"""Rule 4, first half: a small group that is nearly of one mind would tell what everybody in it said."""

from collections.abc import Sequence
from fractions import Fraction

SMALL = 20
"""Below this many answers an extreme figure is withheld; from it on, figures stop short of the end."""
HELD = Fraction(8, 10)
NEAR_END = Fraction(2, 10)


def is_extreme_choice(counts: Sequence[int], given: int) -> bool:
    """Whether one value is held by everybody, or by 80 % or more of fewer than 20. A score's counts are its
    three classes."""
    most = max(counts, default=0)
    return 0 < given < SMALL and most >= HELD * given


def is_unanimous(part: int, given: int) -> bool:
    """Whether all of fewer than 20 are of a class of answers, or none is. Most of them may well be."""
    return 0 < given < SMALL and part in (0, given)


def is_extreme_mean(total: int, given: int, low: int, high: int) -> bool:
    """Whether the mean of fewer than 20 values from `low` to `high` lies within 0.2 of an end."""
    if not 0 < given < SMALL:
        return False
    mean = Fraction(total, given)
    return mean <= low + NEAR_END or mean >= high - NEAR_END
