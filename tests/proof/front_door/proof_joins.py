"""Joining a circle, with all that the verb sees to, beside the bare statement, at 2,400 and 97,000 people."""

from collections.abc import Sequence

import pytest

from tests.benchmarks import joins
from tests.benchmarks.joins import Company
from tests.proof.front_door.conftest import Companies

SIZES = (2_400, 97_000)
MOST_GROWTH = 1.2
"""In processor time."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_joining_does_not_slow_as_the_company_grows(kind: str, companies: Companies) -> None:
    databases = [(await companies.get(kind, people)).cast.database for people in SIZES]
    measured = await joins.measured(databases, lambda found: growth(found) < MOST_GROWTH)
    print(f"\n{kind}: joins a second, by the verb and by the bare statement, each in its own commit")
    for people, company in zip(SIZES, measured, strict=True):
        (ours, mine), (bare, its) = company.told("ours"), company.told("bare")
        told = f"{ours:5.0f} {bare:5.0f}  processor {mine:.2f} and {its:.2f} ms, ratio {its / mine:.2f}"
        print(f"  {people:6} people: {told}")
    print(f"  growth of ours in processor time: × {growth(measured):.2f}")
    assert growth(measured) < MOST_GROWTH


def growth(companies: Sequence[Company]) -> float:
    """How much more processor a join of ours takes in the larger company."""
    small, large = companies
    return large.told("ours")[1] / small.told("ours")[1]
