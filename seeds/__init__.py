"""The demo: Télénova, an invented telecom operator, its people and what happened there."""

from seeds.cast import CAST
from seeds.organisation import LEAST as LEAST_PEOPLE
from seeds.organisation import MOST as MOST_PEOPLE
from seeds.run import SeedReport, seed

__all__ = ["CAST", "LEAST_PEOPLE", "MOST_PEOPLE", "SeedReport", "seed"]
