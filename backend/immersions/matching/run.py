"""One run, from the problem to everybody's placement and reasons."""

from collections import Counter
from dataclasses import replace

import numpy as np

from backend.immersions.matching.binding import bindings
from backend.immersions.matching.digest import digest_of
from backend.immersions.matching.handoffs import joined
from backend.immersions.matching.network import CLASSES, Network, build
from backend.immersions.matching.problem import MOST_WISHES, Problem
from backend.immersions.matching.reasons import explain
from backend.immersions.matching.result import Objective, Outcome, Placement, Result
from backend.immersions.matching.solve import Solved, TooManyPeople, solve
from backend.immersions.matching.swaps import swaps
from backend.immersions.matching.waiting import waiting_lists

__all__ = ["TooManyPeople", "match"]


def match(problem: Problem) -> Result:
    """The optimal placement of a problem, the same for the same problem and seed.

    Errors: ValueError for a pin where there is no place, TooManyPeople past about 500,000 people and slots.
    """
    swapped = swaps(problem)
    sides = {side.person: side for pair in swapped.pairs for side in pair}
    others = tuple(one for one in problem.people if one.key not in sides)
    net = build(replace(problem, people=others), swapped.against)
    solved = solve(net)
    held = bindings(net, solved)
    waiting = waiting_lists(net, solved)
    placements = [*explain(net, solved, held, waiting), *_pinned(problem)]
    placements += [
        Placement(one.person, Outcome.SWAPPED, one.slot.key, one.slot.offer, one.rank, False, ())
        for one in sides.values()
    ]
    return Result(
        placements=tuple(sorted(placements, key=lambda one: one.person)),
        waiting={offer: tuple(rows.values()) for offer, rows in waiting.items()},
        objective=objective(net, solved),
        optimal=held.optimal,
        by_rank=_by_rank(net, solved),
        under_minimum=_under_minimum(problem, placements),
        joined=joined(net, solved, solve(replace(net, cost=net.rank))) if problem.handoffs else None,
        swaps=len(swapped.pairs),
        swap_ranks=swapped.ranks,
        seed=problem.seed,
        digest=digest_of(problem),
    )


def objective(net: Network, solved: Solved) -> Objective:
    """(u1, u2, u3) and (c1, c2, c3), counted from the placements themselves."""
    placed = solved.choice < net.wishes
    ranks = [int(net.rank[solved.choice[placed & (net.group == one)]].sum()) for one in range(CLASSES)]
    nothing = [int((~placed & (net.group == one)).sum()) for one in range(CLASSES)]
    return Objective((nothing[0], nothing[1], nothing[2]), (ranks[0], ranks[1], ranks[2]))


def _by_rank(net: Network, solved: Solved) -> tuple[int, ...]:
    got = net.rank[solved.choice[solved.choice < net.wishes]]
    return tuple(np.bincount(got, minlength=MOST_WISHES).tolist())


def _pinned(problem: Problem) -> list[Placement]:
    offers = {slot.key: slot.offer for slot in problem.slots}
    wishes = {one.key: one.wishes for one in problem.people if one.key in problem.pins}
    found = []
    for person, slot in problem.pins.items():
        offer, wished = offers[slot], wishes.get(person, ())
        rank = wished.index(offer) + 1 if offer in wished else None
        found.append(Placement(person, Outcome.PINNED, slot, offer, rank, False, ()))
    return found


def _under_minimum(problem: Problem, placements: list[Placement]) -> dict[str, int]:
    number = Counter(one.slot for one in placements)
    few = sorted(slot.key for slot in problem.slots if number[slot.key] < slot.minimum)
    return {slot: number[slot] for slot in few}
