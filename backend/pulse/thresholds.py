"""How many people it takes: the floors of anonymity, in code, and frozen into a wave at its opening."""

from datetime import timedelta

K = 5
"""Answers for a figure, and people asked for a group to be named on a ballot."""
COMMENT_K = 10
"""Answers for comments to be read."""
PRESSURE_MOST = 2
"""Nobody is asked more often than this within `PRESSURE_PERIOD`, all surveys together."""
PRESSURE_PERIOD = timedelta(days=28)
