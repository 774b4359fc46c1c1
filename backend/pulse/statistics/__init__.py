"""Scores, shares and their margins: pure arithmetic, each formula with its source."""

from backend.pulse.statistics.intervals import Interval, score_interval, share_interval, share_margin
from backend.pulse.statistics.scales import COLLEAGUES, CUSTOMERS, Classes, Scale

__all__ = [
    "COLLEAGUES",
    "CUSTOMERS",
    "Classes",
    "Interval",
    "Scale",
    "score_interval",
    "share_interval",
    "share_margin",
]
