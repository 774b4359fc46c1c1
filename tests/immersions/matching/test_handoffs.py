"""Bringing the two sides of a handoff together: nobody more has nothing, and what it costs is told."""

from dataclasses import replace

from hypothesis import given, settings

from backend.immersions.matching import Binding, Host, Joined, Person, Priority, Problem, Slot, match
from backend.immersions.matching.network import JOINED
from tests.immersions.matching.problems import problems

SHOP, FIELD = frozenset({"shop"}), frozenset({"field"})
DATES = (
    Slot("counter", "counter", 1, hosts=(Host("karim", "shop"),)),
    Slot("van", "van", 1, hosts=(Host("thomas", "bill"),)),
)
INES, NADIA = (
    Person("ines", ("counter", "van"), team="web"),
    Person("nadia", ("counter", "van"), team="field"),
)


def test_nadia_of_the_technicians_goes_to_the_shop_that_hands_over_to_them() -> None:
    for seed in range(10):
        run = match(Problem((INES, NADIA), DATES, seed, handoffs=((SHOP, FIELD),)))
        assert {one.person: one.offer for one in run.placements} == {"ines": "van", "nadia": "counter"}
        assert run.joined is not None
        assert (run.joined.together, run.joined.ranks) == (1, 0)
        [ines] = [one for one in run.placements if one.person == "ines"]
        assert [cause.code for cause in ines.causes] == [Binding.RANKS_OR_HANDOFFS]
    assert match(Problem((INES, NADIA), DATES, 1)).joined is None


def test_joining_them_may_cost_ranks_which_are_told() -> None:
    nadia = replace(NADIA, wishes=("van", "counter"))
    run = match(Problem((nadia,), DATES, 1, handoffs=((SHOP, FIELD),)))
    assert run.joined == Joined(together=1, without=0, ranks=1)
    assert run.objective.ranks == (0, 0, 1)


@settings(max_examples=60)
@given(problems(most=14))
def test_nobody_more_has_nothing_and_no_fewer_are_brought_together(problem: Problem) -> None:
    equal = replace(problem, people=tuple(replace(one, priority=Priority.OTHERS) for one in problem.people))
    off = match(equal)
    on = match(replace(equal, handoffs=((frozenset({"north"}), frozenset({"south"})),)))
    assert on.optimal
    assert on.joined is not None
    assert on.objective.nothing == off.objective.nothing
    assert sum(on.objective.ranks) - sum(off.objective.ranks) == on.joined.ranks >= 0
    assert on.joined.ranks <= JOINED * (on.joined.together - on.joined.without)
