"""Intervals at 95 %, from figures that are already rounded: they tell nothing the figures do not.

`answers` is the low end of the range shown, so that an interval is rather too wide than too narrow.
"""

from dataclasses import dataclass
from math import ceil, hypot, sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
PROMOTERS_ADDED = DETRACTORS_ADDED = 0.75
ANSWERS_ADDED = 3


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends, in points or in percent, rounded to whole ones."""

    low: int
    high: int


def score_interval(promoters: float, detractors: float, answers: int, *, rounding: float = 0) -> Interval:
    """The adjusted Wald interval of a score, from its shares in percent.

    Three answers are added: ¾ promoters, 1½ passives, ¾ detractors. Source: B. Rocks, "Interval Estimation
    for the Net Promoter Score", The American Statistician 70(4), 2016. `rounding` is by how many points the
    score may be off besides: independent of the sample, it adds to the margin as squares do.
    """
    total = answers + ANSWERS_ADDED
    up = (promoters / 100 * answers + PROMOTERS_ADDED) / total
    down = (detractors / 100 * answers + DETRACTORS_ADDED) / total
    sampling = Z * sqrt(max(0.0, up + down - (up - down) ** 2) / total)
    margin = hypot(sampling, rounding / 100)
    return Interval(_points(max(-1.0, up - down - margin)), _points(min(1.0, up - down + margin)))


def share_interval(share: float, answers: int) -> Interval:
    """The adjusted Wald interval of a share in percent.

    z² answers are added, half of them favourable. Source: A. Agresti and B. Coull, "Approximate is better
    than exact for interval estimation of binomial proportions", The American Statistician 52(2), 1998.
    """
    centre, margin = _agresti_coull(share, answers)
    return Interval(_points(max(0.0, centre - margin)), _points(min(1.0, centre + margin)))


def share_margin(share: float, answers: int) -> int:
    """Half the width of a share's interval, in points, rounded up: « ± 7 »."""
    return ceil(100 * _agresti_coull(share, answers)[1] - 1e-9)


def _agresti_coull(share: float, answers: int) -> tuple[float, float]:
    total = answers + Z**2
    centre = (share / 100 * answers + Z**2 / 2) / total
    return centre, Z * sqrt(centre * (1 - centre) / total)


def _points(part: float) -> int:
    return round(100 * part)
