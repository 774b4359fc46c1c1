"""Rule 4, second half: figures are rounded, small counts ranges, and large groups stop short of the ends."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import floor

from backend.pulse.disclosure.extremes import NEAR_END, SMALL

MOST_KEPT = 1 << 16
"""Results kept of each rounding: of a large company's thousands of teams, most give the same few counts."""
LARGE = 100
EDGE = 5
"""In percent: from 20 answers on, no share is told below this nor above its complement, no score past it."""


class Bound(StrEnum):
    """A share that stops: « au plus 5 % », « au moins 95 % »."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class CountRange:
    """How many answered: a range under 20 (5–9, 10–19), exact from 20 on."""

    min: int
    max: int

    @property
    def exact(self) -> int | None:
        return self.min if self.min == self.max else None


@dataclass(frozen=True, slots=True)
class Rounded:
    """A figure as it is shown; `coarsened` where the exact one lies nearer to the end than is told."""

    value: float
    coarsened: bool = False


def count_range(answers: int) -> CountRange:
    """The count as it is shown."""
    if answers >= SMALL:
        return CountRange(answers, answers)
    return CountRange(10, 19) if answers >= 10 else CountRange(5, 9)


@lru_cache(MOST_KEPT)
def rounded_share(part: int, given: int) -> tuple[int, Bound | None]:
    """A share in percent: to 5 under 100 answers, to 1 from 100; from 20 on it stops at 5 and 95."""
    value = int(_to(Fraction(100 * part, given), 1 if given >= LARGE else 5))
    if given >= SMALL and value <= EDGE:
        return EDGE, Bound.AT_MOST
    if given >= SMALL and value >= 100 - EDGE:
        return 100 - EDGE, Bound.AT_LEAST
    return value, None


@lru_cache(MOST_KEPT)
def rounded_mean(total: int, given: int, low: int, high: int) -> Rounded:
    """A mean to 0.1; from 20 answers on it stops 0.2 from either end."""
    exact = Fraction(total, given)
    kept = min(max(exact, low + NEAR_END), high - NEAR_END) if given >= SMALL else exact
    return Rounded(float(_to(kept, Fraction(1, 10))), coarsened=kept != exact)


@lru_cache(MOST_KEPT)
def rounded_score(promoters: int, detractors: int, given: int) -> Rounded:
    """A score from exact counts, to 10 points under 20 answers, 5 under 100, 1 from 100; it stops at ±95."""
    step = 10 if given < SMALL else 5 if given < LARGE else 1
    value = int(_to(Fraction(100 * (promoters - detractors), given), step))
    stop = 100 - EDGE
    if given >= SMALL and abs(value) >= stop:
        return Rounded(stop if value > 0 else -stop, coarsened=True)
    return Rounded(value)


def _to(exact: Fraction, step: int | Fraction) -> Fraction:
    """The nearest multiple of `step`; halves go away from zero, so that a score and its opposite agree."""
    size = floor(abs(exact) / step + Fraction(1, 2)) * Fraction(step)
    return size if exact >= 0 else -size
