"""The demo: Télénova, an invented telecom operator, its people and what happened there."""

from seeds.cast import CAST
from seeds.directions import LEAST as LEAST_PEOPLE
from seeds.directions import MOST as MOST_PEOPLE
from seeds.run import SeedReport, seed

__all__ = ["CAST", "LEAST_PEOPLE", "MOST_PEOPLE", "SeedReport", "seed"]
