"""What holds of every run, whatever people wish."""

import dataclasses
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.immersions.matching import (
    Binding,
    Cause,
    Objective,
    Outcome,
    Person,
    Placement,
    Priority,
    Problem,
    Result,
    Slot,
    match,
    rule_against,
)
from backend.immersions.matching.problem import MOST_WISHES
from backend.immersions.matching.reasons import binding
from tests.immersions.matching.problems import (
    Chosen,
    by_linear_programming,
    every_placement,
    left,
    plain,
    problems,
    vector,
)


@settings(max_examples=400)
@given(problems())
def test_every_small_run_is_the_best_of_all_placements_and_says_truly_what_held_each_wish_back(
    problem: Problem,
) -> None:
    result = match(problem)
    placements = list(every_placement(problem))
    assert result.objective == min(objective for _, objective in placements)
    assert result.optimal
    priority = {one.key: one.priority for one in problem.people}
    for placement in result.placements:
        for cause in placement.causes:
            if not isinstance(cause.code, Binding):
                continue
            dates = {slot.key for slot in problem.slots if slot.offer == cause.offer}
            others = [(one, value) for one, value in placements if one[placement.person] in dates]
            given = min(objective for _, objective in others)
            level = level_of(result.objective, given)
            placed = placement.slot is not None
            assert (cause.code, cause.ahead) == binding(level, priority[placement.person], placed=placed)
            best = [one for one, value in others if value == given]
            assert all(is_true(problem, result, placement, cause, one) for one in best), cause


def is_true(problem: Problem, result: Result, placement: Placement, cause: Cause, other: Chosen) -> bool:
    """Whether the sentence said to somebody is true of another placement that gives them the wish."""
    now = {one.person: one.slot for one in result.placements if one.person in other}
    offers = {slot.key: slot.offer for slot in problem.slots}
    group = {one.key: one.priority for one in problem.people}
    wishes = {one.key: one.wishes for one in problem.people}

    def rank(person: str, slot: str | None) -> int:
        return wishes[person].index(offers[slot]) if slot else MOST_WISHES

    colleagues = [one for one in other if one != placement.person]
    further = [one for one in colleagues if rank(one, other[one]) > rank(one, now[one])]
    left = [one for one in further if other[one] is None]
    match cause.code:
        case Binding.PRIORITY:
            return any(group[one] == cause.ahead < group[placement.person] for one in further)
        case Binding.COLLEAGUE_WITH_NOTHING:
            return bool(left)
        case Binding.RANKS:
            return placement.slot is not None and bool(further)
        case Binding.COLLEAGUE_INSTEAD:
            served = [sum(rank(one, got[one]) for one in got if got[one]) for got in (now, other)]
            same_class = len({group[one] for one in other}) == 1
            return placement.slot is None and bool(left) and (served[1] > served[0] or not same_class)
    return cause.code is Binding.DRAW


def level_of(best: Objective, given: Objective) -> int:
    """0 when a wish could have been given for free, 1 to 3 for c3 to c1, 4 to 6 for u3 to u1."""
    parts = zip((*best.nothing, *best.ranks), (*given.nothing, *given.ranks), strict=True)
    return next((6 - place for place, (one, other) in enumerate(parts) if one != other), 0)


@settings(max_examples=80)
@given(problems(most=14))
def test_no_run_breaks_a_rule_or_gives_what_was_not_wished(problem: Problem) -> None:
    result = match(problem)
    people = {one.key: one for one in problem.people}
    slots = {one.key: one for one in problem.slots}
    assert [one.person for one in result.placements] == sorted(people)
    taken = Counter(one.slot for one in result.placements if one.slot)
    assert all(number <= slots[slot].capacity for slot, number in taken.items())
    for one in result.placements:
        person = people[one.person]
        if person.key in problem.pins:
            assert (one.outcome, one.slot) == (Outcome.PINNED, problem.pins[person.key])
        elif one.slot is not None:
            assert one.offer == slots[one.slot].offer == person.wishes[(one.rank or 0) - 1]
            assert rule_against(problem, person, slots[one.slot]) is None
    for offer, waiting in result.waiting.items():
        assert len({one.person for one in waiting}) == len(waiting)
        order = [(people[one.person].priority, people[one.person].wishes.index(offer)) for one in waiting]
        for one in waiting:
            assert one.slots
            assert all(rule_against(problem, people[one.person], slots[slot]) is None for slot in one.slots)
        assert order == sorted(order)


@settings(max_examples=40)
@given(problems(most=14), st.data())
def test_one_place_more_never_makes_it_worse(problem: Problem, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(problem.slots) - 1))
    more = [
        dataclasses.replace(slot, capacity=slot.capacity + (number == chosen))
        for number, slot in enumerate(problem.slots)
    ]
    wider = dataclasses.replace(problem, slots=tuple(more))
    assert match(wider).objective <= match(problem).objective


@settings(max_examples=40)
@given(problems(most=14))
def test_a_run_replays_in_whatever_order_people_and_slots_come(problem: Problem) -> None:
    turned = dataclasses.replace(problem, people=problem.people[::-1], slots=problem.slots[::-1])
    assert repr(match(turned)) == repr(match(problem))
    again = dataclasses.replace(problem, seed=problem.seed + 1)
    assert match(again).digest == match(problem).digest
    assert match(again).objective == match(problem).objective


@pytest.mark.parametrize("seed", range(5))
def test_larger_runs_are_as_good_as_six_linear_programmes_find(seed: int) -> None:
    chance = random.Random(seed)
    offers = [f"o{number}" for number in range(25)]
    popular = [1 / (number + 1) for number in range(25)]
    people = tuple(
        Person(
            key=f"p{number}",
            wishes=tuple(dict.fromkeys(chance.choices(offers, popular, k=chance.randint(1, 8))))[:5],
            priority=Priority(chance.randint(1, 3)),
        )
        for number in range(220)
    )
    slots = tuple(Slot(f"{offer}{n}", offer, chance.randint(0, 5)) for offer in offers for n in (1, 2))
    problem = Problem(people, slots, seed)
    result = match(problem)
    assert vector(result) == by_linear_programming(problem)
    assert result.optimal
    assert sum(left(problem).values()) >= sum(result.by_rank)


def test_ines_and_karim_who_are_in_the_same_situation_have_the_same_chances() -> None:
    wishes = {"ines": "ab", "karim": "ab", "solene": "a", "helene": "ba", "yann": "b"}
    got: Counter[tuple[str, str | None]] = Counter()
    for seed in range(400):
        result = match(plain(wishes, {"a": 1, "b": 2}, seed))
        got.update((one.person, one.slot) for one in result.placements)
    for slot in ("a", "b", None):
        one, other = got["ines", slot], got["karim", slot]
        # Six standard deviations of the difference of two counts over 400 fixed seeds.
        assert abs(one - other) <= 6 * (one + other + 1) ** 0.5, (slot, got)
    assert got["ines", "a"] + got["karim", "a"] > 0
