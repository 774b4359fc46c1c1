"""Pages and GraphQL beside the least that could answer the same, at 2,400 and 97,000 people."""

import pytest

from backend.web.circles import circles as circle_pages
from tests.benchmarks import speed
from tests.proof.front_door.conftest import Companies

SIZES = (2_400, 97_000)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_answers_stay_near_what_is_written_by_hand_and_do_not_grow(
    kind: str, companies: Companies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circle_pages, "PAGE", speed.PAGE_OF)
    small, large = await speed.measured([await companies.get(kind, people) for people in SIZES])
    print(f"\n{kind}, at {SIZES[0]} | {SIZES[1]} people: answers a second of ours, and of the other;")
    print("  milliseconds of processor of ours, of the other, their ratio; growth of ours in processor time")
    growth = speed.growths(small, large)
    for name in speed.PAIRS:
        told = []
        for company in (small, large):
            ours, other, mine, its = company.told(name)
            told.append(f"{ours:5.0f} {other:6.0f}  {mine:5.2f} {its:5.2f} {its / mine:5.2f}")
        print(f"  {name:25} {' | '.join(told)}  × {growth[name]:.2f}")
    for name, (_, _, least) in speed.PAIRS.items():
        _, _, mine, its = large.told(name)
        assert its / mine >= least, name
    assert {name: grown for name, grown in growth.items() if grown >= speed.MOST_GROWTH} == {}
