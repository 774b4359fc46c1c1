"""Problems drawn by hypothesis, and the slow, obvious ways to solve them."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from backend.immersions.matching import (
    Engagement,
    Host,
    Objective,
    Person,
    Priority,
    Problem,
    Result,
    Slot,
    rule_against,
)

MONDAY = datetime(2027, 3, 22, 9, tzinfo=UTC)
LYON, PARIS, BORDEAUX = (45.76, 4.84), (48.86, 2.35), (44.84, -0.58)
Chosen = dict[str, str | None]
"""Person → slot."""


def plain(wishes: dict[str, str], places: dict[str, int], seed: int = 1, **priorities: Priority) -> Problem:
    """People by the letters of their wishes, one slot for each offer: `{"ines": "ab"}, {"a": 1, "b": 2}`."""
    people = (
        Person(name, tuple(wished), priorities.get(name, Priority.OTHERS)) for name, wished in wishes.items()
    )
    return Problem(tuple(people), tuple(Slot(key, key, places[key]) for key in places), seed)


def slots(offers: int) -> st.SearchStrategy[Slot]:
    number = st.integers(0, 3)
    return st.builds(
        lambda offer, capacity, day, place, requires, team: Slot(
            key="",
            offer=f"offer{offer}",
            capacity=capacity,
            minimum=1,
            starts_at=MONDAY + timedelta(hours=14 * day),
            ends_at=MONDAY + timedelta(hours=14 * day + 6),
            day=date(2027, 3, 22) + timedelta(days=day),
            place=place,
            requires=frozenset({"badge"} if requires else ()),
            hosts=(Host("solene", team),),
        ),
        *(st.integers(0, offers - 1), st.integers(0, 2), number, st.sampled_from([LYON, PARIS, BORDEAUX])),
        *(st.integers(0, 5).map(lambda n: n == 0), st.sampled_from([None, "north", "south"])),
    )


def people(offers: int, *, ruled: bool = True) -> st.SearchStrategy[Person]:
    wishes = st.lists(st.integers(0, offers), unique=True, max_size=5).map(
        lambda w: tuple(f"offer{n}" for n in w)
    )
    if not ruled:
        return st.builds(Person, key=st.just(""), wishes=wishes, priority=st.sampled_from(Priority))
    engaged = st.lists(st.integers(0, 60), max_size=1).map(
        lambda hours: tuple(
            Engagement(MONDAY + timedelta(hours=h), MONDAY + timedelta(hours=h + 3)) for h in hours
        )
    )
    return st.builds(
        Person,
        key=st.just(""),
        wishes=wishes,
        priority=st.sampled_from(Priority),
        refused=st.sampled_from([frozenset(), frozenset({"offer0"})]),
        days=st.sampled_from([None, frozenset(date(2027, 3, 22) + timedelta(days=d) for d in (0, 2, 3))]),
        place=st.sampled_from([None, LYON, PARIS]),
        furthest_km=st.sampled_from([None, 450.0]),
        has=st.sampled_from([frozenset(), frozenset({"badge"})]),
        manager=st.sampled_from([None, None, None, "solene"]),
        team=st.sampled_from([None, "north"]),
        engagements=engaged,
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 5, *, ruled: bool = True) -> Problem:
    offers = draw(st.integers(1, 4))
    found = draw(st.lists(people(offers, ruled=ruled), min_size=1, max_size=most))
    dates = draw(st.lists(slots(offers), min_size=1, max_size=4))
    everybody = tuple(replace(one, key=f"p{n}") for n, one in enumerate(found))
    rows = tuple(replace(one, key=f"s{n}") for n, one in enumerate(dates))
    pins = {}
    if draw(st.integers(0, 3)) == 0 and rows[0].capacity:
        pins[everybody[0].key] = rows[0].key
    return Problem(everybody, rows, draw(st.integers(0, 9)), pins)


def allowed(problem: Problem) -> Iterator[tuple[Person, Slot, int]]:
    """Every person of the run, with a slot that they wish and may have, and the rank of the wish from 0."""
    for person in problem.people:
        if person.key in problem.pins:
            continue
        for slot in problem.slots:
            if slot.offer in person.wishes and rule_against(problem, person, slot) is None:
                yield person, slot, person.wishes.index(slot.offer)


def left(problem: Problem) -> dict[str, int]:
    pinned = list(problem.pins.values())
    return {slot.key: slot.capacity - pinned.count(slot.key) for slot in problem.slots}


def every_placement(problem: Problem) -> Iterator[tuple[Chosen, Objective]]:
    """All that capacities and rules allow, one by one."""
    options: dict[str, list[tuple[str | None, int]]] = {
        one.key: [(None, 0)] for one in problem.people if one.key not in problem.pins
    }
    for person, slot, rank in allowed(problem):
        options[person.key].append((slot.key, rank))
    priority = {one.key: one.priority for one in problem.people}
    places = left(problem)
    for choices in itertools.product(*options.values()):
        taken = [slot for slot, _ in choices if slot is not None]
        if any(taken.count(slot) > places[slot] for slot in taken):
            continue
        nothing, ranks = [0, 0, 0], [0, 0, 0]
        for person, (slot, rank) in zip(options, choices, strict=True):
            group = priority[person] - 1
            nothing[group] += slot is None
            ranks[group] += rank
        yield (
            dict(zip(options, (slot for slot, _ in choices), strict=True)),
            Objective((nothing[0], nothing[1], nothing[2]), (ranks[0], ranks[1], ranks[2])),
        )


def by_linear_programming(problem: Problem) -> list[int]:
    """(u1, u2, u3, c1, c2, c3) by six linear programmes, each keeping what those before it found."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    terms: dict[int, list[tuple[object, int]]] = defaultdict(list)
    of_person: dict[str, list[object]] = defaultdict(list)
    of_slot: dict[str, list[object]] = defaultdict(list)
    for one in problem.people:
        if one.key not in problem.pins:
            empty = solver.NumVar(0, 1, "")
            of_person[one.key].append(empty)
            terms[one.priority - 1].append((empty, 1))
    for person, slot, rank in allowed(problem):
        taken = solver.NumVar(0, 1, "")
        of_person[person.key].append(taken)
        of_slot[slot.key].append(taken)
        terms[3 + person.priority - 1].append((taken, rank))
    for options in of_person.values():
        solver.Add(sum(options) == 1)
    places = left(problem)
    for slot, options in of_slot.items():
        solver.Add(sum(options) <= places[slot])
    found = []
    for part in range(6):
        total = sum(variable * weight for variable, weight in terms[part]) + 0 * solver.NumVar(0, 0, "")
        solver.Minimize(total)
        assert solver.Solve() == pywraplp.Solver.OPTIMAL
        found.append(round(solver.Objective().Value()))
        solver.Add(total <= found[-1] + 1e-6)
    return found


def vector(result: Result) -> list[int]:
    return [*result.objective.nothing, *result.objective.ranks]
