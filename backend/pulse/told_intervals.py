"""The interval of a score, from what is told of it and from nothing else: shares that may stop, a count."""

from backend.pulse.disclosure import Bound, CountRange
from backend.pulse.statistics import Interval, score_interval

EXACT_FROM = 100
"""Answers from which shares are told to 1 %. Under it, rounding is little beside the margin."""
ROUNDING = 1.5
"""Points by which a score may be off there: half a point for each share, and half one for the end."""

Told = tuple[int, Bound | None]
"""A share in percent, and where it stops."""


def told_interval(promoters: Told, detractors: Told, count: CountRange) -> Interval:
    """Both ends at 95 %: a share that stops counts as the least and as the most that it may be."""
    for_it, against = _ends(promoters), _ends(detractors)
    rounding = ROUNDING if count.min >= EXACT_FROM else 0
    low = score_interval(for_it[0], against[1], count.min, rounding=rounding).low
    high = score_interval(for_it[1], against[0], count.min, rounding=rounding).high
    return Interval(low, high)


def _ends(share: Told) -> tuple[int, int]:
    percent, bound = share
    return 0 if bound is Bound.AT_MOST else percent, 100 if bound is Bound.AT_LEAST else percent
