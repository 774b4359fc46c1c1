"""The matching of whole companies: classes, rules' arcs, proof of the optimum, lists and reasons included."""

import random
import resource
import time

import pytest

from backend.immersions.matching import (
    Host,
    Person,
    Priority,
    Problem,
    Result,
    Slot,
    match,
    quick_swaps,
    swaps,
)

CLASSES = (Priority.LEFT_OUT, *[Priority.FAR_FROM_CUSTOMERS] * 3, *[Priority.OTHERS] * 6)
KILOBYTES = 1024
GIGABYTES = 4


def company(people: int, slots: int, wishes: int = 5, seed: int = 1) -> Problem:
    """Wishes of a skewed popularity, for places for three people out of four."""
    chance = random.Random(seed)
    weights = [(number + 1) ** -0.6 for number in range(slots)]
    drawn = iter(chance.choices([str(number) for number in range(slots)], weights, k=2 * wishes * people))
    everybody = []
    for number in range(people):
        wished = dict.fromkeys(next(drawn) for _ in range(2 * wishes))
        everybody.append(Person(str(number), tuple(wished)[:wishes], chance.choice(CLASSES)))
    places = max(1, people * 3 // (4 * slots))
    return Problem(tuple(everybody), tuple(Slot(str(n), str(n), places) for n in range(slots)), seed)


def timed(problem: Problem) -> tuple[float, Result]:
    """Seconds of one core, which is all that a run uses: what else the machine does is not counted."""
    started = time.process_time()
    result = match(problem)
    return time.process_time() - started, result


def test_2000_people_300_slots_and_5_wishes_take_less_than_a_second() -> None:
    problem = company(2_000, 300)
    timed(problem)
    seconds, result = min((timed(problem) for _ in range(3)), key=lambda one: one[0])
    print(f"\n2,000 people × 300 slots × 5 wishes, classes and reasons: {seconds:.2f} s; {result.objective}")
    assert result.optimal
    assert all(one.causes or one.rank == 1 for one in result.placements)
    assert seconds < 1


@pytest.mark.timeout(600)
def test_97000_people_and_5000_slots_take_less_than_a_minute_and_4_gigabytes() -> None:
    problem = company(97_000, 5_000)
    seconds, result = timed(problem)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES**2
    print(f"\n97,000 people × 5,000 slots: {seconds:.1f} s, {memory:.2f} GB at most; {result.objective}")
    assert result.optimal
    assert sum(result.objective.nothing) + sum(result.by_rank) == 97_000
    assert seconds < 60
    assert memory < GIGABYTES


@pytest.mark.timeout(600)
def test_growth_over_five_sizes_stays_below_the_square() -> None:
    sizes = [3_000 * 2**step for step in range(5)]
    seconds = [timed(company(people, people // 20))[0] for people in sizes]
    longest = max(seconds)
    print("\npeople   seconds  × the size before")
    for place, (people, took) in enumerate(zip(sizes, seconds, strict=True)):
        ratio = f"{took / seconds[place - 1]:4.1f}" if place else "    "
        print(f"{people:6}  {took:8.2f}  {ratio}  {'█' * max(1, round(40 * took / longest))}")
    # Twice the people and twice the slots: four times would be the square of the size.
    assert longest < seconds[0] * 4 ** (len(sizes) - 1)


def test_swaps_among_2000_people_take_less_than_2_seconds() -> None:
    chance = random.Random(2)
    names = [str(number) for number in range(2_000)]
    people = tuple(
        Person(one, tuple(chance.sample(names[:60], 3) + chance.sample(names, 2))) for one in names
    )
    # Whoever is wished for wishes back for a few of those who do, so that there is much to choose from.
    wished: dict[str, list[str]] = {one: [] for one in names}
    for one in people:
        for other in one.wishes:
            wished[other].append(one.key)
    people = tuple(
        Person(one.key, tuple(dict.fromkeys([*wished[one.key][:3], *one.wishes]))[:5]) for one in people
    )
    days = tuple(Slot(f"{one}'s", one, 1, hosts=(Host(one),)) for one in names)
    problem = Problem(people, (), 1, swaps=days)
    started = time.process_time()
    found = swaps(problem)
    seconds = time.process_time() - started
    quick = quick_swaps(problem)
    print(f"\nswaps among 2,000: {len(found.pairs)} pairs in {seconds:.2f} s; one by one, {len(quick.pairs)}")
    assert len(quick.pairs) <= len(found.pairs)
    assert seconds < 2
